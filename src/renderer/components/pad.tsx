import type { ReactNode } from 'react';
import { useWords } from '../i18n/words.ts';
import { Icon } from './icon.tsx';

interface Props {
  readonly digits: readonly string[];
  readonly press: (digit: string) => void;
  readonly erase: () => void;
  /** What stands behind the keys. */
  readonly children?: ReactNode;
}

/** Keys for gloved fingers, beside the field that they fill. */
export function Pad({ digits, press, erase, children }: Props) {
  const t = useWords();
  return (
    <div className="pad">
      {digits.map((digit) => (
        <button key={digit} type="button" className="pad-key code" onClick={() => press(digit)}>
          {digit}
        </button>
      ))}
      <button type="button" className="pad-key" aria-label={t('ask.erase')} onClick={erase}>
        <Icon name="erase" />
      </button>
      {children}
    </div>
  );
}
