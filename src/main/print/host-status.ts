import type { PrinterProblem } from '../../shared/facts.ts';

/*
 * What a ZPL printer says of itself (`~HS`): three lines between STX and ETX, values separated by commas. A printer out of
 * labels or with its head open does not answer at all, so for one that is known to answer silence is a fault.
 */

export interface HostStatus {
  /** The first thing to do something about; undefined where nothing is wrong. */
  readonly problem: PrinterProblem | undefined;
  /** Formats that it has taken and not printed yet. */
  readonly formatsWaiting: number;
  /** Labels of the present batch that are still to come. */
  readonly labelsLeft: number;
}

export const STATUS_QUESTION = '~HS';

const STX = String.fromCodePoint(2);
const ETX = String.fromCodePoint(3);

/** @returns undefined while the answer is not whole yet, or is none. */
export function readHostStatus(text: string): HostStatus | undefined {
  const [one, two, three] = text
    .split(STX)
    .slice(1)
    .flatMap((piece) => {
      const end = piece.indexOf(ETX);
      return end === -1 ? [] : [piece.slice(0, end).split(',')];
    });
  if (one === undefined || two === undefined || three === undefined) return undefined;
  if (one.length < 12 || two.length < 9) return undefined;
  const is = (value: string | undefined): boolean => value?.trim() === '1';
  const problems: readonly (readonly [boolean, PrinterProblem])[] = [
    [is(two[2]), 'head_open'],
    [is(one[1]), 'paper_out'],
    [is(two[3]), 'ribbon_out'],
    [is(one[11]), 'too_hot'],
    [is(one[10]), 'too_cold'],
    [is(one[9]), 'memory_lost'],
    [is(one[5]), 'buffer_full'],
    [is(one[2]), 'paused'],
  ];
  return {
    problem: problems.find(([holds]) => holds)?.[1],
    formatsWaiting: Number(one[4]) || 0,
    labelsLeft: Number(two[8]) || 0,
  };
}
