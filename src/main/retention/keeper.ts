import { isStorageFault } from '../database/storage-fault.ts';
import { reasonOf } from '../database/folder-problem.ts';
import type { Retention } from './retention.ts';
import type { Steps } from './steps.ts';

/** When the keeper does what, in ms. */
export interface KeeperTimes {
  /** From the start to the first pass: whoever opens a station wants to work. */
  readonly firstMs: number;
  /** From the end of a pass to the next. */
  readonly everyMs: number;
  /** Between two steps of a pass: scans come first. */
  readonly restMs: number;
  /** Between two looks at the write-ahead log. */
  readonly lookMs: number;
}

const TIMES: KeeperTimes = { firstMs: 20_000, everyMs: 3_600_000, restMs: 30, lookMs: 2000 };

export interface Keeper {
  /** At once: a pass is left where it is and begun anew another time. */
  stop(): Promise<void>;
}

/**
 * Does the retention's passes beside the worker's scans until it is stopped. It never keeps a process alive.
 * @param complain is told each new trouble once; the next pass is tried all the same.
 */
export function keep(retention: Retention, complain: (line: string) => void, times: KeeperTimes = TIMES): Keeper {
  const told = new Set<string>();
  let pass: Steps | undefined;
  let timer: NodeJS.Timeout | undefined;

  /** A full disk is told to whoever scans; it is no news here. */
  function attempt(work: () => void): void {
    try {
      work();
    } catch (error) {
      const line = `What is old could not be removed: ${reasonOf(error)}.`;
      if (!isStorageFault(error) && !told.has(line)) complain(line);
      told.add(line);
    }
  }

  function step(): void {
    pass ??= retention.pass();
    const current = pass;
    pass = undefined;
    attempt(() => {
      if (current.next().done !== true) pass = current;
    });
    stepIn(pass === undefined ? times.everyMs : times.restMs);
  }

  function stepIn(ms: number): void {
    timer = setTimeout(step, ms).unref();
  }

  stepIn(times.firstMs);
  const looking = setInterval(() => attempt(() => retention.look()), times.lookMs).unref();
  return {
    stop() {
      clearTimeout(timer);
      clearInterval(looking);
      pass?.return();
      return Promise.resolve();
    },
  };
}
