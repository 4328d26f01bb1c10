/** One line of the table: what was put against what, the quotient, and whether it is good enough. */
export interface Row {
  readonly what: string;
  /** Both terms, with their units. */
  readonly measured: string;
  readonly ratio?: number;
  /** The range of the rounds' ratios. */
  readonly rounds?: readonly [lowest: number, highest: number];
  /** In words, as issue and docs have it; absent where the line is there to be seen only. */
  readonly goal?: string;
  readonly met?: boolean;
}

/** Sizes of a run: `quick` shows that all works, and proves no speed. */
export type Size = 'full' | 'quick';

/** A question of the bench, answered by one or more lines. */
export interface Figure {
  readonly letter: string;
  readonly title: string;
  measure(size: Size, say: (progress: string) => void): Promise<Row[]>;
}

export const atMost = (limit: number, ratio: number): Pick<Row, 'ratio' | 'goal' | 'met'> => ({
  ratio,
  goal: `<= ${limit}`,
  met: ratio <= limit,
});

export const atLeast = (limit: number, ratio: number): Pick<Row, 'ratio' | 'goal' | 'met'> => ({
  ratio,
  goal: `>= ${limit}`,
  met: ratio >= limit,
});

/** Milliseconds as microseconds, or as milliseconds where they are many. */
export const time = (ms: number): string => (ms < 10 ? `${Math.round(ms * 1000)} us` : `${ms.toFixed(1)} ms`);
