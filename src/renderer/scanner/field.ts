/*
 * The first keys of a scan reach a focused field before anyone can tell that they are a scanner's. So the field is
 * remembered at the first key, and put back once the burst is recognised.
 */

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const NOT_TEXT = new Set([
  'button',
  'checkbox',
  'color',
  'file',
  'hidden',
  'image',
  'radio',
  'range',
  'reset',
  'submit',
]);

/** Whether keys change what this element holds: a letter typed on a select chooses from its list. */
export function isField(element: Element | null): element is Field {
  if (element instanceof HTMLInputElement) return !NOT_TEXT.has(element.type);
  return element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement;
}

/** Remembers what a field holds now. @returns puts it back, selection included; does nothing when nothing changed */
export function rememberField(field: Field): () => void {
  const { value } = field;
  const selection = field instanceof HTMLSelectElement ? undefined : selectionOf(field);
  return () => {
    if (field.value === value) return;
    setValue(field, value);
    // Types without a selection (number, email) have none to put back.
    if (selection !== undefined) (field as HTMLInputElement).setSelectionRange(...selection);
  };
}

/** Types a text into a field as a person would, over what is selected there. */
export function typeInto(field: Field, text: string): void {
  if (field instanceof HTMLSelectElement) return;
  const [start, end] = selectionOf(field) ?? [field.value.length, field.value.length];
  setValue(field, field.value.slice(0, start) + text + field.value.slice(end));
  if (selectionOf(field) !== undefined) field.setSelectionRange(start + text.length, start + text.length);
}

function selectionOf(field: HTMLInputElement | HTMLTextAreaElement): [number, number] | undefined {
  const { selectionStart, selectionEnd } = field;
  return selectionStart === null || selectionEnd === null ? undefined : [selectionStart, selectionEnd];
}

/** Sets the value past any setter of a framework's own, and tells the framework as typing does. */
function setValue(field: Field, value: string): void {
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field) as object, 'value')?.set?.call(field, value);
  field.dispatchEvent(new Event('input', { bubbles: true }));
  if (field instanceof HTMLSelectElement) field.dispatchEvent(new Event('change', { bubbles: true }));
}
