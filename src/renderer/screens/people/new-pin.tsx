import { useState, type ReactNode } from 'react';
import { PIN_FORM } from '../../../shared/people.ts';
import { useBorrowedScans } from '../../app/use-borrowed-scans.ts';
import { PinPad } from '../../components/pin-pad.tsx';
import { useWords } from '../../i18n/words.ts';
import { Said } from './said.tsx';

const FEWEST = 4;

interface Props {
  readonly enter: (pin: string) => void;
  /** What came of entering it. */
  readonly fault: string | null;
  readonly children?: ReactNode;
}

/** A PIN that is set, twice and never shown. It may be scanned as it is at sign-in; no scan goes to the work meanwhile. */
export function NewPin({ enter, fault, children }: Props) {
  const t = useWords();
  const [first, setFirst] = useState<string | null>(null);
  const [said, say] = useState<'people.pin_differs' | 'people.pin_form' | null>(null);

  function take(pin: string): void {
    say(null);
    setFirst(first === null ? pin : null);
    if (first === null) return;
    if (pin === first) enter(pin);
    else say('people.pin_differs');
  }
  useBorrowedScans((text) => {
    const [, pin = ''] = /^(?:\][A-Za-z]\d)?PS:PIN:(\d+)\s*$/i.exec(text ?? '') ?? [];
    if (PIN_FORM.test(pin)) take(pin);
    else say('people.pin_form');
  });
  return (
    <>
      <p className="people-hint">{t(first === null ? 'people.pin_first' : 'people.pin_again')}</p>
      <PinPad key={String(first === null)} enter={take} fewest={FEWEST} />
      <Said fault={said === null ? fault : t(said)} />
      {children}
    </>
  );
}
