import type { SpanRow } from './delivery-reader.ts';
import type { DeliveryStore, Settlement } from './delivery-store.ts';
import type { Endpoint } from './endpoint.ts';
import type { BatchExporter } from './exporter.ts';

/** Running sums of one sync; see SyncResult. */
export interface Tally {
  sent: number;
  rejected: number;
  refused: number;
  because: string | null;
  notBeforeMs: number | null;
}

export interface Delivery {
  readonly store: DeliveryStore;
  readonly endpoint: Endpoint;
  readonly exporter: BatchExporter;
  readonly nowMs: () => number;
  readonly tally: Tally;
}

/** on: settled; parked: settled, but the server failed at some of it; stop: the endpoint takes nothing now. */
export type Next = 'on' | 'parked' | 'stop';

/** 408 and 500 may be about what was in the request; any other parking answer is about the endpoint. */
const MAY_BE_THE_BATCH: ReadonlySet<number> = new Set([408, 500]);

/**
 * Sends one batch and settles what becomes of each of its spans. With `stop` some may be left as they were, always the
 * last ones.
 */
export async function deliverBatch(delivery: Delivery, rows: readonly SpanRow[]): Promise<Next> {
  const { tally } = delivery;
  const refusedBefore = tally.refused;
  const next = await deliver(delivery, rows);
  // No batch is all poison: this endpoint understands nothing, and must not cost us one batch after the other.
  return rows.length > 1 && tally.refused - refusedBefore === rows.length ? 'stop' : next;
}

async function deliver(delivery: Delivery, rows: readonly SpanRow[]): Promise<Next> {
  const { store, endpoint, tally } = delivery;
  const outcome = await delivery.exporter.send(rows);
  const nowMs = delivery.nowMs();
  const settle = (fate: Settlement['fate'], answer: string): void =>
    store.settle(rows, { fate, endpoint: endpoint.url, nowMs, status: outcome.status ?? 0, answer });

  switch (outcome.kind) {
    case 'ok': {
      const rejected = Math.min(outcome.rejected, rows.length);
      settle('sent', rejected > 0 ? `rejected ${rejected} of ${rows.length}: ${outcome.message}` : outcome.message);
      tally.sent += rows.length - rejected;
      tally.rejected += rejected;
      return 'on';
    }
    case 'retry':
      tally.because = outcome.reason;
      tally.notBeforeMs = outcome.retryAfterMs === undefined ? null : nowMs + outcome.retryAfterMs;
      store.failed(endpoint.url, tally.notBeforeMs, outcome.reason);
      return 'stop';
    case 'park':
      tally.because = outcome.reason;
      settle('parked', outcome.reason);
      return MAY_BE_THE_BATCH.has(outcome.status) ? 'parked' : 'stop';
    case 'bad':
      tally.because = outcome.reason;
      if (rows.length > 1) return deliverHalves(delivery, rows);
      settle('refused', outcome.reason);
      tally.refused += 1;
      return 'on';
    default:
      return outcome satisfies never;
  }
}

/** The first half first: so what is settled is always the front of the batch, and one cursor can tell it. */
async function deliverHalves(delivery: Delivery, rows: readonly SpanRow[]): Promise<Next> {
  const middle = Math.ceil(rows.length / 2);
  const first = await deliver(delivery, rows.slice(0, middle));
  if (first === 'stop') return 'stop';
  const second = await deliver(delivery, rows.slice(middle));
  return second === 'on' ? first : second;
}
