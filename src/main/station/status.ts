import type { Database } from 'better-sqlite3';
import { statSync } from 'node:fs';
import { FolderProblem } from '../database/folder-problem.ts';
import { schemaVersion } from '../database/migrate.ts';
import { databaseFile, isSound } from '../database/open.ts';
import { eventLog } from '../exchange/event-log.ts';
import { outbox } from '../exchange/outbox.ts';
import { createNumbers } from '../numbers/issue.ts';
import { createStationNumbers, seriesOf } from '../parcels/station-numbers.ts';
import { orderStore } from '../orders/store.ts';
import { printJobs } from '../print/jobs.ts';
import { withDefaults } from '../settings/defaults.ts';
import { loadSettings } from '../settings/load.ts';

import { deliveryReader } from '../trace/export/delivery-reader.ts';
import { installationId } from './installation.ts';

/** How a station stands (INTERFACES 1). Times ISO 8601 UTC. */
export interface StationStatus {
  readonly station: {
    readonly id: string;
    readonly name: string;
    readonly site: string | null;
    readonly roles: readonly string[];
    readonly test: boolean;
  };
  readonly orders: Readonly<Record<string, number>>;
  readonly spans: {
    readonly waiting: number;
    readonly sent: number;
    readonly parked: number;
    readonly refused: number;
    readonly oldest_waiting: string | null;
  };
  /** Out: waiting for a target, and in the log. In: taken, of these orders without a trace context, and refused. */
  readonly events: {
    readonly waiting: number;
    readonly logged: number;
    readonly taken: number;
    readonly unlinked: number;
    readonly refused: number;
  };
  readonly print: Readonly<Record<string, number>>;
  readonly last_sync: string | null;
  readonly database: { readonly ok: boolean; readonly bytes: number; readonly schema: number };
  /** What is left of each series. */
  readonly numbers: Readonly<Record<string, number>>;
}

/** Reads only, so it may be asked beside a running station. */
export function stationStatus(db: Database, folder: string, environment: NodeJS.ProcessEnv): StationStatus {
  const settings = withDefaults(loadSettings(folder, environment), installationId(db));
  const numbers = createNumbers({ db, folder, series: seriesOf(settings) });
  if (!numbers.ok) throw new FolderProblem(numbers.message);
  const spans = deliveryReader(db).counts();
  const events = eventLog(db);
  const { station, test } = settings;
  return {
    station: { id: station.id, name: station.name, site: station.site ?? null, roles: station.roles, test },
    orders: Object.fromEntries(
      orderStore(db)
        .counts()
        .map(({ state, n }) => [state, n]),
    ),
    spans: {
      waiting: spans.waiting,
      sent: spans.sent,
      parked: spans.parked,
      refused: spans.refused,
      oldest_waiting: iso(spans.oldest_waiting_ms),
    },
    // With no target set up, what lies in the log waits for nobody.
    events: { waiting: 0, logged: outbox(db).logged(), ...events.counts() },
    print: {
      queued: 0,
      ...Object.fromEntries(
        printJobs(db)
          .counts()
          .map(({ state, n }) => [state, n]),
      ),
    },
    last_sync: iso(spans.last_sync_ms),
    database: { ok: isSound(db, folder), bytes: statSync(databaseFile(folder)).size, schema: schemaVersion(db) },
    numbers: createStationNumbers(numbers.numbers, settings).left(),
  };
}

const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());
