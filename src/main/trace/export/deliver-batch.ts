import type { Batch, DeliveryReader, SpanRow } from './delivery-reader.ts';
import type { Settlement, Write } from './delivery-store.ts';
import type { Endpoint } from './endpoint.ts';
import type { BatchExporter, PreparedRequest } from './exporter.ts';
import type { SendOutcome } from './send-outcome.ts';

/** Running sums of one pass; see SyncResult. */
export interface Tally {
  sent: number;
  rejected: number;
  refused: number;
  because: string | null;
  notBeforeMs: number | null;
}

export interface Delivery {
  readonly reader: DeliveryReader;
  /** Done when the promise is: whoever sends on before that could send a span twice. */
  readonly write: (write: Write) => void | Promise<void>;
  readonly endpoint: Endpoint;
  readonly exporter: BatchExporter;
  /** Milliseconds since the epoch. */
  readonly nowMs: () => number;
  readonly tally: Tally;
  readonly trust: Trust;
}

/**
 * What this pass has learned of the endpoint. An endpoint that takes nothing at all must not make us refuse span after
 * span for good: that is a wrong address or a protocol that is not ours, and somebody will mend it.
 */
export interface Trust {
  /** It took spans, in this pass or when it was last in touch: then a span that it will not have is at fault itself. */
  earned: boolean;
  /** Single spans at fault since it last took any. */
  blamedInRow: number;
  /** Single spans it would not have, parked until it takes another. */
  suspects: number[];
  /** Before this, in ms since the epoch, it took something last. */
  readonly lastSuccessMs: number | null;
}

/**
 * on: settled; parked: settled, but the server failed at some of it; doubt: so many spans in a row were at fault that it
 * must be the endpoint; stop: the endpoint takes nothing until somebody mends it; wait: it takes nothing for a while.
 */
export type Next = 'on' | 'parked' | 'doubt' | 'stop' | 'wait';

/** 408 and 500 may be about what was in the request; any other parking answer is about the endpoint. */
const MAY_BE_THE_BATCH: ReadonlySet<number> = new Set([408, 500]);

const MOST_BLAMED_IN_ROW = 8;

/**
 * Sends one batch and settles what becomes of each of its spans. Unless it is 'on' or 'parked' some may be left as they
 * were, always the last ones.
 */
export async function deliverBatch(delivery: Delivery, batch: Batch, prepared?: PreparedRequest): Promise<Next> {
  const { endpoint, tally, trust, exporter } = delivery;
  const outcome = await exporter.send(prepared ?? exporter.prepare(batch.rows));
  const nowMs = delivery.nowMs();
  const settle = (fate: Settlement['fate'], answer: string): void | Promise<void> =>
    delivery.write(settlement(batch, { fate, endpoint: endpoint.url, nowMs, status: outcome.status ?? 0, answer }));
  const one = batch.rows.length === 1;

  switch (outcome.kind) {
    case 'ok':
      await taken(delivery, batch.rows, outcome, settle);
      return 'on';
    case 'retry': {
      const { reason, retryAfterMs } = outcome;
      tally.because = reason;
      tally.notBeforeMs = retryAfterMs === undefined ? null : nowMs + retryAfterMs;
      const { notBeforeMs } = tally;
      await delivery.write({ op: 'failed', endpoint: endpoint.url, nowMs, notBeforeMs, because: reason });
      return 'wait';
    }
    case 'park': {
      tally.because = outcome.reason;
      const mayBeTheBatch = MAY_BE_THE_BATCH.has(outcome.status);
      // Parked before, and others were taken since: one of these spans is what the server fails at.
      if (mayBeTheBatch && !one && takenSince(trust, batch)) return deliverHalves(delivery, batch);
      await settle('parked', outcome.reason);
      if (!mayBeTheBatch) return 'stop';
      return one && blame(trust) ? 'doubt' : 'parked';
    }
    case 'bad': {
      tally.because = outcome.reason;
      if (!one) return deliverHalves(delivery, batch);
      await settle(trust.earned ? 'refused' : 'parked', outcome.reason);
      if (trust.earned) tally.refused += 1;
      else trust.suspects.push(...seqsOf(batch.rows));
      return blame(trust) ? 'doubt' : 'on';
    }
    default:
      return outcome satisfies never;
  }
}

async function taken(
  { tally, trust, write }: Delivery,
  rows: readonly SpanRow[],
  outcome: Extract<SendOutcome, { kind: 'ok' }>,
  settle: (fate: 'sent', answer: string) => void | Promise<void>,
): Promise<void> {
  const rejected = Math.min(outcome.rejected, rows.length);
  await settle('sent', rejected > 0 ? `rejected ${rejected} of ${rows.length}: ${outcome.message}` : outcome.message);
  tally.sent += rows.length - rejected;
  tally.rejected += rejected;
  trust.earned = true;
  trust.blamedInRow = 0;
  if (trust.suspects.length === 0) return;
  await write({ op: 'refuse', seqs: trust.suspects });
  tally.refused += trust.suspects.length;
  trust.suspects = [];
}

/** Counts one more span at fault; says whether that is one too many. */
function blame(trust: Trust): boolean {
  trust.blamedInRow += 1;
  return trust.blamedInRow >= MOST_BLAMED_IN_ROW;
}

function takenSince({ lastSuccessMs }: Trust, { lane, parkedMs }: Batch): boolean {
  return lane === null && parkedMs !== undefined && lastSuccessMs !== null && lastSuccessMs >= parkedMs;
}

/** The first half first: so what is settled of a lane is always its front, and one number can tell it. */
async function deliverHalves(delivery: Delivery, batch: Batch): Promise<Next> {
  const { rows } = batch;
  const middle = Math.ceil(rows.length / 2);
  const first = await deliverBatch(delivery, { ...batch, rows: rows.slice(0, middle) });
  if (first !== 'on' && first !== 'parked') return first;
  const second = await deliverBatch(delivery, { ...batch, rows: rows.slice(middle) });
  return second === 'on' ? first : second;
}

const seqsOf = (rows: readonly SpanRow[]): number[] => rows.map(({ seq }) => seq);

function settlement(
  { lane, rows }: Batch,
  facts: Omit<Settlement, 'op' | 'lane' | 'seqs' | 'oldestEndMs'>,
): Settlement {
  const oldestEndMs = Math.min(...rows.map(({ end_ms }) => end_ms));
  return { op: 'settle', lane, seqs: seqsOf(rows), oldestEndMs, ...facts };
}
