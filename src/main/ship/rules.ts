import type { Parcel } from '../parcels/store.ts';

/* The rules of shipping: pure functions. A parcel leaves only when its own label was scanned on it. */

/** In a shorter number a part of one would prove too little. */
const SURE_LENGTH = 8;

/**
 * Whether a scanned code stands on this parcel's label: its tracking number or its SSCC.
 * @param carriersOwn the carrier made the label: it bears no SSCC, and its codes may say more around the number.
 */
export function isLabelOf(
  parcel: Parcel,
  code: { readonly text: string; readonly sscc: string | undefined },
  carriersOwn = false,
): boolean {
  const number = parcel.tracking_number?.toUpperCase() ?? null;
  const text = code.text.toUpperCase();
  if (carriersOwn)
    return number !== null && (text === number || (number.length >= SURE_LENGTH && text.includes(number)));
  return text === number || (parcel.sscc !== null && (code.sscc === parcel.sscc || code.text === parcel.sscc));
}

/** An order is dispatched with its last parcel. */
export const isDispatched = (parcels: readonly Parcel[]): boolean =>
  parcels.every(({ state }) => state === 'handed_over');

/** What `shipping.dispatch` says of all parcels of an order: the latest day counts for the customer. */
export function dispatchFacts(parcels: readonly Parcel[]): {
  readonly carrier: string | null;
  readonly trackingNumbers: readonly string[];
  readonly estimatedDelivery: string | null;
} {
  const days = parcels.flatMap(({ estimated_delivery: day }) => day ?? []).toSorted();
  return {
    carrier: parcels[0]?.carrier ?? null,
    trackingNumbers: parcels.flatMap(({ tracking_number: number }) => number ?? []),
    estimatedDelivery: days.at(-1) ?? null,
  };
}
