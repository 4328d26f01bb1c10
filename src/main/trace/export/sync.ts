import { mindClockSetBack } from './clock-set-back.ts';
import type { Delivery } from './deliver-batch.ts';
import type { DeliveryCounts } from './delivery-counts.ts';
import type { DeliveryReader } from './delivery-reader.ts';
import { drain } from './drain.ts';
import type { Endpoint } from './endpoint.ts';
import { createBatchExporter, type BatchExporter } from './exporter.ts';
import { createLanes } from './lanes.ts';

export interface SyncOptions {
  readonly reader: DeliveryReader;
  readonly counts: DeliveryCounts;
  readonly write: Delivery['write'];
  /** Undefined: none is set. */
  readonly endpoint: Endpoint | undefined;
  /** Milliseconds since the epoch; asked again with each answer, since a long backlog takes its time. */
  readonly nowMs: () => number;
  /** Try also what is under a Retry-After, or parked for less than `parkedForMs`. */
  readonly ignoreNotBefore: boolean;
  /** How long the endpoint that parked a span is spared it. Default 0: parked spans are part of every sync. */
  readonly parkedForMs?: number;
}

/** Spans that stay parked, and until when they will. */
export interface StillParked {
  readonly spans: number;
  readonly reason: string;
  /** When they are tried again, in ms since the epoch. */
  readonly dueMs: number;
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
  /** Of those that still wait, for each reason; at most ten. */
  readonly parked: readonly StillParked[];
}

export const NO_ENDPOINT = 'no telemetry endpoint is set';
const LISTED = 10;

/**
 * One unthrottled try for all that may be sent now; see `drain`. Only one drain at a time may run on a database; writers
 * may add to the journal meanwhile. Never rejects for what an endpoint does.
 */
export async function syncSpans(options: SyncOptions): Promise<SyncResult> {
  const { reader, endpoint, nowMs, ignoreNotBefore, parkedForMs = 0 } = options;
  if (endpoint === undefined) return result(options, { ...newTally(), because: NO_ENDPOINT });
  await mindClockSetBack(options, nowMs());
  const state = reader.endpointState(endpoint.url);
  const notBeforeMs = state?.not_before_ms ?? 0;
  if (notBeforeMs > nowMs() && !ignoreNotBefore) {
    return result(options, { ...newTally(), because: state?.because ?? null, notBeforeMs });
  }

  const exporter = createBatchExporter(endpoint);
  const delivery = newDelivery({ ...options, endpoint, exporter });
  const lanes = createLanes({ reader, url: endpoint.url, backlogEveryMs: 0, monotonicMs: () => performance.now() });
  const setAsideUntil = ignoreNotBefore ? Number.MAX_SAFE_INTEGER : nowMs() - parkedForMs;
  try {
    await drain({ delivery, lanes, setAsideUntil });
  } finally {
    await exporter.shutdown();
  }
  return result(options, delivery.tally);
}

const newTally = (): Delivery['tally'] => ({ sent: 0, rejected: 0, refused: 0, because: null, notBeforeMs: null });

/** What one pass works with: its sums start at nothing, its trust is what is remembered of the endpoint. */
export function newDelivery(parts: {
  readonly reader: DeliveryReader;
  readonly write: Delivery['write'];
  readonly endpoint: Endpoint;
  readonly exporter: BatchExporter;
  readonly nowMs: () => number;
}): Delivery {
  const { reader, write, endpoint, exporter, nowMs } = parts;
  const state = reader.endpointState(endpoint.url);
  return {
    reader,
    write,
    endpoint,
    exporter,
    nowMs,
    tally: newTally(),
    trust: {
      earned: (state?.attempts ?? 0) === 0,
      blamedInRow: 0,
      suspects: [],
      lastSuccessMs: state?.last_success_ms ?? null,
    },
  };
}

function result({ counts, parkedForMs = 0 }: SyncOptions, tally: Delivery['tally']): SyncResult {
  const { waiting, parked: parkedSpans } = counts.counts();
  const stillWaiting = waiting + parkedSpans;
  const parked = counts
    .parkedGroups(LISTED)
    .map(({ spans, reason, since_ms }) => ({ spans, reason, dueMs: since_ms + parkedForMs }));
  const all = { ...tally, stillWaiting, parked };
  if (tally.because === NO_ENDPOINT) return all;
  // Nothing is left: nothing stood in its way, and there is no time to name.
  if (stillWaiting === 0) return { ...all, because: null, notBeforeMs: null };
  const [spared] = parked;
  if (tally.because !== null || spared === undefined) return all;
  return { ...all, because: spared.reason, notBeforeMs: spared.dueMs };
}
