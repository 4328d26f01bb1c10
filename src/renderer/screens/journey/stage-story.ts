import type { JourneyScreen } from '../../../shared/journey.ts';

export interface StageStory {
  readonly scans: number;
  readonly wrong: number;
  /** Lines that were closed; null where the stage has none. */
  readonly lines: number | null;
  readonly shorts: number;
  readonly undone: number;
}

/** What the inputs of a stage come to. They are those of the order: a stage that was worked twice tells of both. */
export function stageStory(inputs: JourneyScreen['inputs'], stage: string): StageStory {
  const of = inputs.filter((input) => input.stage === stage);
  const count = (...codes: string[]): number => of.filter(({ ok, code }) => ok && codes.includes(code)).length;
  return {
    scans: of.length,
    wrong: of.filter(({ ok }) => !ok).length,
    // The last line ends the pick; the end of a pick may be asked for again.
    lines: stage === 'pick' ? count('pick.line.done', 'pick.line.short') + Math.min(1, count('pick.done')) : null,
    shorts: count('pick.line.short', 'pack.short.ok'),
    undone: count('undo.ok'),
  };
}
