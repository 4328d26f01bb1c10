import { setTimeout as wait } from 'node:timers/promises';
import type { Background } from './background.ts';
import type { HeldStation } from './hold.ts';
import { takeOverFrom } from './run-takeover.ts';

const LOOK_EVERY_MS = 250;
const AGAIN_AFTER_MS = 5000;

/** Does the take-overs that were asked for by a scan: each is tried until the broker has told whose the orders are. */
export function keepTakingOver(held: HeldStation): Background {
  const stop = new AbortController();
  const rest = (ms: number): Promise<void> => wait(ms, undefined, { signal: stop.signal }).catch(() => undefined);

  async function keep(): Promise<void> {
    while (!stop.signal.aborted) {
      const asked = held.takeovers.open();
      if (asked === undefined) {
        await rest(LOOK_EVERY_MS);
        continue;
      }
      const tried = await takeOverFrom(held, asked.station_id);
      if (stop.signal.aborted) return;
      if (tried.ok) held.takeovers.end(asked.seq, Date.now(), tried.taken.length, tried.stayed.length);
      else {
        held.takeovers.fail(asked.seq, tried.because);
        await rest(AGAIN_AFTER_MS);
      }
    }
  }

  const kept = keep();
  return {
    async stop() {
      stop.abort();
      await kept;
    },
  };
}
