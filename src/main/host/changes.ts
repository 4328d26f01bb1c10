import type { Change } from '../../shared/contract.ts';

type Told = Omit<Change, 'sequence'>;

export type Changes = ReturnType<typeof createChanges>;

/**
 * So much later than it happened a change is told: a window whose own input brought it has its answer by then, with the
 * same view, and draws once where it would draw twice and show the answer a frame later.
 */
const AFTER_ANSWER_MS = 30;

/**
 * What is told to the windows unasked, numbered without gaps. The count starts at the time of the opening: after a
 * restart it goes on above every number that a window may remember.
 */
export function createChanges(nowMs: number) {
  const listeners = new Set<(change: Change) => void>();
  let sequence = nowMs;
  let untold: Change[] = [];
  let timer: NodeJS.Timeout | undefined;

  function tellAll(): void {
    clearTimeout(timer);
    timer = undefined;
    const due = untold;
    untold = [];
    for (const change of due) for (const listener of listeners) listener(change);
  }

  return {
    /** Of the newest change. */
    sequence: (): number => sequence,
    /**
     * Tells every window, in the order of the numbers: soon, or at once where it is an answer that no window waits for.
     * @returns the number that the change was given.
     */
    tell(told: Told): number {
      sequence += 1;
      untold.push({ sequence, ...told });
      if (told.answer === undefined) timer ??= setTimeout(tellAll, AFTER_ANSWER_MS).unref();
      else tellAll();
      return sequence;
    },
    watch: (listener: (change: Change) => void): (() => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
