import type { Database } from 'better-sqlite3';
import { createConflictDesk, type ConflictDesk } from '../../changes/conflict-desk.ts';
import { createHearClaims, type HearClaims } from '../../changes/hear-claim.ts';
import type { Clock } from '../../database/clock.ts';
import { createAnswering } from '../../orders/claims-out.ts';
import { createFloor, type Floor } from '../../orders/floor.ts';
import { recordHeardClaim } from '../../orders/spans.ts';
import type { HandOn } from '../../pack/hand-on.ts';
import type { Settings } from '../../settings/settings.ts';
import type { SpanIds } from '../../trace/record.ts';
import type { Tracing } from '../../trace/tracing.ts';
import type { JobAtHand } from '../job-at-hand.ts';
import type { Changes } from './changes.ts';
import type { Stores } from './stores.ts';
import type { EventsOut } from './telling.ts';

export interface OpenFloor {
  readonly floor: Floor;
  readonly hears: HearClaims;
  readonly conflict: ConflictDesk;
}

/** The other stations: what they say of the orders here, what a lead decides where two have one, what is theirs no more. */
export function openFloor(parts: {
  readonly db: Database;
  readonly stores: Pick<Stores, 'orders' | 'parcels' | 'claims' | 'conflicts'>;
  readonly telling: EventsOut;
  readonly goods: HandOn;
  readonly stopWork: Changes['stopWork'];
  readonly job: JobAtHand;
  readonly tracing: Tracing;
  readonly clock: Clock;
  readonly settings: Pick<Settings, 'station' | 'amqp'>;
}): OpenFloor {
  const { db, goods, stopWork, job, tracing, clock, settings } = parts;
  const { orders, parcels, claims, conflicts } = parts.stores;
  const { outbox, events, ownClaim, claim } = parts.telling;
  const { id: stationId, roles } = settings.station;

  /** What is told because of something heard has no stage and no event of its own to be told for. */
  const heardSpan = (orderId: string): SpanIds => recordHeardClaim(tracing, orderId, clock.now());

  const conflict = createConflictDesk({
    orders,
    conflicts,
    claims,
    isOnFloor: settings.amqp.url !== undefined,
    takeBack: (orderId, after, from) =>
      claim(orderId, { claim: after, stationId: from }, heardSpan(orderId), { from: [from], isDeliberate: true }),
    jobEnded: job.ended,
    questionEnded: job.questionEnded,
  });
  const hears = createHearClaims({
    orders,
    conflicts,
    claims,
    tracing,
    stationId,
    operatorOn: job.operatorOn,
    stopWork,
    keepBack: outbox.keepBack,
    tellAgain: (orderId) => events.emit(orderId, 'claimed', heardSpan(orderId), ownClaim(orderId)),
    answer: createAnswering({ outbox, tracing, clock }),
    isWhole: (orderId) => parcels.ofOrder(orderId).every(({ state }) => state !== 'handed_over'),
    stopped: job.stopped,
    questionEnded: job.questionEnded,
  });
  const floor = createFloor({
    db,
    orders,
    tracing,
    clock,
    claims,
    claim,
    beginAnew: (orderId) => conflicts.beginAnew(orderId),
    isKept: outbox.isKept,
    goods,
    hears,
    roles,
  });
  return { floor, hears, conflict };
}
