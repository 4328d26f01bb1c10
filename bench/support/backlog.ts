import type { Database } from 'better-sqlite3';
import { createExportHost, type ExportHost } from '../../src/main/trace/export/export-host.ts';

/**
 * Fills a journal with spans that wait: its own rows again and again, each copy under ids of its own.
 * @returns how many wait.
 */
export function fillBacklog(db: Database, spans: number): number {
  const { own, newest } = db
    .prepare<[], { own: number; newest: number }>(`SELECT count(*) AS own, max(seq) AS newest FROM journal`)
    .get() ?? { own: 0, newest: 0 };
  const copy = db.prepare<[{ n: number; newest: number; limit: number }]>(`
    INSERT INTO journal (seq, trace_id, span_id, name, end_ms, resource_id, scope_id, otlp)
    SELECT @newest * @n + seq, printf('%06x', @n) || substr(trace_id, 7), printf('%06x', @n) || substr(span_id, 7), name, end_ms, resource_id, scope_id,
           replace(replace(otlp, trace_id, printf('%06x', @n) || substr(trace_id, 7)), span_id, printf('%06x', @n) || substr(span_id, 7))
      FROM journal WHERE seq <= @newest ORDER BY seq LIMIT @limit`);
  if (own === 0) throw new Error('no span to copy');
  db.transaction(() => {
    for (let n = 1, made = own; made < spans; n += 1) {
      made += copy.run({ n, newest, limit: spans - made }).changes;
    }
    waitAgain(db);
  })();
  db.pragma('wal_checkpoint(TRUNCATE)');
  return db.prepare<[], number>(`SELECT count(*) FROM journal`).pluck().get() ?? 0;
}

/** Makes all spans of the journal wait as if none had ever been sent. */
export function waitAgain(db: Database): void {
  db.exec(`
    DELETE FROM export_lanes WHERE through_seq IS NOT NULL;
    UPDATE export_lanes SET after_seq = 0;
    DELETE FROM deliveries`);
}

/** How many spans still wait to be sent. */
export const waiting = (db: Database): number =>
  db
    .prepare<[], number>(
      `SELECT count(*) FROM journal j JOIN export_lanes l
           ON j.seq > l.after_seq AND (l.through_seq IS NULL OR j.seq <= l.through_seq)`,
    )
    .pluck()
    .get() ?? 0;

/** Makes all spans of the journal count as sent. */
export function waitNoMore(db: Database): void {
  db.exec(`
    DELETE FROM export_lanes WHERE through_seq IS NOT NULL;
    UPDATE export_lanes SET after_seq = (SELECT max(seq) FROM journal)`);
}

const NEVER_MS = 3_600_000;

/** The station's own export, its thread running as in any station at work, which sends nothing before it is asked to. */
export async function exportBeside(db: Database, url: string): Promise<ExportHost> {
  const host = createExportHost({
    db,
    telemetry: { endpoint: url },
    environment: {},
    startSpreadMs: NEVER_MS,
    lookEveryMs: NEVER_MS,
  });
  waitNoMore(db);
  host.startBackground();
  await host.sync(false);
  return host;
}

/** Sends all that waits, unthrottled. */
export async function drainBy(host: ExportHost): Promise<void> {
  const answer = await host.sync(true);
  if (!answer.ok || answer.result.because !== null) throw new Error(`the drain failed: ${JSON.stringify(answer)}`);
}

/** The same by an export that is started for it. */
export async function drainAll(db: Database, url: string): Promise<void> {
  const host = createExportHost({ db, telemetry: { endpoint: url }, environment: {}, startSpreadMs: NEVER_MS });
  await drainBy(host);
  await host.stop();
}
