import type { Database } from 'better-sqlite3';
import type { Mark } from './state.ts';

/** How far the book has come. */
export function markOf(db: Database): Mark {
  const last = (table: string, key: string): number =>
    Number(db.prepare(`SELECT coalesce(max(${key}), 0) FROM ${table}`).pluck().get());
  return { audit: last('audit', 'id'), events: last('events_in', 'seq') };
}

/**
 * Accepted scans and events since then; that nobody was there is none. Reads a database of a later schema too, as long as
 * it has these columns.
 */
export function acceptedSince(db: Database, mark: Mark): number {
  const scans = db
    .prepare<[number]>(`SELECT count(*) FROM audit WHERE id > ? AND ok = 1 AND code <> 'station.locked'`)
    .pluck()
    .get(mark.audit);
  const events = db.prepare<[number]>('SELECT count(*) FROM events_in WHERE seq > ?').pluck().get(mark.events);
  return Number(scans) + Number(events);
}

export const isSame = (one: Mark, other: Mark): boolean => one.audit === other.audit && one.events === other.events;
