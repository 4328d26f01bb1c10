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
  /** The keys of the answers, in their order, where the screen listens to them. */
  readonly keys?: readonly string[];
}

/** Few answers, each a large button. */
export function Choices({ choices, choose, chosen = null, label, keys }: Props) {
  return (
    <div className="choices" role="group" aria-label={label}>
      {choices.map(({ value, label: name, note }, place) => (
        <button
          key={value}
          type="button"
          className="choice"
          aria-pressed={chosen === null ? undefined : value === chosen}
          aria-keyshortcuts={keys?.[place]}
          onClick={() => choose(value)}
        >
          <span className="choice-name">{name}</span>
          {keys?.[place] !== undefined && <kbd className="choice-key">{keys?.[place]}</kbd>}
          {note !== undefined && <span className="choice-note">{note}</span>}
        </button>
      ))}
    </div>
  );
}
