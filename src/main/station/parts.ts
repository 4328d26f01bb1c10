import type { ConflictDesk } from '../changes/conflict-desk.ts';
import type { PutBackDesk } from '../changes/put-back-desk.ts';
import type { PutBackStore } from '../changes/put-back-store.ts';
import type { ShortDesk } from '../changes/short-desk.ts';
import type { Clock } from '../database/clock.ts';
import type { OrderStore } from '../orders/store.ts';
import type { OperatorStore } from '../people/store.ts';
import type { TakeoverStore } from '../orders/takeover-store.ts';
import type { PackDesk } from '../pack/desk.ts';
import type { ParcelStore } from '../parcels/store.ts';
import type { PrintJobs } from '../print/jobs.ts';
import type { PrinterStore } from '../print/printer-store.ts';
import type { Printing } from '../print/queue.ts';
import type { PickDesk } from '../pick/desk.ts';
import type { Settings } from '../settings/settings.ts';
import type { ShipDesk } from '../ship/desk.ts';
import type { StageStore } from '../trace/stage-store.ts';
import type { SessionStore } from './session-store.ts';

/** What the terminal is made of. */
export interface Parts {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly session: SessionStore;
  readonly operators: OperatorStore;
  readonly stages: Pick<StageStore, 'ofOrder'>;
  readonly orders: OrderStore;
  readonly parcels: ParcelStore;
  readonly putBacks: PutBackStore;
  readonly pick: PickDesk;
  readonly pack: PackDesk;
  readonly ship: ShipDesk;
  readonly putBack: PutBackDesk;
  readonly short: ShortDesk;
  readonly jobs: PrintJobs;
  readonly printers: PrinterStore;
  readonly printing: Pick<Printing, 'retry' | 'cancel'>;
  readonly conflict: ConflictDesk;
  readonly takeovers: Pick<TakeoverStore, 'ask' | 'last'>;
}
