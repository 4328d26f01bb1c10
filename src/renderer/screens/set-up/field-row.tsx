import { useId, useState } from 'react';
import { LANGUAGE_CODES } from '../../../shared/command-barcodes.ts';
import { useWords, wordsOf, type Words } from '../../i18n/words.ts';
import type { SimpleField } from './step-fields.ts';

interface Props {
  readonly field: SimpleField;
  /** The words of its name. */
  readonly label: string;
  readonly value: unknown;
  /** A secret is kept here already; it is never shown. */
  readonly isKept?: boolean;
  /** Null where it was emptied. */
  readonly change: (value: unknown) => void;
}

/** One setting: its name and how it is entered, by keyboard or by touch. */
export function FieldRow(props: Props) {
  const { kind } = props.field;
  return kind === 'choice' || kind === 'several' || kind === 'switch' ? <Buttons {...props} /> : <Entry {...props} />;
}

type Option = string | number | boolean;

function Buttons({ field, label, value, change }: Props) {
  const t = useWords();
  return (
    <div className="set-up-field" role="group" aria-label={label}>
      <span>{label}</span>
      <div className="one-of">
        {optionsOf(field).map((option) => (
          <button
            key={String(option)}
            type="button"
            className="button"
            aria-pressed={Array.isArray(value) ? value.includes(option) : value === option}
            onClick={() => change(field.kind === 'several' ? toggled(field.of, value, String(option)) : option)}
          >
            {optionInWords(t, option)}
          </button>
        ))}
      </div>
    </div>
  );
}

const optionsOf = (field: SimpleField): readonly Option[] => ('of' in field ? field.of : [true, false]);

/** In the order of the list, whatever was pressed first; none is no choice. */
function toggled(all: readonly string[], value: unknown, option: string): readonly string[] | null {
  const now = new Set(Array.isArray(value) ? (value as readonly string[]) : []);
  if (!now.delete(option)) now.add(option);
  return now.size === 0 ? null : all.filter((each) => now.has(each));
}

function optionInWords(t: Words, option: Option): string {
  if (typeof option === 'boolean') return t(option ? 'settings.on' : 'settings.off');
  if (typeof option === 'number') return `${option} dpi`;
  const language = LANGUAGE_CODES.find((code) => code === option);
  return language === undefined ? t(`setup.option.${option as 'pick'}`) : wordsOf(language)('language.name');
}

function Entry({ field, label, value, isKept = false, change }: Props) {
  const id = useId();
  const t = useWords();
  // What is being typed is left as it is typed.
  const [typed, setTyped] = useState<string | null>(null);
  const hint = { secret: isKept ? t('setup.kept') : '', sizes: '350 x 250 x 200' };
  return (
    <div className="set-up-field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="field code"
        type={field.kind === 'secret' ? 'password' : 'text'}
        inputMode={field.kind === 'number' ? 'numeric' : 'text'}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        placeholder={field.kind === 'secret' || field.kind === 'sizes' ? hint[field.kind] : undefined}
        value={typed ?? textOf(value)}
        onChange={({ target }) => {
          setTyped(target.value);
          change(read(field.kind, target.value.trim()));
        }}
        onBlur={() => setTyped(null)}
      />
    </div>
  );
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.join(' x ');
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** What is no number stays text, for the station to say what is wrong with it. */
function read(kind: SimpleField['kind'], text: string): unknown {
  if (text === '') return null;
  const number = (part: string): string | number =>
    /^\d+(?:[.,]\d+)?$/.test(part) ? Number(part.replace(',', '.')) : part;
  if (kind === 'number') return number(text);
  return kind === 'sizes'
    ? text
        .split(/[\sx×*,;]+/i)
        .filter((part) => part !== '')
        .map(number)
    : text;
}
