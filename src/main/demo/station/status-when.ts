import type { StationStatus } from '../../station/status.ts';
import { answerOf } from './ask.ts';
import type { Program } from './program.ts';

/** Far longer than the station takes for what it does by itself; on a computer that is overloaded that can be seconds. */
const PATIENCE_MS = 60_000;

/**
 * What the station says of itself as soon as it says it: what a station does beside the scans has no moment that
 * somebody outside could know of.
 * @param what is waited for, in words, for whoever waits in vain.
 * @throws Error after a minute.
 */
export async function statusWhen(
  program: Program,
  what: string,
  says: (status: StationStatus) => boolean,
): Promise<StationStatus> {
  for (const since = performance.now(); performance.now() - since < PATIENCE_MS;) {
    const status = answerOf('status', await program.run(['status', '--json'])) as StationStatus;
    if (says(status)) return status;
  }
  throw new Error(`the station's status does not tell of ${what}`);
}
