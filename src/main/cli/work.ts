import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ControlAnswer, ControlRequest } from '../control/protocol.ts';
import type { IntakeResult } from '../orders/intake.ts';
import { isoTime } from '../exchange/time.ts';
import type { OpenStation } from '../station/open-station.ts';
import { deliveryStore } from '../trace/export/delivery-store.ts';
import { resolveEndpoint } from '../trace/export/endpoint.ts';
import { syncSpans } from '../trace/export/sync.ts';

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

/** How long an endpoint that could not take a span is spared it; `sync --now` asks at once. */
const PARKED_FOR_MS = 5 * 60_000;

/** Two drains of one journal would send the same spans; whoever asks second waits for the first. */
let lastSync: Promise<unknown> = Promise.resolve();

function runSync(station: OpenStation, now: boolean): Promise<ControlAnswer> {
  const sync = lastSync.then(() => syncOnce(station, now));
  lastSync = sync.catch(() => undefined);
  return sync;
}

async function syncOnce({ db, settings }: OpenStation, now: boolean): Promise<ControlAnswer> {
  const reading = await resolveEndpoint(settings.telemetry, process.env);
  if (!reading.ok) return { lines: [], errors: [`Nothing was sent: ${reading.problem}.`], exit: 1 };
  const result = await syncSpans({
    store: deliveryStore(db),
    endpoint: reading.endpoint,
    nowMs: Date.now,
    ignoreNotBefore: now,
    parkedForMs: PARKED_FOR_MS,
  });
  const { sent, rejected, refused, stillWaiting, because, notBeforeMs } = result;
  const lines = [
    `Spans: ${sent} sent, ${stillWaiting} waiting${rejected > 0 ? `, ${rejected} rejected by the server` : ''}${refused > 0 ? `, ${refused} refused and set aside` : ''}.`,
  ];
  if (stillWaiting === 0) return { lines, errors: [], exit: 0 };
  const until = notBeforeMs === null ? '' : `; not before ${isoTime(notBeforeMs)} ('sync --now' asks at once)`;
  return {
    lines,
    errors: [`${stillWaiting} spans wait: ${because ?? 'they came while the others were sent'}${until}.`],
    exit: 1,
  };
}
