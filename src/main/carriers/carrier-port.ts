/*
 * A carrier's own labels. The station never waits for them: a parcel leaves the bench with a provisional label under a
 * number of its own range, and where a carrier is asked for its label too, that one follows when it comes.
 */

/** What a carrier has to know of a parcel. Lengths in millimetres, weights in grams. */
export interface LabelRequest {
  /** Ours, one for each parcel and label: what a purchase is found by after an answer was lost. */
  readonly reference: string;
  readonly service: string | null;
  readonly shipper: PortAddress;
  readonly recipient: PortAddress;
  readonly weightG: number;
  readonly sizeMm: readonly [number, number, number] | null;
  readonly language: 'zpl' | 'pdf';
}

export interface PortAddress {
  readonly name?: string | undefined;
  readonly company?: string | undefined;
  readonly street1?: string | undefined;
  readonly street2?: string | undefined;
  readonly city?: string | undefined;
  readonly region?: string | undefined;
  readonly postal_code?: string | undefined;
  readonly country?: string | undefined;
}

export interface CarrierLabel {
  readonly trackingNumber: string;
  readonly language: 'zpl' | 'pdf';
  readonly bytes: Uint8Array;
}

/** `later`: nobody answered, or nobody knows what became of it; asking again finds out. `refused`: asking again is no use. */
export type LabelAnswer =
  | { readonly kind: 'label'; readonly label: CarrierLabel }
  | { readonly kind: 'later' | 'refused'; readonly reason: string };

/** A carrier that makes labels. Never throws for what a network or a carrier can do wrong. */
export interface CarrierPort {
  /** What was bought under a reference; `none` only where the carrier says so. */
  find(reference: string): Promise<LabelAnswer | { readonly kind: 'none' }>;
  /** Buys a label. Asked twice it may buy two: only `obtainLabel` calls it. */
  buy(request: LabelRequest): Promise<LabelAnswer>;
}

/**
 * One try for a carrier's label. It asks for what was bought under the reference before it buys anything: a purchase
 * whose answer was lost is found, not paid for again.
 */
export async function obtainLabel(port: CarrierPort, request: LabelRequest): Promise<LabelAnswer> {
  const found = await port.find(request.reference);
  return found.kind === 'none' ? port.buy(request) : found;
}
