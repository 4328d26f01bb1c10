import type { ReactNode } from 'react';
import { fit } from '../look/text-length.ts';
import { Icon, type IconName } from './icon.tsx';
import './tile.css';

interface Props {
  readonly icon: IconName;
  readonly caption: string;
  /** What it says, large. */
  readonly value: string;
  readonly isCode?: boolean;
  /** What there is to say of it, below. */
  readonly note?: ReactNode | undefined;
  readonly now?: boolean;
}

/** One fact of the bench with its drawing: a box, a weight. The one that is waited for has the blue frame. */
export function Tile({ icon, caption, value, isCode = false, note, now = false }: Props) {
  return (
    <div role="group" className="tile" data-now={now} aria-label={caption}>
      <p className="tile-caption">
        <Icon name={icon} />
        {caption}
      </p>
      <p
        className={isCode ? 'tile-value code' : 'tile-value'}
        data-length={fit(value, isCode ? [8, 13] : [10, 16])}
        title={value}
      >
        {value}
      </p>
      {note !== undefined && <p className="tile-note">{note}</p>}
    </div>
  );
}
