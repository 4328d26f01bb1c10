import type { Change } from '../../shared/contract.ts';

type Told = Omit<Change, 'sequence'>;

export type Changes = ReturnType<typeof createChanges>;

/**
 * What is told to the windows unasked, numbered without gaps. The count starts at the time of the opening: after a
 * restart it goes on above every number that a window may remember.
 */
export function createChanges(nowMs: number) {
  const listeners = new Set<(change: Change) => void>();
  let sequence = nowMs;
  return {
    /** Of the newest change. */
    sequence: (): number => sequence,
    /** @returns the number that the change was given. */
    tell(told: Told): number {
      sequence += 1;
      const change = { sequence, ...told };
      for (const listener of listeners) listener(change);
      return sequence;
    },
    watch: (listener: (change: Change) => void): (() => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
