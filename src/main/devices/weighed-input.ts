import type { View } from '../../shared/views.ts';
import { NOTHING_WEIGHED, spent, weigh, weightOf, type Reading } from './scale.ts';

/** Whether a weight would be taken now: all units are in and it waits, or the last one is in question. */
export const waitsForWeight = (view: View): boolean =>
  (view.kind === 'pack' && !view.closed && view.expect.includes('weight')) ||
  (view.kind === 'question' && view.question === 'weight');

/**
 * Makes a scan of what a scale says, when the bench waits for it and only once for each load.
 * @param nowMs of a clock that only goes forward.
 */
export function createWeighedInput(options: {
  readonly view: () => View;
  /** Takes the input `PS:WEIGHT:<grams>`, of the entry `scale`. */
  readonly take: (scan: string) => void;
  readonly nowMs: () => number;
}): (reading: Reading) => void {
  let weighing = NOTHING_WEIGHED;
  return (reading) => {
    const now = options.nowMs();
    weighing = weigh(weighing, reading, now);
    const grams = weightOf(weighing, now);
    if (grams === undefined || !waitsForWeight(options.view())) return;
    // Also when it was refused: the same load would only be refused again.
    weighing = spent(weighing);
    options.take(`PS:WEIGHT:${grams}`);
  };
}
