import type { Database } from 'better-sqlite3';
import type { Clock } from '../../database/clock.ts';
import { createTakenAlready, type Claiming } from '../../orders/claiming.ts';
import { createIntake, type Intake } from '../../orders/intake.ts';
import { createTaking } from '../../orders/take.ts';
import { createPackedElsewhere } from '../../pack/elsewhere.ts';
import type { HandOn } from '../../pack/hand-on.ts';
import type { StationNumbers } from '../../parcels/station-numbers.ts';
import { proposeWalk } from '../../pick/propose.ts';
import type { Tracing } from '../../trace/tracing.ts';
import type { Changes } from './changes.ts';
import type { OpenFloor } from './floor.ts';
import type { Stores } from './stores.ts';

/** What comes in: orders and changes of the shop, goods from other systems and other stations. */
export function openIntake(parts: {
  readonly db: Database;
  readonly stores: Pick<Stores, 'orders' | 'products' | 'picks' | 'batches' | 'parcels' | 'claims' | 'eventsIn'>;
  readonly numbers: StationNumbers;
  readonly goods: HandOn;
  readonly change: Changes['change'];
  readonly claim: Claiming;
  readonly floor: Pick<OpenFloor, 'hears' | 'conflict'>;
  readonly tracing: Tracing;
  readonly clock: Clock;
  readonly stationId: string;
}): Intake {
  const { db, numbers, goods, change, claim, tracing, clock, stationId } = parts;
  const { orders, products, picks, batches, parcels, claims, eventsIn } = parts.stores;
  const { hears, conflict } = parts.floor;
  return createIntake({
    db,
    log: eventsIn,
    take: createTaking({
      orders,
      products,
      tracing,
      packedElsewhere: createPackedElsewhere({ orders, picks, parcels, numbers }),
      goods,
      change,
      applied(changes, orderId, nowMs) {
        for (const each of changes) eventsIn.markApplied(each, orderId, nowMs);
      },
      claim,
      takenAlready: createTakenAlready({
        claims,
        stationId,
        hear: hears.claimed,
        isDispatched: (orderId) => orders.get(orderId)?.state === 'dispatched',
      }),
      comesBack: (orderId, nowMs) => conflict.comesBack(orderId, nowMs),
      propose: (batch, { dataPath }, nowMs) => proposeWalk(batches, batch, dataPath, nowMs),
    }),
    tracing,
    clock,
  });
}
