import type { Database } from 'better-sqlite3';
import { ROWS_AT_ONCE, type Steps } from './steps.ts';

/**
 * Spans of the screen (`station.scan`, `ui.error`) that wait to be sent, parked ones too: beyond a limit the oldest are
 * given up and counted. The station's own spans and events never are. The newest span of the journal always stays: its
 * number must not come again.
 */
export function screenSpans(db: Database): (limit: number) => Steps {
  const waiting = `
    SELECT j.seq, EXISTS (SELECT 1 FROM export_lanes l
                           WHERE j.seq > l.after_seq AND (l.through_seq IS NULL OR j.seq <= l.through_seq)) AS in_lane
      FROM journal j
     WHERE j.name IN ('station.scan', 'ui.error')
       AND (in_lane OR EXISTS (SELECT 1 FROM export_set_aside a WHERE a.seq = j.seq AND a.state = 'parked'))`;
  // From the index of these spans alone.
  const newestBeyond = db
    .prepare<[number], number>(`SELECT seq FROM (${waiting}) ORDER BY seq DESC LIMIT 1 OFFSET ?`)
    .pluck();
  const oldest = db.prepare<[number], { seq: number; in_lane: 0 | 1 }>(`
    SELECT seq, in_lane FROM (${waiting}) WHERE seq <= min(?, (SELECT max(seq) - 1 FROM journal))
     ORDER BY seq LIMIT ${ROWS_AT_ONCE}`);
  const note = db.prepare<[number]>(`INSERT INTO export_given_up (seq) VALUES (?)`);
  const notParked = db.prepare<[number]>(`DELETE FROM export_set_aside WHERE seq = ?`);
  const remove = db.prepare<[number]>(`DELETE FROM journal WHERE seq = ?`);
  const count = db.prepare<[number]>(`UPDATE export_given_up_total SET spans = spans + ?`);

  const giveUp = db.transaction((through: number): number => {
    const rows = oldest.all(through);
    for (const { seq, in_lane: inLane } of rows) {
      // Whoever counts what a lane still holds must know of the gap; a parked span is in no lane any more.
      if (inLane === 1) note.run(seq);
      else notParked.run(seq);
      remove.run(seq);
    }
    if (rows.length > 0) count.run(rows.length);
    return rows.length;
  });

  return function* giveUpBeyond(limit) {
    const through = newestBeyond.get(limit);
    if (through === undefined) return;
    while (giveUp.immediate(through) > 0) yield;
  };
}
