import type { ReactNode } from 'react';
import { Icon } from '../../components/icon.tsx';

export interface FactRow {
  readonly name: string;
  readonly value: ReactNode;
  readonly note?: string;
  /** look: somebody should; bad: somebody must. */
  readonly tone?: 'plain' | 'good' | 'look' | 'bad';
}

/** Names and what they stand at; what needs somebody has its sign and its colour. */
export function FactRows({ rows }: { readonly rows: readonly FactRow[] }) {
  return (
    <dl className="fact-rows">
      {rows.map(({ name, value, note, tone = 'plain' }) => (
        <div key={name} className="fact-row" data-tone={tone}>
          <dt>{name}</dt>
          <dd>
            <strong>
              {tone === 'good' && <Icon name="check" />}
              {(tone === 'look' || tone === 'bad') && <Icon name="attention" />}
              {value}
            </strong>
            {note !== undefined && <span className="fact-note">{note}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
