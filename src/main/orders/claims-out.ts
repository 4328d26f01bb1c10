import type { Clock } from '../database/clock.ts';
import { CLAIMS_STREAM } from '../exchange/amqp/names.ts';
import type { Outbox } from '../exchange/outbox.ts';
import type { Tracing } from '../trace/tracing.ts';
import type { ClaimAnswer } from './claims.ts';
import type { ClaimStore } from './claim-store.ts';
import { missingRequirements } from './rules.ts';
import { recordHeardClaim } from './spans.ts';
import { toRequirementState, type OrderStore } from './store.ts';

/** What a claim of this station says of an order: under which number it is worked on here, and how it stands. */
export function createOwnClaims(parts: {
  readonly orders: OrderStore;
  readonly claims: ClaimStore;
  readonly stationId: string;
}): (orderId: string) => Readonly<Record<string, unknown>> {
  const { orders, claims, stationId } = parts;
  return (orderId) => {
    const basis = claims.basis(orderId);
    const missing = missingRequirements(orders.requirements(orderId).map(toRequirementState));
    return {
      claim: claims.of(orderId),
      station_id: stationId,
      state: orders.get(orderId)?.state,
      requires: missing.filter((name) => name !== 'items'),
      ...(basis.stationId === undefined ? {} : { after: { claim: basis.claim, station_id: basis.stationId } }),
    };
  };
}

/** Answers a station that took an order over from this one, inside the caller's transaction. */
export function createAnswering(parts: {
  readonly outbox: Outbox;
  readonly tracing: Tracing;
  readonly clock: Clock;
}): (answer: ClaimAnswer) => void {
  const { outbox, tracing, clock } = parts;
  return (answer) =>
    outbox.emit({
      type: 'pickspan.order.claim.answered',
      subject: answer.order_id,
      timeMs: clock.now(),
      span: recordHeardClaim(tracing, answer.order_id, clock.now()),
      data: answer,
      routingKey: CLAIMS_STREAM,
      floorOnly: true,
    });
}
