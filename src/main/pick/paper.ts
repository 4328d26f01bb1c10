import type { Acting } from '../audit/step.ts';
import { isoTime } from '../exchange/time.ts';
import type { OrderStore } from '../orders/store.ts';
import type { Document } from '../print/documents.ts';
import type { NewPrintJob, PrintJobs } from '../print/jobs.ts';
import type { SpanIds } from '../trace/record.ts';
import { doneOf, type PickLine } from './state.ts';

export type PickPaper = ReturnType<typeof createPickPaper>;

/** An order of a walk. */
interface PickedOrder {
  readonly orderId: string;
  readonly tote: string | null;
  readonly lines: readonly PickLine[];
}

/** Asks for the paper of a pick: a label for what carries the order when no tote does, and the list where one is wanted. */
export function createPickPaper(parts: {
  readonly orders: OrderStore;
  readonly jobs: PrintJobs;
  readonly printerFor: (document: Document) => string;
}) {
  const { orders, jobs, printerFor } = parts;

  const job = (document: 'tote_label' | 'pick_list', orderId: string, stage: SpanIds, acting: Acting) =>
    ({
      document,
      orderId,
      parcel: null,
      manifestId: null,
      copy: jobs.copies(document, orderId, null) + 1,
      printer: printerFor(document),
      createdMs: acting.nowMs,
      operatorId: acting.operatorId,
      stage,
    }) satisfies Omit<NewPrintJob, 'data'>;

  return {
    toteLabel({ orderId, tote, lines }: PickedOrder, stage: SpanIds, acting: Acting): void {
      const units = lines.reduce((sum, line) => sum + doneOf(line), 0);
      if (tote !== null || units === 0) return;
      jobs.queue({ ...job('tote_label', orderId, stage, acting), data: { order_id: orderId, tote: orderId, units } });
    },
    list({ orderId, lines }: Pick<PickedOrder, 'orderId' | 'lines'>, stage: SpanIds, acting: Acting): void {
      const dueMs = orders.get(orderId)?.ship_by_ms ?? null;
      const walk = lines.toSorted((a, b) => a.place - b.place);
      const data = {
        order_id: orderId,
        ship_by: dueMs === null ? null : isoTime(dueMs),
        lines: walk.map(({ item, bin }) => ({ bin, sku: item.sku, name: item.name, quantity: item.quantity })),
      };
      jobs.queue({ ...job('pick_list', orderId, stage, acting), data });
    },
  };
}
