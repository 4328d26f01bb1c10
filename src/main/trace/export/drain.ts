import { setImmediate as nextTurn } from 'node:timers/promises';
import { deliverBatch, type Delivery } from './deliver-batch.ts';
import { BATCH_SPANS, type Batch } from './delivery-reader.ts';
import type { PreparedRequest } from './exporter.ts';
import type { Lanes, Turn } from './lanes.ts';

/** Why a pass over the lanes came to its end, which says when to try again. */
export type Ended =
  /** All that may be sent now was. */
  | { readonly kind: 'empty' }
  /** The rest is throttled for so many ms. */
  | { readonly kind: 'later'; readonly waitMs: number }
  /** Somebody else wants a turn. */
  | { readonly kind: 'interrupted' }
  /** 429, 502, 503, 504 or no answer: the same again, after a back-off. */
  | { readonly kind: 'wait' }
  /** The endpoint will not have it until somebody mends something. */
  | { readonly kind: 'stop' };

export interface DrainOptions {
  readonly delivery: Delivery;
  readonly lanes: Lanes;
  /** What was parked up to then is tried again (ms since the epoch). */
  readonly setAsideUntil: number;
  /** Asked between batches. */
  readonly interrupted?: () => boolean;
}

/**
 * One pass: sends what may be sent now, fresh spans first and the backlog beside them, until nothing is left or the
 * endpoint stops it. What was never sent is never dropped; when an answer stops what:
 * - 429, 502, 503, 504, no answer: everything stops, nothing is settled, Retry-After is remembered for this endpoint;
 * - 401, 403, 404 and all else that speaks of the endpoint: that one batch is parked, so that it is seen, and
 *   everything stops. The rest keeps waiting, as the next batch would be answered the same;
 * - 408, 500: may be about that batch alone. It is parked and the next is tried; two in a row stop everything. A parked
 *   batch that meets one again ends the turn of the parked ones, so it never blocks what waits behind it; where others
 *   were taken meanwhile it is halved down to the spans the server fails at, and the rest of it flows;
 * - 400, 413: the batch is halved down to the spans at fault, which are refused; the rest flows. Eight spans in a row
 *   are the fault of the endpoint, and stop everything.
 */
export async function drain({ delivery, lanes, setAsideUntil, interrupted }: DrainOptions): Promise<Ended> {
  const { reader, endpoint, write } = delivery;
  const failedLast = (reader.endpointState(endpoint.url)?.attempts ?? 0) > 0;
  // Not what this very pass parks.
  const until = Math.min(setAsideUntil, reader.lastParkedMs() ?? 0);
  lanes.begin({ setAsideUntil: until, probe: failedLast });
  /** Read and packed while the batch before it was under way; good only if that one is settled whole. */
  let ready: Ready | undefined;
  for (let parkedInRow = 0; parkedInRow < 2;) {
    if (interrupted?.() === true) return { kind: 'interrupted' };
    // The fresh lane is one batch long: what it cannot take in one is backlog, or the newest would wait for the oldest.
    const { waiting, newest } = reader.fresh();
    if (waiting > BATCH_SPANS) {
      await write({ op: 'split', through: newest - BATCH_SPANS });
      ready = undefined;
    }
    const turn = ready?.turn ?? lanes.next();
    if (turn.kind !== 'batch') return turn;
    const { batch } = turn;
    const setAside = batch.lane === null;
    const [next, ahead] = await Promise.all([
      deliverBatch(delivery, batch, ready?.request),
      setAside ? undefined : readAhead(delivery, lanes, batch),
    ]);
    ready = ahead;
    if (next === 'wait' || next === 'stop') return { kind: next };
    if (next === 'doubt' && !setAside) return { kind: 'stop' };
    if (setAside && next !== 'on') lanes.endSetAside();
    if (!setAside) parkedInRow = next === 'parked' ? parkedInRow + 1 : 0;
  }
  return { kind: 'stop' };
}

interface Ready {
  readonly turn: Extract<Turn, { kind: 'batch' }>;
  readonly request: PreparedRequest;
}

/** Half the time of a drain is spent on waiting for answers: the next request is made ready meanwhile. Never rejects. */
async function readAhead({ exporter }: Delivery, lanes: Lanes, { lane, rows }: Batch): Promise<Ready | undefined> {
  // Lets the body that is under way go out first.
  await nextTurn();
  const last = rows.at(-1);
  if (last === undefined) return undefined;
  try {
    const turn = lanes.next({ lane, lastSeq: last.seq });
    return turn.kind === 'batch' ? { turn, request: exporter.prepare(turn.batch.rows) } : undefined;
  } catch {
    // A fault shows again when it is read in its own turn.
    return undefined;
  }
}
