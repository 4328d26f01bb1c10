import type { DeliveryStore } from './delivery-store.ts';
import type { Endpoint } from './endpoint.ts';
import { createBatchExporter } from './exporter.ts';
import { deliverBatch, type Delivery, type Tally } from './deliver-batch.ts';

export interface SyncOptions {
  readonly store: DeliveryStore;
  /** Undefined: none is set. */
  readonly endpoint: Endpoint | undefined;
  /** Milliseconds since the epoch; asked again with each answer, since a long backlog takes its time. */
  readonly nowMs: () => number;
  /** Try also what is under a Retry-After, or parked for less than `parkedForMs`. */
  readonly ignoreNotBefore: boolean;
  /** How long the endpoint that parked a span is spared it. Default 0: parked spans are part of every sync. */
  readonly parkedForMs?: number;
}

/** What one sync did. A span that was sent and then rejected by a partial success counts as rejected, not as sent. */
export interface SyncResult {
  readonly sent: number;
  readonly rejected: number;
  /** Set aside for good, with the server's words. */
  readonly refused: number;
  /** Not with any backend yet: waiting or parked. */
  readonly stillWaiting: number;
  /** Why not everything could be sent; null when nothing stood in the way. */
  readonly because: string | null;
  /** When the endpoint may be asked again, in ms since the epoch; null when it set no time. */
  readonly notBeforeMs: number | null;
}

const NO_ENDPOINT = 'no telemetry endpoint is set';

/**
 * One unthrottled try for all that may be sent now: parked spans, then what waits, oldest first, until nothing is left
 * or the endpoint stops it. What was never sent is never dropped; when an answer stops what:
 * - 429, 502, 503, 504, no answer: everything stops, nothing is settled, Retry-After is remembered for this endpoint;
 * - 401, 403, 404 and all else that speaks of the endpoint: that one batch is parked, so that it is seen, and
 *   everything stops. The rest keeps waiting, as the next batch would be answered the same;
 * - 408, 500: may be about that batch alone. It is parked and the next is tried; two in a row stop everything. A parked
 *   batch that meets one again only ends the turn of the parked ones, so it never blocks what waits behind it;
 * - 400, 413: the batch is halved down to the spans at fault, which are refused; the rest flows. If that refuses
 *   every span of a batch, everything stops.
 *
 * Only one sync at a time may run on a database; writers may add to the journal meanwhile. Never rejects for what an
 * endpoint does.
 */
export async function syncSpans(options: SyncOptions): Promise<SyncResult> {
  const { store, endpoint, nowMs, ignoreNotBefore } = options;
  const tally: Tally = { sent: 0, rejected: 0, refused: 0, because: null, notBeforeMs: null };
  if (endpoint === undefined) return result(options, { ...tally, because: NO_ENDPOINT });

  const state = store.endpointState(endpoint.url);
  const notBeforeMs = state?.not_before_ms ?? 0;
  if (notBeforeMs > nowMs() && !ignoreNotBefore) {
    return result(options, { ...tally, because: state?.because ?? null, notBeforeMs });
  }

  const exporter = createBatchExporter(endpoint);
  const delivery = { store, endpoint, exporter, nowMs, tally };
  try {
    if (await sendParked(delivery, options)) await sendWaiting(delivery);
  } finally {
    await exporter.shutdown();
  }
  return result(options, tally);
}

/** @returns whether to go on with what waits. */
async function sendParked(delivery: Delivery, { ignoreNotBefore, parkedForMs }: SyncOptions): Promise<boolean> {
  const { store, endpoint, nowMs } = delivery;
  const until = ignoreNotBefore ? Number.MAX_SAFE_INTEGER : nowMs() - (parkedForMs ?? 0);
  for (;;) {
    const rows = store.nextParked(endpoint.url, until);
    if (rows.length === 0) return true;
    const next = await deliverBatch(delivery, rows);
    if (next !== 'on') return next === 'parked';
  }
}

async function sendWaiting(delivery: Delivery): Promise<void> {
  for (let parkedInRow = 0; parkedInRow < 2;) {
    const rows = delivery.store.nextWaiting();
    if (rows.length === 0) return;
    const next = await deliverBatch(delivery, rows);
    if (next === 'stop') return;
    parkedInRow = next === 'parked' ? parkedInRow + 1 : 0;
  }
}

function result({ store, parkedForMs = 0 }: SyncOptions, tally: Tally): SyncResult {
  const { waiting, parked } = store.counts();
  const stillWaiting = waiting + parked;
  if (tally.because === NO_ENDPOINT) return { ...tally, stillWaiting };
  // Nothing is left: nothing stood in its way, and there is no time to name.
  if (stillWaiting === 0) return { ...tally, stillWaiting, because: null, notBeforeMs: null };
  const spared = tally.because === null ? store.longestParked() : undefined;
  if (spared === undefined) return { ...tally, stillWaiting };
  return { ...tally, stillWaiting, because: spared.reason, notBeforeMs: spared.since_ms + parkedForMs };
}
