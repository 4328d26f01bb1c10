import type { CSSProperties } from 'react';
import { shown, textLength } from '../look/text-length.ts';
import { Icon } from './icon.tsx';
import './big-code.css';

interface Props {
  readonly code: string;
  /** What it is, above it in small: "Go to this bin". */
  readonly caption: string;
  /** now: this is what to do; done: proved, still in sight. */
  readonly state?: 'now' | 'done';
  /** Words instead of a code: a carrier, a size. */
  readonly words?: boolean;
}

/** The one huge thing: a bin, an order, a label. As large as its place allows, on one line whatever its length. */
export function BigCode({ code, caption, state = 'now', words = false }: Props) {
  const text = shown(code);
  return (
    <div role="group" className="big-code" data-state={state} aria-label={caption}>
      <p className="big-code-caption">
        {state === 'done' && <Icon name="check" />}
        {caption}
      </p>
      <p className="big-code-place">
        <bdi
          className={words ? 'big-code-text' : 'big-code-text code'}
          style={{ '--signs': Math.max(2, textLength(text)) } as CSSProperties}
        >
          {text}
        </bdi>
      </p>
    </div>
  );
}
