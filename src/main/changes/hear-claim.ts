import type { CancelEvent } from '../audit/span-events.ts';
import { compareClaims, isRival, type Claim, type ClaimAnswer, type ClaimOf } from '../orders/claims.ts';
import type { ClaimStore } from '../orders/claim-store.ts';
import { isOver } from '../orders/states.ts';
import type { OrderRow, OrderStore } from '../orders/store.ts';
import type { Tracing } from '../trace/tracing.ts';
import type { ConflictStore } from './conflict-store.ts';
import type { StopWork } from './stop-work.ts';

export interface HearClaims {
  /** Another station says that an order is its own. */
  readonly claimed: (
    claim: Pick<Claim, 'order_id' | 'claim' | 'station_id' | 'awaits' | 'after'>,
    nowMs: number,
  ) => void;
  /** A station says what became of an order that it had before. */
  readonly answered: (answer: ClaimAnswer, nowMs: number) => void;
}

/**
 * What becomes of an order here when another station says it is theirs under a higher number: not started, it is theirs;
 * started, work stops at once, and somebody here must see it. And when the station that an order was taken over from says
 * that it has left there: the same. Inside the caller's transaction.
 */
export function createHearClaims(parts: {
  readonly orders: OrderStore;
  readonly conflicts: ConflictStore;
  readonly claims: ClaimStore;
  readonly tracing: Tracing;
  readonly stationId: string;
  readonly operatorOn: (orderId: string) => string | null;
  readonly stopWork: StopWork;
  /** Keeps the order from being handed on, if that has not happened yet; whether it did. */
  readonly keepBack: (orderId: string) => boolean;
  /** Tells our claim once more, for who has not heard it. */
  readonly tellAgain: (orderId: string) => void;
  readonly answer: (answer: ClaimAnswer) => void;
  /** No parcel of the order has left here. */
  readonly isWhole: (orderId: string) => boolean;
  readonly stopped: (orderId: string, putBack: boolean) => void;
  /** Whatever a lead was asked about the order needs no answer any more. */
  readonly questionEnded: (orderId: string) => void;
}): HearClaims {
  const { orders, conflicts, claims, tracing, stationId: self } = parts;

  const isOurs = (orderId: string): boolean =>
    tracing.stages.ofOrder(orderId).some(({ origin }) => origin === 'station');

  /** Lets go of an order that is another station's by now. */
  function letGo(known: OrderRow, other: ClaimOf, kind: 'claimed' | 'gone', nowMs: number): void {
    const { order_id: orderId } = known;
    if (!isOurs(orderId)) {
      orders.setTote(orderId, null);
      orders.close(orderId, 'handed_over', nowMs);
      parts.questionEnded(orderId);
      return;
    }
    const event: CancelEvent = {
      name: 'order.conflict',
      atMs: nowMs,
      attributes: { 'claim.number': other.claim, 'claim.station.id': other.stationId },
    };
    const putBack = parts.stopWork(known, { operatorId: parts.operatorOn(orderId), nowMs }, event);
    orders.setState(orderId, 'conflict');
    conflicts.open({ order_id: orderId, since_ms: nowMs, station_id: other.stationId, claim: other.claim, kind });
    parts.stopped(orderId, putBack);
  }

  /** Whether goods of the order have left here with a carrier. What went to a station of the floor can still be stopped. */
  const hasLeft = (known: OrderRow): boolean => known.state === 'dispatched' || !parts.isWhole(known.order_id);

  /** A lower claim beside ours: told before ours came back it may have shipped by itself, and must say whether it has. */
  function hearRival(known: OrderRow, other: ClaimOf): void {
    const { order_id: orderId } = known;
    if (!isRival(other, claims.basis(orderId))) return;
    if (!claims.isSettled(orderId)) claims.await(orderId, other.stationId);
    // Asks it, and tells who read past our claim before it made its own.
    if (!isOver(known.state)) parts.tellAgain(orderId);
  }

  return {
    claimed({ order_id: orderId, claim, station_id: stationId, awaits = [], after }, nowMs) {
      const own = claims.of(orderId);
      const known = orders.get(orderId);
      if (stationId === self && claim === own) claims.settle(orderId);
      if (known === undefined || own === undefined || stationId === self) return;
      const standing = compareClaims({ claim, stationId }, { claim: own, stationId: self });
      const gone = { order_id: orderId, claim, to: stationId, station_id: self, answer: 'gone' } as const;
      if (standing === 'ours') {
        if (hasLeft(known)) parts.answer(gone);
        else hearRival(known, { claim, stationId });
        return;
      }
      const isAsked = awaits?.includes(self) === true;
      if (!isAsked && after?.station_id === self && after.claim === own && known.state === 'handed_over') {
        // It arrived where it was handed on to, whether its confirm came or not: it is not sent again.
        parts.keepBack(orderId);
        return;
      }
      // Handed on while nobody could hear of it: what has not left yet must not leave any more.
      const isKeptBack = known.state === 'handed_over' && parts.keepBack(orderId);
      if (isKeptBack) orders.reopen(orderId);
      if (!isKeptBack && hasLeft(known)) {
        parts.answer(gone);
        return;
      }
      if (isKeptBack || !isOver(known.state)) letGo(known, { claim, stationId }, 'claimed', nowMs);
      if (isAsked) parts.answer({ ...gone, answer: 'yielded' });
    },

    answered({ order_id: orderId, claim, to, station_id: stationId, answer }, nowMs) {
      const known = orders.get(orderId);
      if (known === undefined || to !== self || claims.of(orderId) !== claim || isOver(known.state)) return;
      if (answer === 'gone') {
        // Should a lead have let a parcel go from here, nothing can be stopped any more.
        if (parts.isWhole(orderId)) letGo(known, { claim, stationId }, 'gone', nowMs);
      } else {
        claims.answered(orderId, stationId);
        if (claims.awaits(orderId).length === 0) parts.questionEnded(orderId);
      }
    },
  };
}
