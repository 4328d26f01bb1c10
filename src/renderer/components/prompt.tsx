import type { CSSProperties } from 'react';
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
          {say}
        </h1>
      </div>
    </div>
  );
}
