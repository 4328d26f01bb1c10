import type { ConflictDesk } from '../changes/conflict-desk.ts';
import type { PutBackDesk } from '../changes/put-back-desk.ts';
import type { PutBackStore } from '../changes/put-back-store.ts';
import type { ShortDesk } from '../changes/short-desk.ts';
import type { Clock } from '../database/clock.ts';
import type { OrderStore } from '../orders/store.ts';
import type { PackDesk } from '../pack/desk.ts';
import type { ParcelStore } from '../parcels/store.ts';
import type { PickDesk } from '../pick/desk.ts';
import type { Settings } from '../settings/settings.ts';
import type { ShipDesk } from '../ship/desk.ts';
import type { SessionStore } from './session-store.ts';

/** What the terminal is made of. */
export interface Parts {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly session: SessionStore;
  readonly orders: OrderStore;
  readonly parcels: ParcelStore;
  readonly putBacks: PutBackStore;
  readonly pick: PickDesk;
  readonly pack: PackDesk;
  readonly ship: ShipDesk;
  readonly putBack: PutBackDesk;
  readonly short: ShortDesk;
  readonly conflict: ConflictDesk;
}
