import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ControlAnswer, ControlRequest } from '../control/protocol.ts';
import type { IntakeResult } from '../orders/intake.ts';
import type { OpenStation } from '../station/open-station.ts';

/* What the process that has the folder does, for itself or for another that asks it. */

/** How events that name no source came in. */
const WAY_IN = 'urn:pickspan:intake';

/** Does what was asked, and says what to print. */
export async function work(
  station: OpenStation,
  request: Exclude<ControlRequest, { ask: 'who' }>,
): Promise<ControlAnswer> {
  return request.ask === 'intake' ? await runIntake(station, request.texts) : await runSync(station, request.now);
}

async function runIntake(station: OpenStation, texts: readonly string[]): Promise<ControlAnswer> {
  const results: IntakeResult[] = [];
  for (const text of texts) {
    for (const batch of station.intake.batches(text, WAY_IN)) {
      results.push(...batch);
      // A long delivery must not hold up whoever scans at this station meanwhile.
      await nextTurn();
    }
  }
  const refused = results.filter(({ result }) => result === 'refused');
  return {
    lines: results.map((result) => JSON.stringify(result)),
    errors:
      refused.length === 0
        ? []
        : [`${refused.length} of ${results.length} refused, first: ${refused[0]?.message ?? refused[0]?.reason ?? ''}`],
    exit: refused.length === 0 ? 0 : 1,
  };
}

async function runSync(station: OpenStation, now: boolean): Promise<ControlAnswer> {
  return { lines: [String(now), station.settings.station.id], errors: [], exit: 1 };
}
