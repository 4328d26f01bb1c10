/** After so many ends within this time the page itself is the fault, and loading it again would only go on. */
const MOST = 3;
const WITHIN_MS = 60_000;

export type Recovery =
  /** It was told to end. */
  | 'none'
  | 'reload'
  /** A page that says what is the matter; the real one again in a minute. */
  | 'pause';

/**
 * What to do when the page's process is gone.
 * @param reason as Electron names it (`crashed`, `oom`, `killed`, …).
 * @param ends when the ends before this one were, in ms of a clock that nobody sets.
 */
export function recoveryAfter(reason: string, ends: readonly number[], nowMs: number): Recovery {
  if (reason === 'clean-exit') return 'none';
  const recent = ends.filter((atMs) => nowMs - atMs < WITHIN_MS).length;
  return recent >= MOST ? 'pause' : 'reload';
}
