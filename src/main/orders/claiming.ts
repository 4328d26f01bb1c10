import type { SpanIds } from '../trace/record.ts';
import type { ClaimStore } from './claim-store.ts';
import { compareClaims, isRival, type Basis } from './claims.ts';

/** How a station came to an order that it claims. */
export interface ClaimedHow {
  /** The stations that it was taken over from and that have not answered. */
  readonly from: readonly string[];
  /** No other station can have been given it. */
  readonly isOurs?: boolean;
  /** How often others were given the same message before. */
  readonly deliveries?: number | undefined;
  /** A lead's step: it goes above all that was heard, and asks all who may still have the order. */
  readonly isDeliberate?: boolean;
}

/** The order is this station's to work on; `basis`: what it was handed on with. */
export type Claiming = (orderId: string, basis: Basis, consumer: SpanIds, how: ClaimedHow) => void;

/** Makes orders this station's, and tells the floor. Inside the caller's transaction. */
export function createClaiming(parts: {
  readonly claims: ClaimStore;
  readonly stationId: string;
  /** Whether the order can be claimed: on a floor, and with something to pick. */
  readonly isClaimable: (orderId: string) => boolean;
  readonly tell: (orderId: string, consumer: SpanIds) => void;
}): Claiming {
  const { claims, stationId: self } = parts;
  return (orderId, basis, consumer, { from, isOurs = false, deliveries = 0, isDeliberate = false }) => {
    if (!parts.isClaimable(orderId)) return;
    const own = claims.of(orderId) ?? 0;
    const heard = claims.heard(orderId);
    const after = isDeliberate ? Math.max(basis.claim, own, heard?.claim ?? 0) : basis.claim + deliveries;
    if (own > after) return;
    const rivals =
      heard !== undefined && (isDeliberate || isRival(heard, basis)) ? [heard.stationId, ...heard.awaits] : [];
    const asked = new Set([...from, ...rivals].filter((station) => station !== self));
    claims.put(orderId, after + 1, basis, [...asked]);
    if (isOurs) claims.settle(orderId);
    parts.tell(orderId, consumer);
  };
}

/**
 * Whether a message of the floor brings what another station has taken already, or what is dealt with here. A broker that
 * lost an acknowledgement gives such a message out again; whoever claims an order has it on disk by then, so that it may be
 * acknowledged and forgotten.
 */
export interface TakenAlready {
  /** An order of a shop that is not known here, or under way. */
  readonly ofShop: (orderId: string) => boolean;
  /** One that was handed on: where we claim it too it is decided here, as if the claim that it carries were heard. */
  readonly handedOn: (orderId: string, carried: Basis, nowMs: number) => boolean;
}

export function createTakenAlready(parts: {
  readonly claims: ClaimStore;
  readonly stationId: string;
  readonly hear: (claim: { order_id: string; claim: number; station_id: string }, nowMs: number) => void;
  readonly isDispatched: (orderId: string) => boolean;
}): TakenAlready {
  const { claims, stationId: self } = parts;
  const isAbove = (orderId: string, carried: number): boolean => {
    const heard = claims.heard(orderId);
    return heard !== undefined && heard.stationId !== self && heard.claim > carried;
  };
  return {
    ofShop: (orderId) => isAbove(orderId, 0) || claims.basis(orderId).claim > 0,
    handedOn(orderId, { claim, stationId }, nowMs) {
      if (isAbove(orderId, claim)) return true;
      const own = claims.of(orderId);
      if (own === undefined || stationId === undefined) return false;
      parts.hear({ order_id: orderId, claim, station_id: stationId }, nowMs);
      if (parts.isDispatched(orderId) || own > claim) return true;
      return stationId !== self && compareClaims({ claim, stationId }, { claim: own, stationId: self }) === 'ours';
    },
  };
}
