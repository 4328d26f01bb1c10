import type { Database } from 'better-sqlite3';
import type { FragmentRow } from './join-request.ts';

/** A span that may be sent: its fragment, its place in the journal, and when it ended (ms since the epoch). */
export interface SpanRow extends FragmentRow {
  readonly seq: number;
  readonly end_ms: number;
}

/** What is remembered of one endpoint URL. Another URL starts fresh. */
interface EndpointState {
  /** Until then the endpoint asked to be left alone (Retry-After); null when it did not. */
  readonly not_before_ms: number | null;
  /** Why nothing went through last time, in words; null after a success. */
  readonly because: string | null;
  /** Failed tries since the last success. */
  readonly attempts: number;
  readonly last_success_ms: number | null;
  readonly last_answer: string | null;
}

/** Of all spans of the journal, pruned ones included. `waiting` have never met an endpoint's judgement. */
export interface SpanCounts {
  readonly waiting: number;
  readonly sent: number;
  readonly parked: number;
  readonly refused: number;
  readonly oldest_waiting_ms: number | null;
  readonly last_sync_ms: number | null;
}

/** A span that was set aside, as it is shown. */
interface SetAsideRow {
  readonly seq: number;
  readonly trace_id: string;
  readonly span_id: string;
  readonly name: string;
  readonly state: 'parked' | 'refused';
  readonly endpoint: string;
  readonly reason: string;
  readonly since_ms: number;
}

/** One request's worth: what research found backends to take well, and one thread to make in some 15 ms. */
const BATCH_SPANS = 512;
const BATCH_CHARACTERS = 1_000_000;

const SPAN = `j.seq, j.end_ms, j.resource_id, j.scope_id, r.json AS resource, s.json AS scope, j.otlp`;
const AROUND = `JOIN otel_resources r ON r.id = j.resource_id JOIN otel_scopes s ON s.id = j.scope_id`;

export type DeliveryReader = ReturnType<typeof deliveryReader>;

/**
 * All questions about delivery. They only SELECT, so they work on a read-only connection, and each is answered in full
 * before it returns: no read transaction stays open over a request.
 */
export function deliveryReader(db: Database) {
  const waiting = db.prepare<[], SpanRow>(`
    SELECT ${SPAN} FROM journal j ${AROUND}
     WHERE j.seq > (SELECT sent_through FROM export_cursor) ORDER BY j.seq LIMIT ${BATCH_SPANS}`);
  const parked = db.prepare<[string, number], SpanRow>(`
    SELECT ${SPAN} FROM export_set_aside a JOIN journal j ON j.seq = a.seq ${AROUND}
     WHERE a.state = 'parked' AND (a.endpoint <> ? OR a.since_ms <= ?) ORDER BY a.since_ms, a.seq LIMIT ${BATCH_SPANS}`);
  const longestParked = db.prepare<[], { readonly reason: string; readonly since_ms: number }>(`
    SELECT reason, since_ms FROM export_set_aside WHERE state = 'parked' ORDER BY since_ms LIMIT 1`);
  const setAside = db.prepare<[number], SetAsideRow>(`
    SELECT a.seq, j.trace_id, j.span_id, j.name, a.state, a.endpoint, a.reason, a.since_ms
      FROM export_set_aside a JOIN journal j ON j.seq = a.seq ORDER BY a.seq DESC LIMIT ?`);
  const endpoint = db.prepare<[string], EndpointState>(`
    SELECT not_before_ms, because, attempts, last_success_ms, last_answer FROM export_endpoints WHERE endpoint = ?`);
  // By row numbers, which have no gaps but where sent spans were pruned: counting 100,000 waiting rows takes 45 ms, and
  // the screen asks after each scan. Whoever gives up waiting spans one day has to account for them here.
  const counts = db.prepare<[], SpanCounts>(`
    WITH c AS (SELECT sent_through FROM export_cursor),
         a AS (SELECT count(*) FILTER (WHERE state = 'parked') AS parked,
                      count(*) FILTER (WHERE state = 'refused') AS refused FROM export_set_aside)
    SELECT max(coalesce((SELECT max(seq) FROM journal), 0) - c.sent_through, 0) AS waiting,
           c.sent_through - a.parked - a.refused AS sent, a.parked, a.refused,
           (SELECT end_ms FROM journal WHERE seq > c.sent_through ORDER BY seq LIMIT 1) AS oldest_waiting_ms,
           (SELECT max(last_success_ms) FROM export_endpoints) AS last_sync_ms
      FROM c, a`);

  return {
    /** The next spans after the cursor, oldest first: at most 512 and about 1 MB, at least one where there is one. */
    nextWaiting: (): SpanRow[] => firstOf(waiting.iterate()),
    /** Parked spans to be tried at this endpoint: those it parked itself up to `until` (ms), all of any other. */
    nextParked: (url: string, until: number): SpanRow[] => firstOf(parked.iterate(url, until)),
    /** Why the span that was parked longest ago was, and when (ms since the epoch). */
    longestParked: () => longestParked.get(),
    /** The spans set aside last, newest first. */
    setAside: (limit: number): SetAsideRow[] => setAside.all(limit),
    endpointState: (url: string): EndpointState | undefined => endpoint.get(url),
    counts(): SpanCounts {
      const row = counts.get();
      if (row === undefined) throw new Error('the export cursor is missing');
      return row;
    },
  };
}

/** Ends the iteration, and with it the statement, as soon as the batch is full. */
function firstOf(rows: IterableIterator<SpanRow>): SpanRow[] {
  const batch: SpanRow[] = [];
  let characters = 0;
  for (const row of rows) {
    characters += row.otlp.length;
    if (batch.length > 0 && characters > BATCH_CHARACTERS) break;
    batch.push(row);
  }
  return batch;
}
