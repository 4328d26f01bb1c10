import type { Database } from 'better-sqlite3';
import type { Clock } from '../../database/clock.ts';
import { outbox, type Outbox } from '../../exchange/outbox.ts';
import { stationSource } from '../../exchange/station-source.ts';
import { targetNames } from '../../exchange/targets/set-up.ts';
import { createClaiming, type Claiming } from '../../orders/claiming.ts';
import { createOwnClaims } from '../../orders/claims-out.ts';
import { createOrderEvents, type OrderEvents } from '../../orders/events-out.ts';
import type { HandOn } from '../../pack/hand-on.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Recorder } from '../../trace/record.ts';
import type { Tracing } from '../../trace/tracing.ts';
import type { Stores } from './stores.ts';

/** What the station tells the world of its work, for a measurement to stand in between: with and without have one code. */
export interface Telling {
  readonly recorder: (recorder: Recorder) => Recorder;
  readonly events: (events: OrderEvents) => OrderEvents;
}

export const AS_IT_IS: Telling = { recorder: (recorder) => recorder, events: (events) => events };

export interface EventsOut {
  readonly outbox: Outbox;
  readonly events: OrderEvents;
  /** What a claim of ours says of an order now. */
  readonly ownClaim: (orderId: string) => Readonly<Record<string, unknown>>;
  /** Makes an order this station's. */
  readonly claim: Claiming;
}

/** The events of orders, and among them the claims, from this station to whoever is set up to hear them. */
export function openTelling(parts: {
  readonly db: Database;
  readonly stores: Pick<Stores, 'orders' | 'claims' | 'eventsIn'>;
  readonly goods: Pick<HandOn, 'tell'>;
  readonly tracing: Tracing;
  readonly clock: Clock;
  readonly settings: Pick<Settings, 'station' | 'targets' | 'amqp'>;
  /** Stands between the work and its events. */
  readonly through: Telling['events'];
}): EventsOut {
  const { db, goods, tracing, clock, settings } = parts;
  const { orders, claims, eventsIn } = parts.stores;
  const { id: stationId, roles } = settings.station;
  const isOnFloor = settings.amqp.url !== undefined;
  const told = outbox(db, { source: stationSource(stationId), targets: targetNames(settings) });
  const ownClaim = createOwnClaims({ orders, claims, stationId });
  const events = parts.through(
    createOrderEvents({
      orders,
      outbox: told,
      tracing,
      now: () => clock.now(),
      goods: (orderId, order) => ({ ...goods.tell(orderId, order), ...claims.told(orderId) }),
      applied: eventsIn.appliedTo,
      claimed: ownClaim,
      handsOn: isOnFloor ? (what) => !roles.includes(what === 'picked' ? 'pack' : 'ship') : undefined,
    }),
  );
  const claim = createClaiming({
    claims,
    stationId,
    // Alone nobody else could have it; and what nobody can pick yet is nobody's.
    isClaimable: (orderId) => isOnFloor && orders.lines(orderId).length > 0,
    tell: (orderId, consumer) => events.emit(orderId, 'claimed', consumer, ownClaim(orderId)),
  });
  return { outbox: told, events, ownClaim, claim };
}
