import type { ReactNode } from 'react';
import './choices.css';

interface Props {
  readonly choices: readonly {
    readonly value: string;
    readonly label: ReactNode;
    readonly note?: string | undefined;
  }[];
  readonly choose: (value: string) => void;
  readonly chosen?: string | null;
  readonly label: string;
}

/** Few answers, each a large button: one touch, or its digit on the keyboard. */
export function Choices({ choices, choose, chosen = null, label }: Props) {
  return (
    <div className="choices" role="group" aria-label={label}>
      {choices.map(({ value, label: name, note }, place) => (
        <button
          key={value}
          type="button"
          className="choice"
          aria-pressed={chosen === null ? undefined : value === chosen}
          aria-keyshortcuts={place < 9 ? String(place + 1) : undefined}
          onClick={() => choose(value)}
        >
          <span className="choice-name">{name}</span>
          {note !== undefined && <span className="choice-note">{note}</span>}
        </button>
      ))}
    </div>
  );
}
