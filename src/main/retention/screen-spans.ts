import type { Database } from 'better-sqlite3';
import { ROWS_AT_ONCE, type Steps } from './steps.ts';

/** Rows that are only counted in one step; reading them from their index takes a few ms. */
const COUNTED_AT_ONCE = 5000;

interface Counted {
  readonly rows: number;
  readonly waiting: number;
  readonly lowest: number;
}

/**
 * Spans of the screen (`station.scan`, `ui.error`) that wait to be sent, parked ones too: beyond a limit the oldest are
 * given up and counted. The station's own spans and events never are. The newest span of the journal always stays: its
 * number must not come again.
 */
export function screenSpans(db: Database): (limit: number) => Steps {
  const ofScreen = `j.name IN ('station.scan', 'ui.error')`;
  const inLane = `EXISTS (SELECT 1 FROM export_lanes l
    WHERE j.seq > l.after_seq AND (l.through_seq IS NULL OR j.seq <= l.through_seq))`;
  const isParked = `EXISTS (SELECT 1 FROM export_set_aside a WHERE a.seq = j.seq AND a.state = 'parked')`;
  // Nothing waits up to here: most of the journal has been sent, and is not looked through.
  const settledThrough = db
    .prepare<[], number>(
      `SELECT min((SELECT min(after_seq) FROM export_lanes),
                  coalesce((SELECT min(seq) - 1 FROM export_set_aside WHERE state = 'parked'), ${Number.MAX_SAFE_INTEGER}))`,
    )
    .pluck();
  const below = `
    SELECT j.seq, (${inLane} OR ${isParked}) AS waits FROM journal j
     WHERE ${ofScreen} AND j.seq > @after AND j.seq < @below ORDER BY j.seq DESC LIMIT ${COUNTED_AT_ONCE}`;
  type Window = { readonly after: number; readonly below: number };
  const count = db.prepare<[Window], Counted>(
    `SELECT count(*) AS rows, coalesce(sum(waits), 0) AS waiting, coalesce(min(seq), 0) AS lowest FROM (${below})`,
  );
  const nth = db
    .prepare<[Window & { readonly skip: number }], number>(
      `SELECT seq FROM (${below}) WHERE waits ORDER BY seq DESC LIMIT 1 OFFSET @skip`,
    )
    .pluck();
  const oldest = db.prepare<[{ after: number; through: number }], { seq: number; lane: 0 | 1; parked: 0 | 1 }>(`
    SELECT j.seq, ${inLane} AS lane, ${isParked} AS parked FROM journal j
     WHERE ${ofScreen} AND j.seq > @after AND j.seq <= min(@through, (SELECT max(seq) - 1 FROM journal))
     ORDER BY j.seq LIMIT ${ROWS_AT_ONCE}`);
  const note = db.prepare<[number]>(`INSERT INTO export_given_up (seq) VALUES (?)`);
  const notParked = db.prepare<[number]>(`DELETE FROM export_set_aside WHERE seq = ?`);
  const remove = db.prepare<[number]>(`DELETE FROM journal WHERE seq = ?`);
  const addToTotal = db.prepare<[number]>(`UPDATE export_given_up_total SET spans = spans + ?`);

  /** Gives up what waits of the next rows; the number of the last one looked at. */
  const giveUp = db.transaction((after: number, through: number): number | undefined => {
    const rows = oldest.all({ after, through });
    const waiting = rows.filter(({ lane, parked }) => lane === 1 || parked === 1);
    for (const { seq, lane } of waiting) {
      // Whoever counts what a lane still holds must know of the gap; a parked span is in no lane any more.
      if (lane === 1) note.run(seq);
      else notParked.run(seq);
      remove.run(seq);
    }
    if (waiting.length > 0) addToTotal.run(waiting.length);
    return rows.at(-1)?.seq;
  });

  /** The newest of those beyond the limit, counted from the newest of all. */
  function* newestBeyond(limit: number, after: number): Generator<void, number | undefined> {
    let counted = 0;
    for (let from = Number.MAX_SAFE_INTEGER; ;) {
      const { rows, waiting, lowest } = count.get({ after, below: from }) ?? { rows: 0, waiting: 0, lowest: 0 };
      if (counted + waiting > limit) return nth.get({ after, below: from, skip: limit - counted });
      if (rows < COUNTED_AT_ONCE) return undefined;
      counted += waiting;
      from = lowest;
      yield;
    }
  }

  return function* giveUpBeyond(limit) {
    const settled = settledThrough.get() ?? 0;
    const through = yield* newestBeyond(limit, settled);
    if (through === undefined) return;
    for (let after: number | undefined = settled; after !== undefined;) {
      after = giveUp.immediate(after, through);
      yield;
    }
  };
}
