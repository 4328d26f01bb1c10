import { createElement, Fragment, type CSSProperties } from 'react';
import type { Expectation } from '../../shared/views.ts';
import { fit, shown, textLength } from '../look/text-length.ts';
import { ExpectationIcon } from './expectation-icon.tsx';
import './prompt.css';

interface Props {
  readonly expect: readonly Expectation[];
  /** Where in the job this is: "Pick, line 3 of 7". */
  readonly where: string;
  /** The next action, in the station's words. */
  readonly say: string;
}

/** The head of every stage: which hand moves next, where in the job that is, and the sentence that says it. */
export function Prompt({ expect, where, say: sentence }: Props) {
  const say = shown(sentence);
  return (
    <div className="prompt">
      <ExpectationIcon expect={expect} />
      <div className="prompt-words">
        <p className="prompt-where">{where}</p>
        <h1
          className="prompt-say"
          data-length={fit(say, [34, 84, 130])}
          style={{ '--signs': textLength(say) } as CSSProperties}
          dir="auto"
        >
          <Unbroken text={say} />
        </h1>
      </div>
    </div>
  );
}

/** The words with a hyphen and a digit in them, short enough for one line. */
const CODES = /((?<!\S)(?=\S*\d)(?=\S*-)\S{3,24}(?!\S))/u;

/** A sentence whose codes are not broken at their hyphens: half a bin is another bin. */
function Unbroken({ text }: { readonly text: string }) {
  const parts = text
    .split(CODES)
    .map((part, place) => (place % 2 === 0 ? part : createElement('span', { className: 'prompt-code' }, part)));
  // Pieces of one sentence, given one by one: in a list each would need a key, and has none.
  return createElement(Fragment, null, ...parts);
}
