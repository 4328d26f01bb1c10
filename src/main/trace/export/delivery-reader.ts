import type { Database } from 'better-sqlite3';
import type { FragmentRow } from './join-request.ts';

/** A span that may be sent: its fragment, its place in the journal, and when it ended (ms since the epoch). */
export interface SpanRow extends FragmentRow {
  readonly seq: number;
  readonly end_ms: number;
}

interface ParkedRow extends BareRow {
  readonly since_ms: number;
}

/** A range of the journal that is still to be sent, by its id; null: spans that were set aside before. */
export type Lane = number | null;

/** One request's worth of one lane. */
export interface Batch {
  readonly lane: Lane;
  readonly rows: readonly SpanRow[];
  /** When the last of them was parked (ms since the epoch), where they were. */
  readonly parkedMs?: number;
}

/** What is remembered of one endpoint URL. Another URL starts fresh. */
export interface EndpointState {
  /** Until then the endpoint asked to be left alone (Retry-After, ms since the epoch); null when it did not. */
  readonly not_before_ms: number | null;
  /** Why nothing went through last time, in words; null after a success. */
  readonly because: string | null;
  /** Failed tries since the last success. */
  readonly attempts: number;
  readonly last_success_ms: number | null;
  readonly last_answer: string | null;
}

/** A batch that is under way: what is read ahead of its answer begins behind it. */
export interface UnderWay {
  readonly lane: Lane;
  readonly lastSeq: number;
}

/** One request's worth: what research found backends to take well, and one thread to make in some 15 ms. */
export const BATCH_SPANS = 512;
const BATCH_CHARACTERS = 1_000_000;

const SPAN = `j.seq, j.end_ms, j.resource_id, j.scope_id, j.otlp`;

/** A span as it lies in the journal, without the texts around it. */
type BareRow = Omit<SpanRow, 'resource' | 'scope'>;

export type DeliveryReader = ReturnType<typeof deliveryReader>;

/**
 * What may be sent next. Only SELECTs, so it works on a read-only connection, and each is answered in full before it
 * returns: no read transaction stays open over a request.
 */
