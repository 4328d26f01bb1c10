import { useEffect, useRef, useState, type SubmitEvent } from 'react';
import { useWords } from '../i18n/words.ts';
import { Pad } from './pad.tsx';
import './entry-form.css';
import './pin-pad.css';

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'];
const LONGEST = 12;

interface Props {
  readonly enter: (digits: string) => void;
  /** Fewer digits are not handed over. */
  readonly fewest?: number;
}

/** A PIN by finger or keyboard. What is typed is never shown, and forgotten once it is handed over. */
export function PinPad({ enter, fewest = 1 }: Props) {
  const t = useWords();
  const [digits, setDigits] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);

  function press(next: string): void {
    setDigits(next.slice(0, LONGEST));
    field.current?.focus();
  }
  function submit(event: SubmitEvent): void {
    event.preventDefault();
    if (digits.length < fewest) return;
    enter(digits);
    press('');
  }
  return (
    <form className="entry pin" onSubmit={submit}>
      <input
        className="entry-field code"
        ref={field}
        aria-label={t('pin.label')}
        type="password"
        inputMode="none"
        autoComplete="off"
        maxLength={LONGEST}
        value={digits}
        onChange={({ target }) => setDigits(target.value.replaceAll(/\D/g, ''))}
      />
      <Pad digits={DIGITS} press={(digit) => press(digits + digit)} erase={() => press(digits.slice(0, -1))}>
        <button type="submit" className="entry-ok" aria-disabled={digits.length < fewest}>
          {t('ask.ok')}
        </button>
      </Pad>
    </form>
  );
}
