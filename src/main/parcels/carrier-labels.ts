import type { Database } from 'better-sqlite3';
import type { CarrierLabel, LabelRequest } from '../carriers/carrier-port.ts';
import type { LabelTaker } from '../carriers/label-buyer.ts';
import type { LabelStore, LabelWish, WantedLabel } from '../carriers/label-store.ts';
import type { Clock } from '../database/clock.ts';
import type { OrderStore } from '../orders/store.ts';
import type { Address } from '../settings/schema/station.ts';
import type { Settings } from '../settings/settings.ts';
import type { ParcelPaper } from './paper.ts';
import type { Parcel, ParcelStore } from './store.ts';

/** States of an order in which a parcel still gets its label. */
const ON_ITS_WAY = new Set(['packing', 'packed', 'shipping']);

export type CarrierLabels = ReturnType<typeof createCarrierLabels>;

/**
 * The carrier's own label of a parcel: wanted when the provisional one is made, in the same transaction; put in its place
 * when it comes. The provisional number stays used, and its label no longer proves the parcel.
 */
export function createCarrierLabels(parts: {
  readonly db: Database;
  readonly labels: LabelStore;
  readonly orders: OrderStore;
  readonly parcels: ParcelStore;
  readonly paper: ParcelPaper;
  readonly clock: Clock;
  readonly settings: Pick<Settings, 'station' | 'carriers' | 'boxes'>;
  /** Of the printer that labels go to now. */
  readonly labelForm: () => Pick<LabelWish, 'language' | 'dpi'>;
  /** Something is to be asked for, or given back. */
  readonly wanted: () => void;
  /** Paper was asked for. */
  readonly taken: () => void;
}) {
  const { labels, orders, parcels, paper, settings } = parts;

  /** The parcel, while it bears the provisional label that this one is to replace and has not left. */
  function parcelOf({ order_id: orderId, parcel: number, provisional }: WantedLabel): Parcel | undefined {
    const state = orders.get(orderId)?.state;
    if (state === undefined || !ON_ITS_WAY.has(state)) return undefined;
    const parcel = parcels.ofOrder(orderId).find((each) => each.number === number);
    return parcel?.tracking_number === provisional && parcel.state !== 'handed_over' ? parcel : undefined;
  }

  const takeWhole = parts.db.transaction((wanted: WantedLabel, label: CarrierLabel): void => {
    const parcel = parcelOf(wanted);
    // It left under its provisional label, or needs none any more.
    if (parcel === undefined) return labels.end(wanted.reference, 'void', null);
    const other = parcels.byTracking(label.trackingNumber);
    if (other !== undefined)
      return labels.end(wanted.reference, 'refused', `number ${label.trackingNumber} is on another parcel already`);
    const labelled: Parcel = {
      ...parcel,
      // Whatever was proved was the provisional label.
      state: parcel.state === 'proven' ? 'closed' : parcel.state,
      tracking_number: label.trackingNumber,
      transit_days: label.transitDays ?? parcel.transit_days,
    };
    parcels.put(labelled);
    const { service, dpi } = JSON.parse(wanted.wish) as LabelWish;
    paper.replaceLabel(labelled, { ...label, dpi }, service, parts.clock.now());
    labels.end(wanted.reference, 'there', null);
  });

  const taker: LabelTaker = {
    request(wanted): LabelRequest | undefined {
      const parcel = parcelOf(wanted);
      if (parcel === undefined) return undefined;
      const { service, language } = JSON.parse(wanted.wish) as LabelWish;
      const shipTo = orders.get(wanted.order_id)?.ship_to ?? null;
      const { station, boxes } = settings;
      return {
        reference: wanted.reference,
        service,
        language,
        shipper: station.address ?? { company: station.name, city: station.site },
        recipient: shipTo === null ? {} : (JSON.parse(shipTo) as Address),
        weightG: parcel.weight_g ?? 0,
        sizeMm: boxes.find(({ code }) => code === parcel.box)?.innerMm ?? null,
      };
    },
    take(wanted, label) {
      takeWhole.immediate(wanted, label);
      parts.taken();
    },
  };

  return {
    taker,
    /** Asks for the label of a parcel that has just got its provisional one, where its carrier makes labels. */
    want(parcel: Parcel, service: string | null, nowMs: number): void {
      const { order_id: orderId, number, carrier, sscc, tracking_number: provisional } = parcel;
      if (carrier === null || sscc === null || provisional === null) return;
      if (settings.carriers.get(carrier)?.adapter === undefined) return;
      // An SSCC is nobody else's, and each label of the parcel is another purchase.
      const reference = `${sscc}-${labels.count(orderId, number) + 1}`;
      labels.want(
        { reference, order_id: orderId, parcel: number, carrier, provisional, created_ms: nowMs },
        { service, ...parts.labelForm() },
      );
      parts.wanted();
    },
    /** The parcel gets another label: what was bought is given back. */
    withdraw(parcel: Parcel): void {
      labels.voidOf(parcel.order_id, parcel.number);
      parts.wanted();
    },
    withdrawAll(orderId: string): void {
      labels.voidAll(orderId);
      parts.wanted();
    },
    /** Whether the label on the parcel is the carrier's own: it bears no SSCC. */
    isCarriersOwn: (parcel: Parcel): boolean => labels.isThere(parcel.order_id, parcel.number),
  };
}
