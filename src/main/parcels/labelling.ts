import type { Acting } from '../audit/step.ts';
import { chooseCarrier, type CarrierChoice } from '../carriers/choose.ts';
import type { CarrierLabels } from './carrier-labels.ts';
import type { NoNumber, StationNumbers } from './station-numbers.ts';
import type { OrderStore } from '../orders/store.ts';
import type { Settings } from '../settings/settings.ts';
import type { SpanIds } from '../trace/record.ts';
import type { ParcelPaper } from './paper.ts';
import type { Parcel, ParcelStore } from './store.ts';

export type Labelling = ReturnType<typeof createLabelling>;

/** Gives a parcel its carrier, its tracking number and its label, each once. */
export function createLabelling(parts: {
  readonly orders: OrderStore;
  readonly parcels: ParcelStore;
  readonly numbers: StationNumbers;
  readonly paper: ParcelPaper;
  readonly carrierLabels: Pick<CarrierLabels, 'want' | 'withdraw'>;
  readonly settings: Settings;
}) {
  const { orders, parcels, numbers, paper, carrierLabels, settings } = parts;

  const carrierFor = (parcel: Parcel, nowMs: number): CarrierChoice => {
    const order = orders.get(parcel.order_id);
    return chooseCarrier(
      {
        country: countryOf(order?.ship_to ?? null),
        weightG: parcel.weight_g,
        level: order?.service_level ?? null,
        carrier: order?.carrier ?? null,
        nowMs,
      },
      settings,
    );
  };

  return {
    /** Why this parcel could not be labelled, if it could not. */
    noNumber(parcel: Parcel, nowMs: number): NoNumber | undefined {
      if (parcel.tracking_number !== null) return undefined;
      return numbers.noTracking(carrierFor(parcel, nowMs).carrier);
    },
    /** Takes a label back that names the wrong place or carrier. Its number stays used; the parcel gets a new one. */
    withdraw(parcel: Parcel): Parcel {
      if (parcel.tracking_number === null) return parcel;
      const bare: Parcel = { ...parcel, state: 'closed', carrier: null, transit_days: null, tracking_number: null };
      parcels.put(bare);
      paper.cancel('label', parcel);
      carrierLabels.withdraw(parcel);
      return bare;
    },
    /** Returns the parcel as it is with its label; one that has a tracking number keeps it. */
    label(parcel: Parcel, stage: SpanIds, acting: Acting): Parcel {
      if (parcel.tracking_number !== null) return parcel;
      const { carrier, transitDays, service } = carrierFor(parcel, acting.nowMs);
      const labelled: Parcel = {
        ...parcel,
        carrier,
        transit_days: transitDays,
        tracking_number: numbers.takeTracking(carrier),
      };
      parcels.put(labelled);
      paper.queue('label', labelled, stage, acting, service);
      carrierLabels.want(labelled, service, acting.nowMs);
      return labelled;
    },
  };
}

function countryOf(shipTo: string | null): string | null {
  if (shipTo === null) return null;
  const { country } = JSON.parse(shipTo) as { country?: string | null };
  return typeof country === 'string' && country !== '' ? country.toUpperCase() : null;
}
