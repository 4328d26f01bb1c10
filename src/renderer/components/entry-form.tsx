import { useRef, useState, type SubmitEvent } from 'react';
import { useWords } from '../i18n/words.ts';
import { Pad } from './pad.tsx';
import './entry-form.css';

interface Props {
  readonly label: string;
  readonly kind: 'text' | 'number' | 'date';
  readonly enter: (text: string) => void;
  /** What may be meant: Enter takes it, the first key writes over it. */
  readonly begin?: string;
}

const DIGITS = ['7', '8', '9', '4', '5', '6', '1', '2', '3', '0', '00'];

/** One field and its OK; for numbers also a pad for gloved fingers. */
export function EntryForm({ label, kind, enter, begin = '' }: Props) {
  const t = useWords();
  const [text, setText] = useState(begin);
  const field = useRef<HTMLInputElement>(null);
  const value = kind === 'number' ? text.replace(/^0+/, '') : text.trim();

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    if (value !== '') enter(value);
    else field.current?.focus();
  }
  return (
    <form className="entry" data-kind={kind} onSubmit={submit}>
      <input
        className="entry-field code"
        ref={field}
        aria-label={label}
        type={kind === 'date' ? 'date' : 'text'}
        inputMode={kind === 'number' ? 'numeric' : 'text'}
        maxLength={kind === 'number' ? 8 : 200}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        value={text}
        onFocus={({ target }) => void (begin !== '' && target.select())}
        onChange={({ target }) => setText(kind === 'number' ? target.value.replaceAll(/\D/g, '') : target.value)}
      />
      {kind === 'number' && (
        <Pad
          digits={DIGITS}
          press={(digit) => setText((now) => (now + digit).slice(0, 8))}
          erase={() => setText((now) => now.slice(0, -1))}
        />
      )}
      <button type="submit" className="entry-ok" aria-disabled={value === ''}>
        {t('ask.ok')}
        <kbd>Enter</kbd>
      </button>
    </form>
  );
}
