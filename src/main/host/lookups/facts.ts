import type { Database } from 'better-sqlite3';
import { FolderProblem } from '../../database/folder-problem.ts';
import { schemaVersion } from '../../database/migrate.ts';
import { databaseBytes, isSound } from '../../database/open.ts';
import type { LanguageCode } from '../../../shared/command-barcodes.ts';
import type { Facts } from '../../../shared/facts.ts';
import { carrierFacts } from '../../carriers/carrier-facts.ts';
import { targetNames } from '../../exchange/targets/set-up.ts';
import { targetStatus } from '../../exchange/targets/target-status.ts';
import { withheldKinds } from '../../numbers/claims.ts';
import { createNumbers } from '../../numbers/issue.ts';
import { readMachine } from '../../numbers/machine.ts';
import { orderStore } from '../../orders/store.ts';
import { blocksOf, createStationNumbers, seriesOf } from '../../parcels/station-numbers.ts';
import { printJobs } from '../../print/jobs.ts';
import { printerFacts } from '../../print/printer-facts.ts';
import type { Settings } from '../../settings/settings.ts';
import { subscriberStatus } from '../../subscribers/subscriber-status.ts';
import { deliveryCounts } from '../../trace/export/delivery-counts.ts';
import { readUpdate } from '../../update/record.ts';
import { syncState, type SyncSituation } from './sync-state.ts';

/** Spans that were longer under way than that are told of as late: longer than a try and its first repetitions. */
const LATE_MS = 60_000;
/** So long paper that could not be drawn is told of, where nobody prints it again. */
const UNDRAWN_MS = 86_400_000;
/** A check of a file reads all of it. */
const CHECK_EVERY_MS = 3_600_000;

/**
 * How the station stands, read anew each time from a connection that may only look.
 * @param endpoint where spans go, as it was settled at the start.
 */
export function factsReader(options: {
  readonly db: Database;
  readonly folder: string;
  readonly settings: Settings;
  readonly version: string;
  readonly endpoint: SyncSituation['endpoint'];
  /** Of the worker, else of the station. */
  readonly language: () => LanguageCode;
  readonly nowMs: () => number;
}): () => Facts {
  const { db, folder, settings, version, endpoint, language, nowMs } = options;
  const delivered = deliveryCounts(db);
  const orders = orderStore(db);
  const jobs = printJobs(db);
  const printers = printerFacts(db);
  const carriers = carrierFacts(db);
  const late = lateCount(db);
  const isHealthy = everySoOften(() => isSound(db, folder), CHECK_EVERY_MS, nowMs);
  let known: { state: Facts['sync']['state']; since: string | null } | undefined;

  function sync(): Facts['sync'] {
    const counts = delivered.counts();
    const { state, because } = syncState({ endpoint, last: delivered.lastEndpoint(), parked: counts.parked });
    // When it began before the first look, nobody knows.
    const told = [...targetStatus(db, targetNames(settings)), ...subscriberStatus(db, settings)];
    if (known?.state !== state) known = { state, since: known === undefined ? null : iso(nowMs()) };
    return {
      state,
      since: known.since,
      spans_waiting: counts.waiting,
      spans_parked: counts.parked,
      spans_refused: counts.refused,
      spans_late: late(),
      spans_given_up: counts.given_up,
      oldest_waiting: iso(counts.oldest_waiting_ms),
      events_waiting: told.reduce((sum, { waiting }) => sum + waiting, 0),
      // ISO 8601 UTC throughout: the first in the alphabet is the oldest.
      oldest_event: told.flatMap(({ oldest_waiting: oldest }) => oldest ?? []).toSorted()[0] ?? null,
      told: told.map(({ name, state: stands, waiting, because: why }) => ({
        name,
        state: stands,
        waiting,
        because: why,
      })),
      last_sync: iso(counts.last_sync_ms),
      because,
    };
  }

  function numbers(): Pick<Facts, 'numbers' | 'numbers_low'> {
    // The ledger lies in a file that the station's own connection writes: read anew.
    const withheld = withheldKinds(db, blocksOf(settings), readMachine(process.env));
    const created = createNumbers({ db, folder, series: seriesOf(settings, withheld) });
    if (!created.ok) throw new FolderProblem(created.message);
    const issued = createStationNumbers(created.numbers, settings, withheld);
    return { numbers: issued.left(), numbers_low: issued.low() };
  }

  return () => {
    const { id, name, site, roles } = settings.station;
    const paper = new Map(jobs.counts().map(({ state, n }) => [state, n]));
    return {
      station: { id, name, site: site ?? null, roles, test: settings.test, version },
      devices: { camera: settings.window.camera, hid: settings.window.hid, scale: settings.scale?.kind === 'hid' },
      language: language(),
      sync: sync(),
      print: {
        waiting: (paper.get('queued') ?? 0) + (paper.get('sending') ?? 0),
        unknown: paper.get('unknown') ?? 0,
        undrawn: jobs.undrawn(nowMs() - UNDRAWN_MS),
        printers: printers(settings.printers),
      },
      carriers: carriers(settings.carriers),
      database: { ok: isHealthy(), bytes: databaseBytes(db), schema: schemaVersion(db) },
      ...numbers(),
      orders: Object.fromEntries(orders.counts().map(({ state, n }) => [state, n])),
      update: update(folder),
    };
  };
}

/** How many spans left late, as far back as the record of deliveries goes; each row of it is read once. */
function lateCount(db: Database): () => number {
  const since = db.prepare<[number, number], { spans: number; last: number | null }>(
    `SELECT coalesce(sum(spans) FILTER (WHERE outcome = 'sent' AND at_ms - oldest_end_ms > ?), 0) AS spans,
            max(id) AS last FROM deliveries WHERE id > ?`,
  );
  let counted = 0;
  let last = 0;
  return () => {
    const row = since.get(LATE_MS, last);
    counted += row?.spans ?? 0;
    last = row?.last ?? last;
    return counted;
  };
}

function update(folder: string): Facts['update'] {
  const known = readUpdate(folder);
  return known === undefined ? null : { state: known.state, version: known.version, reason: known.reason };
}

function everySoOften<T>(ask: () => T, everyMs: number, nowMs: () => number): () => T {
  let known: { readonly value: T; readonly atMs: number } | undefined;
  return () => {
    if (known === undefined || nowMs() - known.atMs > everyMs) known = { value: ask(), atMs: nowMs() };
    return known.value;
  };
}

const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());
