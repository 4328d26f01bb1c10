import { createHash } from 'node:crypto';
import { localDay } from '../carriers/calendar.ts';
import { isoTime } from '../exchange/time.ts';
import { orderData } from '../orders/events-out.ts';
import type { OrderStore } from '../orders/store.ts';
import type { ManifestJobData, ParcelJobData } from '../paper/job-data.ts';
import { CONTENT_TYPES, type Document, type Dpi } from '../print/documents.ts';
import type { PrintJob, PrintJobs } from '../print/jobs.ts';
import type { Settings } from '../settings/settings.ts';
import type { SpanIds } from '../trace/record.ts';
import type { Tracing } from '../trace/tracing.ts';
import type { Acting } from '../audit/step.ts';
import type { Parcel, ParcelStore } from './store.ts';

export type ParcelPaper = ReturnType<typeof createParcelPaper>;

interface TracedUnits {
  readonly quantity: number;
  readonly lot: string | null;
  readonly serial: string | null;
  readonly expiry: string | null;
}

/** Asks for the paper of parcels: each job carries all that its document shows, so that drawing needs nothing else. */
export function createParcelPaper(parts: {
  readonly orders: OrderStore;
  readonly parcels: ParcelStore;
  readonly jobs: PrintJobs;
  readonly tracing: Tracing;
  readonly settings: Pick<Settings, 'station' | 'carriers' | 'test'>;
  readonly printerFor: (document: Document) => string;
  /** The units of an order as they were picked, by line; undefined where another system picked them. */
  readonly unitsOf: (orderId: string) => ReadonlyMap<number, readonly TracedUnits[]> | undefined;
}) {
  const { orders, parcels, jobs, settings } = parts;

  const self = () => {
    const { id, name, site, address } = settings.station;
    return { id, name, site: site ?? null, address: address ?? null };
  };

  function dataOf(parcel: Parcel, service: string | null): ParcelJobData {
    const order = orders.get(parcel.order_id);
    if (order === undefined) throw new Error(`paper for an unknown order ${parcel.order_id}`);
    const lines = orders.lines(parcel.order_id);
    const checkout = parts.tracing.stages.ofOrder(parcel.order_id).find(({ stage }) => stage === 'checkout');
    const all = parcels.ofOrder(parcel.order_id);
    const items = parcels.itemsOf(parcel.order_id);
    const contents = items.filter(({ number }) => number === parcel.number);
    const units = parts.unitsOf(parcel.order_id);
    const { sscc } = parcel;
    if (sscc === null) throw new Error(`paper for a parcel without a number: ${parcel.order_id} ${parcel.number}`);
    return {
      test: settings.test,
      station: self(),
      parcel: {
        number: parcel.number,
        count: all.some(({ state }) => state === 'open') ? null : all.length,
        sscc,
        carrier: parcel.carrier,
        carrier_name: parcel.carrier === null ? null : (settings.carriers.get(parcel.carrier)?.name ?? parcel.carrier),
        tracking_number: parcel.tracking_number,
        service,
        box: parcel.box,
        weight_g: parcel.weight_g,
        contents: contents.flatMap(({ line_no: lineNo, quantity }) => {
          const line = lines.find((candidate) => candidate.lineNo === lineNo);
          return line === undefined
            ? []
            : [
                {
                  line_id: line.lineId,
                  sku: line.sku,
                  gtin: line.gtin,
                  name: line.name,
                  quantity,
                  ordered: line.quantity,
                  // Of a line in several parcels nobody knows which of its units lies where: each slip names them all.
                  units: (units?.get(lineNo) ?? []).filter((unit) => unit.lot ?? unit.serial ?? unit.expiry),
                },
              ];
        }),
      },
      order: { order_id: order.order_id, ...orderData(order, lines) },
      // On the slip as a code, so that a return opens the journey of its order.
      trace_id: checkout?.trace_id ?? null,
      ordered_on: checkout === undefined ? null : localDay(checkout.start_ms),
    };
  }

  const queue = (
    document: 'label' | 'parcel_label' | 'slip',
    parcel: Parcel,
    stage: SpanIds,
    acting: Acting,
    /** What the carrier calls the service, where a rule said it. */
    service: string | null = null,
  ): void =>
    void jobs.queue({
      document,
      orderId: parcel.order_id,
      parcel: parcel.number,
      copy: jobs.copies(document, parcel.order_id, parcel.number) + 1,
      manifestId: null,
      printer: parts.printerFor(document),
      data: dataOf(parcel, service),
      createdMs: acting.nowMs,
      operatorId: acting.operatorId,
      stage,
    });

  return {
    queue,
    /** The carrier's own label takes the place of ours: what was printed or waits under the number of before is void. */
    replaceLabel(
      parcel: Parcel,
      label: { readonly language: 'zpl' | 'pdf'; readonly dpi: Dpi; readonly bytes: Uint8Array },
      service: string | null,
      nowMs: number,
    ): void {
      const { order_id: orderId, number } = parcel;
      const before = jobs.ofOrder(orderId).findLast((job) => job.document === 'label' && job.parcel === number);
      const { trace_id: traceId = null, span_id: spanId = null } = before ?? {};
      const stage = traceId === null || spanId === null ? undefined : { traceId, spanId };
      jobs.cancel('label', orderId, number);
      const id = jobs.queue({
        document: 'label',
        orderId,
        parcel: number,
        copy: jobs.copies('label', orderId, number) + 1,
        manifestId: null,
        printer: parts.printerFor('label'),
        data: { ...dataOf(parcel, service), carriers_own: true },
        createdMs: nowMs,
        operatorId: before?.operator_id ?? null,
        stage,
      });
      const { language, dpi, bytes } = label;
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      jobs.storeBytes(id, { language, dpi, bytes, contentType: CONTENT_TYPES[language], sha256 });
    },
    /** Paper that nobody needs any more and that has not gone out yet. */
    cancel: (document: Document, parcel: Parcel): void => jobs.cancel(document, parcel.order_id, parcel.number),
    /** The label was scanned on its parcel: whatever its printer said, it came out. */
    proved(parcel: Parcel, nowMs: number): void {
      for (const job of jobs.ofOrder(parcel.order_id)) {
        if (job.parcel !== parcel.number || (job.state !== 'unknown' && job.state !== 'sent')) continue;
        if (isLabelJobOf(job, parcel)) jobs.finish(job.id, 'confirmed', nowMs, 'scanned');
      }
    },
    /** Its label was cancelled before it came out, and no other under its number came out or is to. */
    lacksLabel(parcel: Parcel): boolean {
      const labels = jobs
        .ofOrder(parcel.order_id)
        .filter((job) => job.document === 'label' && job.parcel === parcel.number && isLabelJobOf(job, parcel));
      return labels.length > 0 && labels.every(({ state }) => state === 'cancelled');
    },
    /** The list of parcels a carrier takes along. */
    queueManifest(manifestId: number, carrier: string, handedOver: readonly Parcel[], acting: Acting): void {
      jobs.queue({
        document: 'manifest',
        orderId: null,
        parcel: null,
        copy: 1,
        manifestId,
        printer: parts.printerFor('manifest'),
        data: {
          test: settings.test,
          station: self(),
          number: manifestId,
          at: isoTime(acting.nowMs),
          carrier,
          carrier_name: settings.carriers.get(carrier)?.name ?? carrier,
          parcels: handedOver.map((parcel) => ({
            order_id: parcel.order_id,
            number: parcel.number,
            sscc: parcel.sscc,
            tracking_number: parcel.tracking_number,
            weight_g: parcel.weight_g,
          })),
        } satisfies ManifestJobData,
        createdMs: acting.nowMs,
        operatorId: acting.operatorId,
        stage: undefined,
      });
    },
  };
}

/** A label that an update withdrew bears a number that is not the parcel's any more. */
function isLabelJobOf(job: PrintJob, parcel: Parcel): boolean {
  if (job.document === 'parcel_label') return true;
  if (job.document !== 'label') return false;
  const { parcel: printed } = JSON.parse(job.data) as ParcelJobData;
  return printed.tracking_number === parcel.tracking_number;
}
