import { spanEvents, type CancelEvent } from '../audit/span-events.ts';
import { refusal, type Acting, type Step } from '../audit/step.ts';
import type { AuditStore } from '../audit/store.ts';
import { estimatedDelivery } from '../carriers/choose.ts';
import type { OrderEvents } from '../orders/events-out.ts';
import type { OrderStore } from '../orders/store.ts';
import type { Labelling } from '../parcels/labelling.ts';
import type { ParcelPaper } from '../parcels/paper.ts';
import type { Parcel, ParcelStore } from '../parcels/store.ts';
import type { Settings } from '../settings/settings.ts';
import type { Tracing } from '../trace/tracing.ts';
import { dispatchFacts, isDispatched, isLabelOf } from './rules.ts';

export type ShipDesk = ReturnType<typeof createShipDesk>;

/** What an undo of a proved label puts back. */
interface ShipUndo {
  readonly parcel: number;
}

/** Shipping at this bench: label, proof of the label, hand-over to the carrier. */
export function createShipDesk(parts: {
  readonly orders: OrderStore;
  readonly parcels: ParcelStore;
  readonly audit: AuditStore;
  readonly tracing: Tracing;
  readonly events: OrderEvents;
  readonly labelling: Labelling;
  readonly paper: ParcelPaper;
  /** The label on it is the carrier's own. */
  readonly isCarriersOwn: (parcel: Parcel) => boolean;
  readonly settings: Pick<Settings, 'carriers'>;
  /** The job is over, if it was this parcel's (without a number: any of the order's). */
  readonly jobEnded: (orderId: string, parcel?: number) => void;
}) {
  const { orders, parcels, audit, tracing, events, labelling, paper } = parts;

  const parcelOf = (orderId: string, number: number): Parcel => {
    const parcel = parcels.ofOrder(orderId).find((candidate) => candidate.number === number);
    if (parcel === undefined) throw new Error(`order ${orderId} has no parcel ${number}`);
    return parcel;
  };

  const calledBy = (carrier: string): string => parts.settings.carriers.get(carrier)?.name ?? carrier;

  function begin(parcel: Parcel, acting: Acting): void {
    const orderId = parcel.order_id;
    orders.setPutDown(orderId, null, null);
    if (orders.get(orderId)?.state !== 'shipping') {
      tracing.begin(orderId, 'ship', acting);
      orders.setState(orderId, 'shipping');
    }
    labelling.label(parcel, tracing.idsOf(orderId, 'ship'), acting);
  }

  /** Marks the parcel as gone, and ends the order's journey here with its last one. */
  function handOver(parcel: Parcel, manifestId: number | null, acting: Acting): void {
    const orderId = parcel.order_id;
    const cutOff = parcel.carrier === null ? undefined : parts.settings.carriers.get(parcel.carrier)?.cutOff;
    const day = estimatedDelivery(acting.nowMs, parcel.transit_days ?? 1, cutOff);
    parcels.put({
      ...parcel,
      state: 'handed_over',
      handed_over_ms: acting.nowMs,
      estimated_delivery: day,
      manifest_id: manifestId,
    });
    const all = parcels.ofOrder(orderId);
    if (!isDispatched(all)) return;
    const facts = dispatchFacts(all);
    orders.close(orderId, 'dispatched', acting.nowMs);
    tracing.end({
      orderId,
      stage: 'ship',
      outcome: 'complete',
      ...acting,
      attributes: {
        'shipping.carrier': facts.carrier,
        'shipping.tracking_number': facts.trackingNumbers[0],
        'shipping.tracking_numbers': facts.trackingNumbers.length > 1 ? facts.trackingNumbers : undefined,
        'shipping.estimated_delivery': facts.estimatedDelivery,
        'stage.outcome': 'complete',
      },
      events: spanEvents(audit.ofStage(orderId, 'ship')),
    });
    events.emit(orderId, 'dispatched', 'ship');
  }

  function cancel(orderId: string, acting: Acting, event: CancelEvent): void {
    tracing.end({
      orderId,
      stage: 'ship',
      outcome: 'cancelled',
      ...acting,
      attributes: { 'stage.outcome': 'cancelled' },
      events: [...spanEvents(audit.ofStage(orderId, 'ship')), event],
    });
  }

  return {
    cancel,
    /** There is no label to be scanned: it was cancelled before it came out. */
    lacksLabel: (parcel: Parcel): boolean => paper.lacksLabel(parcel),

    /** Opens a closed or proved parcel of an order that is packed; `jobOpened` tells the session which one it is. */
    open(parcel: Parcel, acting: Acting): Step {
      const about = { orderId: parcel.order_id, stage: 'ship' as const };
      const none = labelling.noNumber(parcel, acting.nowMs);
      if (none !== undefined) return refusal(none.code, none.words, about);
      return {
        ok: true,
        code: 'ship.opened',
        words: { order: parcel.order_id, number: parcel.number },
        ...about,
        apply: () => begin(parcel, acting),
      };
    },

    /** A code scanned while a parcel is open: its own label proves it; any other parcel's label is a mix-up. */
    label(
      orderId: string,
      number: number,
      code: { readonly text: string; readonly sscc: string | undefined },
      acting: Acting,
    ): Step {
      const parcel = parcelOf(orderId, number);
      const about = { orderId, stage: 'ship' as const };
      const words = { number, tracking: parcel.tracking_number ?? '', scanned: code.text };
      if (!isLabelOf(parcel, code, parts.isCarriersOwn(parcel))) return refusal('ship.label.wrong', words, about);
      if (parcel.state === 'proven') return { ok: true, code: 'ship.label.ok', words, ...about };
      const undo: ShipUndo = { parcel: number };
      return {
        ok: true,
        code: 'ship.label.ok',
        words,
        ...about,
        undo,
        apply() {
          parcels.put({ ...parcel, state: 'proven' });
          paper.proved(parcel, acting.nowMs);
        },
      };
    },

    handOver(orderId: string, number: number, acting: Acting): Step {
      const parcel = parcelOf(orderId, number);
      const about = { orderId, stage: 'ship' as const };
      const words = { number, order: orderId, carrier: calledBy(parcel.carrier ?? ''), parcels: 1 };
      if (parcel.state !== 'proven') return refusal('ship.label.needed', words, about);
      return {
        ok: true,
        code: 'ship.handover.ok',
        words,
        ...about,
        apply() {
          handOver(parcel, null, acting);
          parts.jobEnded(orderId, number);
        },
      };
    },

    /** The pile of one carrier: every proved parcel leaves, on one manifest. */
    handOverAll(carrier: string, acting: Acting): Step {
      const pile = parcels.proven(carrier);
      if (pile.length === 0) {
        const known = [...parts.settings.carriers.keys()].join(', ');
        return refusal('ship.handover.none', { carrier, carriers: known });
      }
      return {
        ok: true,
        code: 'ship.handover.ok',
        words: { carrier: calledBy(carrier), parcels: pile.length, message: 'ship.handover.pile' },
        apply() {
          const manifestId = parcels.createManifest(carrier, acting.nowMs, acting.operatorId);
          for (const parcel of pile) handOver(parcel, manifestId, acting);
          paper.queueManifest(manifestId, carrier, pile, acting);
          for (const parcel of pile) parts.jobEnded(parcel.order_id, parcel.number);
        },
      };
    },

    undo(orderId: string, number: number): Step {
      const about = { orderId, stage: 'ship' as const };
      const last = audit.lastStep(orderId, 'ship');
      if (last === undefined) return refusal('undo.nothing', {}, about);
      const parcel = parcelOf(orderId, (JSON.parse(last.undo ?? '') as ShipUndo).parcel);
      if (parcel.number !== number || parcel.state !== 'proven') return refusal('undo.nothing', {}, about);
      return {
        ok: true,
        code: 'undo.ok',
        words: { what: last.code },
        ...about,
        detail: { 'undo.code': last.code },
        undoes: last.id,
        apply() {
          parcels.put({ ...parcel, state: 'closed' });
        },
      };
    },
  };
}
