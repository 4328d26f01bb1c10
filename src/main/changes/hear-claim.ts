import type { CancelEvent } from '../audit/span-events.ts';
import type { Acting } from '../audit/step.ts';
import type { Claim } from '../orders/claims.ts';
import type { OrderState } from '../orders/states.ts';
import type { OrderRow, OrderStore } from '../orders/store.ts';
import type { Tracing } from '../trace/tracing.ts';

const OVER: ReadonlySet<OrderState> = new Set(['dispatched', 'cancelled', 'put_back', 'handed_over', 'conflict']);

interface ClaimOf {
  readonly claim: number;
  readonly stationId: string;
}

/** Whose an order is: the higher number's; of one number, which a message that came twice can give, the later name's. */
export function compareClaims(theirs: ClaimOf, ours: ClaimOf): 'theirs' | 'ours' {
  if (theirs.claim !== ours.claim) return theirs.claim > ours.claim ? 'theirs' : 'ours';
  return theirs.stationId > ours.stationId ? 'theirs' : 'ours';
}

export type HearClaim = (claim: Pick<Claim, 'order_id' | 'claim' | 'station_id'>, nowMs: number) => void;

/**
 * What becomes of an order here when another station says it is theirs under a higher number: not started, it is theirs;
 * started, work stops at once, and somebody here must see it. Inside the caller's transaction.
 */
export function createHearClaim(parts: {
  readonly orders: OrderStore;
  readonly tracing: Tracing;
  readonly stationId: string;
  readonly claimOf: (orderId: string) => number | undefined;
  readonly operatorOn: (orderId: string) => string | null;
  readonly stopWork: (known: OrderRow, acting: Acting, event: CancelEvent) => boolean;
  /** Keeps the order from being handed on, if that has not happened yet; whether it did. */
  readonly keepBack: (orderId: string) => boolean;
  /** Tells our claim once more, for who has not heard it. */
  readonly tellAgain: (orderId: string) => void;
  readonly stopped: (orderId: string, putBack: boolean) => void;
}): HearClaim {
  const { orders, tracing } = parts;
  return ({ order_id: orderId, claim, station_id: stationId }, nowMs) => {
    const known = orders.get(orderId);
    const own = parts.claimOf(orderId);
    if (known === undefined || own === undefined || stationId === parts.stationId) return;
    const standing = compareClaims({ claim, stationId }, { claim: own, stationId: parts.stationId });
    if (standing === 'ours') {
      // One message reached two stations: the other may have read past our claim before it made its own.
      if (claim === own && !OVER.has(known.state)) parts.tellAgain(orderId);
      return;
    }
    // Handed on while nobody could hear of it: what has not left yet must not leave any more.
    const isKeptBack = known.state === 'handed_over' && parts.keepBack(orderId);
    if (isKeptBack) orders.reopen(orderId);
    else if (OVER.has(known.state)) return;
    const isStarted = tracing.stages.ofOrder(orderId).some(({ origin }) => origin === 'station');
    if (!isStarted) {
      orders.setTote(orderId, null);
      orders.close(orderId, 'handed_over', nowMs);
      return;
    }
    const acting: Acting = { operatorId: parts.operatorOn(orderId), nowMs };
    const event: CancelEvent = {
      name: 'order.conflict',
      atMs: nowMs,
      attributes: { 'claim.number': claim, 'claim.station.id': stationId },
    };
    const putBack = parts.stopWork(known, acting, event);
    orders.setState(orderId, 'conflict');
    parts.stopped(orderId, putBack);
  };
}
