import type { Database } from 'better-sqlite3';
import type { EventLogName } from './event-feed.ts';

/** A log and where its numbers stand. */
type Log = EventLogName | 'audit';

export interface Reading {
  readonly subscriber: string;
  readonly log: Log;
}

/** Who counts the figures. It holds nobody's data back: what is due to be removed goes, counted or not. */
export const ANALYTICS = 'record_order_analytics';

/** Whether somebody who tells customers has not dealt with a row yet: SQL on the row's number, `key`. */
export const isAhead = (log: EventLogName, key: string): string => `EXISTS (
  SELECT 1 FROM subscriber_progress WHERE log = '${log}' AND subscriber <> '${ANALYTICS}'
     AND (after_seq < ${key} OR EXISTS (
       SELECT 1 FROM subscriber_refusals r WHERE r.subscriber = subscriber_progress.subscriber AND r.seq = ${key})))`;

export type ProgressStore = ReturnType<typeof progressStore>;

/** All SQL of how far each subscriber has come. */
export function progressStore(db: Database) {
  const get = db
    .prepare<[string, string], number>(`SELECT after_seq FROM subscriber_progress WHERE subscriber = ? AND log = ?`)
    .pluck();
  const move = db.prepare<[number, string, string]>(
    `UPDATE subscriber_progress SET after_seq = ? WHERE subscriber = ? AND log = ?`,
  );
  const all = db.prepare<[], Reading>(`SELECT subscriber, log FROM subscriber_progress`);
  const drop = db.prepare<[string, string]>(`DELETE FROM subscriber_progress WHERE subscriber = ? AND log = ?`);
  const forgetRefusals = db.prepare<[string]>(`DELETE FROM subscriber_refusals WHERE subscriber = ?`);
  const begin = (newest: string) =>
    db.prepare<[string, string]>(
      `INSERT INTO subscriber_progress (subscriber, log, after_seq) VALUES (?, ?, coalesce((${newest}), 0))`,
    );
  const begins = {
    events_in: begin('SELECT max(seq) FROM events_in'),
    events_out: begin('SELECT max(seq) FROM events_out'),
    audit: begin('SELECT max(id) FROM audit'),
  };

  return {
    /** The number of the last row that is dealt with; undefined for who does not read this log. */
    after: (subscriber: string, log: Log): number | undefined => get.get(subscriber, log),
    moveTo: (subscriber: string, log: Log, seq: number): void => void move.run(seq, subscriber, log),
    /**
     * From now on these read, and nobody else. One that is new begins with what comes from now on, also when it was there
     * once before: nobody wants to be told of the orders of last spring.
     */
    settle: db.transaction((readings: readonly Reading[]): void => {
      const known = all.all();
      const isIn = (list: readonly Reading[], { subscriber, log }: Reading): boolean =>
        list.some((each) => each.subscriber === subscriber && each.log === log);
      for (const old of known.filter((each) => !isIn(readings, each))) {
        drop.run(old.subscriber, old.log);
        forgetRefusals.run(old.subscriber);
      }
      for (const each of readings) if (!isIn(known, each)) begins[each.log].run(each.subscriber, each.log);
    }),
  };
}
