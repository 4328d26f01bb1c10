import type { Address } from '../settings/schema/station.ts';

/*
 * A carrier's own labels. The station never waits for them: a parcel leaves the bench with a provisional label under a
 * number of its own range, and where a carrier is asked for its label too, that one follows when it comes.
 */

/** What a carrier has to know of a parcel. Lengths in millimetres, weights in grams. */
export interface LabelRequest {
  /** Ours, one for each parcel and label: what a purchase is found by after an answer was lost. */
  readonly reference: string;
  /** As the carrier's service is called there; null: the one of the settings. */
  readonly service: string | null;
  readonly shipper: PortAddress;
  readonly recipient: PortAddress;
  readonly weightG: number;
  readonly sizeMm: readonly [number, number, number] | null;
  readonly language: 'zpl' | 'pdf';
}

export type PortAddress = { readonly [Key in keyof Address]?: string | null | undefined };

export interface CarrierLabel {
  readonly trackingNumber: string;
  readonly language: 'zpl' | 'pdf';
  readonly bytes: Uint8Array;
  /** Working days, where the carrier says so. */
  readonly transitDays: number | null;
}

/**
 * `later`: asking again finds out; `nothingBought` where it is sure that this try bought nothing. `refused`: asking again
 * is no use.
 */
export type LabelAnswer =
  | { readonly kind: 'label'; readonly label: CarrierLabel }
  | { readonly kind: 'later'; readonly reason: string; readonly nothingBought: boolean }
  | { readonly kind: 'refused'; readonly reason: string };

/** A carrier that makes labels. Never throws for what a network or a carrier can do wrong. */
export interface CarrierPort {
  /** What was bought under a reference; `none` only where the carrier says so. */
  find(reference: string, signal: AbortSignal): Promise<LabelAnswer | { readonly kind: 'none' }>;
  /** Buys a label. Asked twice at once it may buy two: only the buyer of labels calls it, after `find`. */
  buy(request: LabelRequest, signal: AbortSignal): Promise<LabelAnswer>;
  /** Gives back what was bought under a reference. @returns why it could not be made sure; undefined where it was. */
  giveBack(reference: string, signal: AbortSignal): Promise<string | undefined>;
}
