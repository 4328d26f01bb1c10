import type { Database } from 'better-sqlite3';
import type { DeviceAnswer } from '../../shared/contract.ts';
import type { Facts } from '../../shared/facts.ts';
import type { View } from '../../shared/views.ts';
import type { Changes } from './changes.ts';

export interface Watching {
  /** As they are; from the last look, where there has been one. */
  facts(): Promise<Facts>;
  /**
   * A view was shown as an answer: it is told to every window.
   * @param answer where no window waits for it: every window is told of that too.
   * @returns the number of that change.
   */
  showed(view: View, answer?: DeviceAnswer): number;
  /** Looks now, not at the next turn. */
  readonly look: () => void;
  stop(): void;
}

const LOOK_EVERY_MS = 250;
const FACTS_EVERY_MS = 500;
/** Reading them counts every order there is: in a file of a million it takes a twentieth of one core at most. */
const FACTS_SHARE = 20;
const FACTS_AT_LATEST_MS = 3000;

/**
 * Sees what changed besides the worker's own inputs: orders that came in through whatever door, spans that left, paper
 * that came out. All of them write through the station's one connection, which counts its changes: a look costs nothing
 * while the count stands still.
 */
export function watchStation(options: {
  readonly db: Database;
  readonly view: () => View;
  readonly readFacts: () => Promise<Facts>;
  readonly changes: Changes;
  readonly report: (error: unknown) => void;
}): Watching {
  const { db, view, readFacts, changes, report } = options;
  const count = db.prepare<[], { n: number }>(`SELECT total_changes() AS n`);
  let seen = count.get()?.n;
  let shown = view();
  let facts: { readonly value: Facts; readonly text: string } | undefined;
  let reading: Promise<Facts> | undefined;
  let isStale = true;
  let mayReadAtMs = 0;
  let stopped = false;

  /** One reading at a time, and not before its turn; what changed meanwhile is read the next time. */
  async function read(): Promise<Facts> {
    isStale = false;
    const beganMs = performance.now();
    const value = await readFacts();
    const readMs = performance.now();
    const restMs = Math.max(FACTS_EVERY_MS, FACTS_SHARE * (readMs - beganMs));
    mayReadAtMs = readMs + Math.min(restMs, FACTS_AT_LATEST_MS);
    const text = JSON.stringify(value);
    if (facts !== undefined && facts.text !== text && !stopped) changes.tell({ facts: value });
    facts = { value, text };
    return value;
  }

  function readOnce(): Promise<Facts> {
    reading ??= read().finally(() => (reading = undefined));
    return reading;
  }

  function look(): void {
    try {
      const now = count.get()?.n;
      if (now !== seen) {
        seen = now;
        isStale = true;
        const current = view();
        if (JSON.stringify(current) !== JSON.stringify(shown)) {
          shown = current;
          changes.tell({ view: current });
        }
      }
    } catch (error) {
      report(error);
    }
    if (isStale && reading === undefined && performance.now() >= mayReadAtMs && facts !== undefined)
      readOnce().catch(report);
  }

  const timer = setInterval(look, LOOK_EVERY_MS);
  timer.unref();
  return {
    facts: () => (facts === undefined ? readOnce() : Promise.resolve(facts.value)),
    showed(view, answer) {
      shown = view;
      return changes.tell(answer === undefined ? { view } : { view, answer });
    },
    look,
    stop() {
      stopped = true;
      clearInterval(timer);
    },
  };
}
