import { orderData } from '../orders/events-out.ts';
import type { OrderStore } from '../orders/store.ts';
import type { Document, PrintJobs } from '../print/jobs.ts';
import type { Settings } from '../settings/settings.ts';
import type { SpanIds } from '../trace/record.ts';
import type { Tracing } from '../trace/tracing.ts';
import type { Acting } from '../audit/step.ts';
import type { Parcel, ParcelStore } from './store.ts';

export type ParcelPaper = ReturnType<typeof createParcelPaper>;

/** Asks for the paper of parcels: each job carries all that its document shows, so that drawing needs nothing else. */
export function createParcelPaper(parts: {
  readonly orders: OrderStore;
  readonly parcels: ParcelStore;
  readonly jobs: PrintJobs;
  readonly tracing: Tracing;
  readonly settings: Pick<Settings, 'station' | 'carriers' | 'test'>;
  readonly printer: string;
}) {
  const { orders, parcels, jobs, settings } = parts;

  function dataOf(parcel: Parcel): Record<string, unknown> {
    const order = orders.get(parcel.order_id);
    if (order === undefined) throw new Error(`paper for an unknown order ${parcel.order_id}`);
    const lines = orders.lines(parcel.order_id);
    const checkout = parts.tracing.stages.ofOrder(parcel.order_id).find(({ stage }) => stage === 'checkout');
    const contents = parcels.itemsOf(parcel.order_id).filter(({ number }) => number === parcel.number);
    return {
      test: settings.test,
      station: { id: settings.station.id, name: settings.station.name, site: settings.station.site ?? null },
      parcel: {
        number: parcel.number,
        sscc: parcel.sscc,
        carrier: parcel.carrier,
        carrier_name: parcel.carrier === null ? null : (settings.carriers.get(parcel.carrier)?.name ?? parcel.carrier),
        tracking_number: parcel.tracking_number,
        box: parcel.box,
        weight_g: parcel.weight_g,
        contents: contents.flatMap(({ line_no: lineNo, quantity }) => {
          const line = lines.find((candidate) => candidate.lineNo === lineNo);
          return line === undefined
            ? []
            : [{ line_id: line.lineId, sku: line.sku, gtin: line.gtin, name: line.name, quantity }];
        }),
      },
      order: orderData(order, lines),
      // On the slip as a code, so that a return opens the journey of its order.
      trace_id: checkout?.trace_id ?? null,
    };
  }

  const queue = (document: 'label' | 'parcel_label' | 'slip', parcel: Parcel, stage: SpanIds, acting: Acting): void =>
    jobs.queue({
      document,
      orderId: parcel.order_id,
      parcel: parcel.number,
      copy: jobs.copies(document, parcel.order_id, parcel.number) + 1,
      manifestId: null,
      printer: parts.printer,
      data: dataOf(parcel),
      createdMs: acting.nowMs,
      operatorId: acting.operatorId,
      stage,
    });

  return {
    queue,
    /** Paper that nobody needs any more and that has not gone out yet. */
    cancel: (document: Document, parcel: Parcel): void => jobs.cancel(document, parcel.order_id, parcel.number),
    /** The list of parcels a carrier takes along. */
    queueManifest(manifestId: number, carrier: string, handedOver: readonly Parcel[], acting: Acting): void {
      jobs.queue({
        document: 'manifest',
        orderId: null,
        parcel: null,
        copy: 1,
        manifestId,
        printer: parts.printer,
        data: {
          test: settings.test,
          carrier,
          carrier_name: settings.carriers.get(carrier)?.name ?? carrier,
          parcels: handedOver.map((parcel) => ({
            order_id: parcel.order_id,
            number: parcel.number,
            sscc: parcel.sscc,
            tracking_number: parcel.tracking_number,
            weight_g: parcel.weight_g,
          })),
        },
        createdMs: acting.nowMs,
        operatorId: acting.operatorId,
        stage: undefined,
      });
    },
  };
}
