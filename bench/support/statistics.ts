/* What is said of a list of times. All take at least one value. */

/** The value that `share` (0 to 1) of all values do not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** The middle one, or halfway between the middle two. */
export const median = (values: readonly number[]): number =>
  (quantile(values, 0.5) +
    -quantile(
      values.map((value) => -value),
      0.5,
    )) /
  2;

/** The quotient of each round, and their median: what a neighbour did to one round is in both of its terms. */
export function ratioOfRounds(rounds: readonly { readonly above: number; readonly below: number }[]): {
  readonly ratio: number;
  readonly lowest: number;
  readonly highest: number;
} {
  const ratios = rounds.map(({ above, below }) => above / below);
  return { ratio: median(ratios), lowest: Math.min(...ratios), highest: Math.max(...ratios) };
}
