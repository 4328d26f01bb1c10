import { isField, typeInto } from './field.ts';

/**
 * Does what an Enter or Space that was kept back would have done: handlers of the page see it first and may prevent it,
 * then it presses a button or link, or submits the form of a field.
 */
export function replayPress(target: Element, key: string): void {
  const event = new KeyboardEvent('keydown', {
    key,
    code: key === ' ' ? 'Space' : key,
    bubbles: true,
    cancelable: true,
  });
  if (!target.dispatchEvent(event)) return;
  if (target instanceof HTMLTextAreaElement) typeInto(target, '\n');
  else if (isField(target)) target.form?.requestSubmit();
  else if (target instanceof HTMLElement && (key === ' ' ? pressedBySpace(target) : pressedByEnter(target)))
    target.click();
}

const PRESSED_BY_BOTH = 'button, summary, input[type=button], input[type=submit], input[type=reset], [type=image]';

const pressedBySpace = (element: Element): boolean =>
  element.matches(`${PRESSED_BY_BOTH}, input[type=checkbox], input[type=radio]`);

const pressedByEnter = (element: Element): boolean => element.matches(`${PRESSED_BY_BOTH}, a[href], area[href]`);