export function deliveryReader(db: Database) {
  const freshLane = db.prepare<[], { readonly id: number; readonly waiting: number; readonly newest: number }>(`
    SELECT id, newest, max(newest - after_seq, 0) AS waiting
      FROM export_lanes, (SELECT coalesce(max(seq), 0) AS newest FROM journal) WHERE through_seq IS NULL`);
  const backlogLane = db.prepare<[], { readonly id: number }>(
    `SELECT id FROM export_lanes WHERE through_seq IS NOT NULL ORDER BY after_seq LIMIT 1`,
  );
  const ofLane = db.prepare<[number, number, number], BareRow>(`
    SELECT ${SPAN} FROM journal j
     WHERE j.seq > (SELECT max(after_seq, ?) FROM export_lanes WHERE id = ?)
       AND j.seq <= (SELECT coalesce(through_seq, ${Number.MAX_SAFE_INTEGER}) FROM export_lanes WHERE id = ?)
     ORDER BY j.seq LIMIT ${BATCH_SPANS}`);
  const parked = db.prepare<[string, number], ParkedRow>(`
    SELECT ${SPAN}, a.since_ms FROM export_set_aside a JOIN journal j ON j.seq = a.seq
     WHERE a.state = 'parked' AND (a.endpoint <> ? OR a.since_ms <= ?) ORDER BY a.since_ms, a.seq LIMIT ${BATCH_SPANS}`);
  const refusedElsewhere = db.prepare<[string], BareRow>(`
    SELECT ${SPAN} FROM export_set_aside a JOIN journal j ON j.seq = a.seq
     WHERE a.state = 'refused' AND a.endpoint <> ? ORDER BY a.seq LIMIT ${BATCH_SPANS}`);
  const lastParked = db
    .prepare<[], number | null>(`SELECT max(since_ms) FROM export_set_aside WHERE state = 'parked'`)
    .pluck();
  const lastNote = db
    .prepare<[], number | null>(
      `SELECT max(coalesce((SELECT max(since_ms) FROM export_set_aside WHERE state = 'parked'), 0),
                  coalesce((SELECT max(last_contact_ms) FROM export_endpoints), 0))`,
    )
    .pluck();
  const endpoint = db.prepare<[string], EndpointState>(`
    SELECT not_before_ms, because, attempts, last_success_ms, last_answer FROM export_endpoints WHERE endpoint = ?`);

  const resourceOf = textsOf(db, 'otel_resources');
  const scopeOf = textsOf(db, 'otel_scopes');
  const whole = <T extends BareRow>(rows: readonly T[]): (T & SpanRow)[] =>
    rows.map((row) => Object.assign(row, { resource: resourceOf(row.resource_id), scope: scopeOf(row.scope_id) }));

  const fresh = () => {
    const lane = freshLane.get();
    if (lane === undefined) throw new Error('the lane of fresh spans is missing');
    return lane;
  };
  const batchOf = (lane: number, ahead: UnderWay | undefined): Batch => {
    const behind = ahead?.lane === lane ? ahead.lastSeq : 0;
    return { lane, rows: whole(firstOf(ofLane.iterate(behind, lane, lane))) };
  };

  return {
    /** How far the fresh lane is behind: its spans that wait, and the newest number of the journal. */
    fresh,
    /** The next spans of the fresh lane, oldest first: at most 512 and about 1 MB, at least one where there is one. */
    nextFresh: (ahead?: UnderWay): Batch => batchOf(fresh().id, ahead),
    /** The same of the oldest backlog. */
    nextBacklog(ahead?: UnderWay): Batch {
      const lane = backlogLane.get();
      return lane === undefined ? { lane: null, rows: [] } : batchOf(lane.id, ahead);
    },
    /**
     * The same of what was set aside and may be tried at this endpoint: what it parked itself up to `until` (ms), and
     * whatever any other endpoint would not take.
     */
    nextSetAside(url: string, until: number): Batch {
      const rows = firstOf(parked.iterate(url, until));
      if (rows.length === 0) return { lane: null, rows: whole(firstOf(refusedElsewhere.iterate(url))) };
      return { lane: null, rows: whole(rows), parkedMs: Math.max(...rows.map(({ since_ms }) => since_ms)) };
    },
    /** When a span was parked last, in ms since the epoch; null where none is. */
    lastParkedMs: (): number | null => lastParked.get() ?? null,
    /** When anything was noted last that a later try is reckoned from, in ms since the epoch; 0: never. */
    lastNoteMs: (): number => lastNote.get() ?? 0,
    endpointState: (url: string): EndpointState | undefined => endpoint.get(url),
  };
}

/**
 * What stands around spans: a few texts for all of them, which never change and are never removed. Read with each span
 * they were a quarter of all that a drain read, and its rubbish is collected by threads that do not give way to scans.
 */
function textsOf(db: Database, table: 'otel_resources' | 'otel_scopes'): (id: number) => string {
  const find = db.prepare<[number], string>(`SELECT json FROM ${table} WHERE id = ?`).pluck();
  const known = new Map<number, string>();
  return (id) => {
    const text = known.get(id) ?? find.get(id);
    if (text === undefined) throw new Error(`${table} has no row ${id}`);
    known.set(id, text);
    return text;
  };
}

/** Ends the iteration, and with it the statement, as soon as the batch is full. */
function firstOf<T extends BareRow>(rows: IterableIterator<T>): T[] {
  const batch: T[] = [];
  let characters = 0;
  for (const row of rows) {
    characters += row.otlp.length;
    if (batch.length > 0 && characters > BATCH_CHARACTERS) break;
    batch.push(row);
  }
  return batch;
}
