import { useStation } from '../app/station-context.ts';
import { useWords } from '../i18n/words.ts';
import { useAnswerText } from './answer-text.ts';

/** Says for a screen reader what came of a scan and what is next; a refusal at once, everything else in its turn. */
export function Announcer() {
  const t = useWords();
  const answer = useStation((state) => state.answer);
  const say = useStation(({ station }) => station?.view.say ?? '');
  const text = useAnswerText(answer);
  const isError = answer !== null && !answer.outcome.ok;
  const words = answer === null ? say : `${t(`answer.${answer.outcome.sound}`)}. ${text} ${say}`;
  // Two equal answers in a row are two: a blank that changes makes them so.
  const spoken = words + ((answer?.count ?? 0) % 2 === 0 ? '' : '\u00A0');
  return (
    <>
      <p className="unseen" role="status" aria-live="polite">
        {isError ? '' : spoken}
      </p>
      <p className="unseen" role="alert" aria-live="assertive">
        {isError ? spoken : ''}
      </p>
    </>
  );
}
