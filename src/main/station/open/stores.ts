import type { Database } from 'better-sqlite3';
import { auditStore } from '../../audit/store.ts';
import { labelStore } from '../../carriers/label-store.ts';
import { conflictStore } from '../../changes/conflict-store.ts';
import { putBackStore } from '../../changes/put-back-store.ts';
import { eventLog } from '../../exchange/event-log.ts';
import { claimStore } from '../../orders/claim-store.ts';
import { orderStore } from '../../orders/store.ts';
import { takeoverStore } from '../../orders/takeover-store.ts';
import { packStore } from '../../pack/store.ts';
import { parcelStore } from '../../parcels/store.ts';
import { operatorStore } from '../../people/store.ts';
import { batchStore } from '../../pick/batch-store.ts';
import { pathOf } from '../../pick/path.ts';
import { pickStore } from '../../pick/store.ts';
import { printJobs } from '../../print/jobs.ts';
import { printerStore } from '../../print/printer-store.ts';
import { productStore } from '../../products/product-store.ts';
import type { Settings } from '../../settings/settings.ts';
import { sessionStore } from '../session-store.ts';

export type Stores = ReturnType<typeof openStores>;

/** All that the station keeps: each store has the SQL of its subject, all have one database. */
export function openStores(db: Database, settings: Pick<Settings, 'pick'>) {
  const picks = pickStore(db);
  const parcels = parcelStore(db);
  return {
    orders: orderStore(db),
    products: productStore(db),
    eventsIn: eventLog(db),
    claims: claimStore(db),
    conflicts: conflictStore(db),
    takeovers: takeoverStore(db),
    picks,
    batches: batchStore(db),
    putBacks: putBackStore(db, pathOf(settings.pick)),
    parcels,
    packs: packStore(db, parcels, picks),
    labels: labelStore(db),
    jobs: printJobs(db),
    printers: printerStore(db),
    audit: auditStore(db),
    operators: operatorStore(db),
    session: sessionStore(db),
  };
}
