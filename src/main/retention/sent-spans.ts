import type { Database } from 'better-sqlite3';
import { oldRows, type Range } from './old-rows.ts';
import type { Steps } from './steps.ts';

/** A range of the journal that is still to be sent; without an end: all that is to come. */
export interface WaitingRange {
  readonly after_seq: number;
  readonly through_seq: number | null;
}

/** What lies before, between and behind the waiting ranges has been settled. */
export function settledRanges(waiting: readonly WaitingRange[]): Range[] {
  const settled: Range[] = [];
  let after = 0;
  for (const lane of waiting.toSorted((a, b) => a.after_seq - b.after_seq)) {
    if (lane.after_seq > after) settled.push({ after, through: lane.after_seq });
    after = Math.max(after, lane.through_seq ?? Number.MAX_SAFE_INTEGER);
  }
  return settled;
}

/**
 * Spans that were sent and are older than a time, and the facts of their delivery. Those that wait, are parked or were
 * refused stay, whatever their age. The journey of an order lives in its stages and loses nothing.
 */
export function sentSpans(db: Database): (beforeMs: number) => Steps {
  const lanes = db.prepare<[], WaitingRange>(`SELECT after_seq, through_seq FROM export_lanes`);
  const ofJournal = oldRows(db, {
    table: 'journal',
    key: 'seq',
    time: 'end_ms',
    unless: `EXISTS (SELECT 1 FROM export_set_aside a WHERE a.seq = t.seq)`,
  });
  const ofDeliveries = oldRows(db, { table: 'deliveries', key: 'id', time: 'at_ms' });
  return function* prune(beforeMs) {
    // Lanes only ever shrink to the right of what is settled now: a list read at the start stays true to the end.
    for (const range of settledRanges(lanes.all())) yield* ofJournal(beforeMs, range);
    yield* ofDeliveries(beforeMs);
  };
}
