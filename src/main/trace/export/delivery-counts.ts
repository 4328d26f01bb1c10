import type { Database } from 'better-sqlite3';

/** Of all spans of the journal, pruned ones included. `waiting` have never met an endpoint's judgement. */
export interface SpanCounts {
  readonly waiting: number;
  readonly sent: number;
  readonly parked: number;
  readonly refused: number;
  /** Spans of the screen that were never sent, for want of room. */
  readonly given_up: number;
  readonly oldest_waiting_ms: number | null;
  readonly last_sync_ms: number | null;
}

/** Spans that were parked for one reason at one endpoint, as they are listed. Times in ms since the epoch. */
export interface ParkedGroup {
  readonly reason: string;
  readonly endpoint: string;
  readonly spans: number;
  readonly since_ms: number;
}

/** A span that was set aside, as it is shown. */
export interface SetAsideRow {
  readonly seq: number;
  readonly trace_id: string;
  readonly span_id: string;
  readonly name: string;
  readonly state: 'parked' | 'refused';
  readonly endpoint: string;
  readonly reason: string;
  readonly since_ms: number;
}

/** The endpoint that was in touch last, as it is shown. */
export interface EndpointRow {
  readonly endpoint: string;
  readonly attempts: number;
  readonly because: string | null;
  readonly not_before_ms: number | null;
  readonly last_success_ms: number | null;
  readonly last_answer: string | null;
}

export type DeliveryCounts = ReturnType<typeof deliveryCounts>;

/** How delivery stands, for people. Only SELECTs: may be asked beside a running station. */
export function deliveryCounts(db: Database) {
  // By row numbers, which have no gaps but where spans were pruned or given up: counting 100,000 waiting rows takes 45 ms,
  // and the screen asks after each scan.
  const counts = db.prepare<[], SpanCounts>(`
    WITH n AS (SELECT coalesce(max(seq), 0) AS newest FROM journal),
         w AS (SELECT sum(max(coalesce(l.through_seq, n.newest) - l.after_seq, 0)
                    - (SELECT count(*) FROM export_given_up
                        WHERE seq > l.after_seq AND seq <= coalesce(l.through_seq, n.newest))) AS waiting
                 FROM export_lanes l, n),
         g AS (SELECT spans FROM export_given_up_total),
         a AS (SELECT count(*) FILTER (WHERE state = 'parked') AS parked,
                      count(*) FILTER (WHERE state = 'refused') AS refused FROM export_set_aside)
    SELECT w.waiting, n.newest - w.waiting - a.parked - a.refused - g.spans AS sent, a.parked, a.refused,
           g.spans AS given_up,
           (SELECT end_ms FROM journal WHERE seq = (
              SELECT min((SELECT min(seq) FROM journal
                           WHERE seq > l.after_seq AND seq <= coalesce(l.through_seq, n.newest)))
                FROM export_lanes l)) AS oldest_waiting_ms,
           (SELECT max(last_success_ms) FROM export_endpoints) AS last_sync_ms
      FROM n, w, g, a`);
  const parkedGroups = db.prepare<[number], ParkedGroup>(`
    SELECT reason, endpoint, count(*) AS spans, min(since_ms) AS since_ms FROM export_set_aside
     WHERE state = 'parked' GROUP BY reason, endpoint ORDER BY min(since_ms) LIMIT ?`);
  const setAside = db.prepare<[number], SetAsideRow>(`
    SELECT a.seq, j.trace_id, j.span_id, j.name, a.state, a.endpoint, a.reason, a.since_ms
      FROM export_set_aside a JOIN journal j ON j.seq = a.seq ORDER BY a.seq DESC LIMIT ?`);
  const lastEndpoint = db.prepare<[], EndpointRow>(`
    SELECT endpoint, attempts, because, not_before_ms, last_success_ms, last_answer
      FROM export_endpoints ORDER BY last_contact_ms DESC LIMIT 1`);

  return {
    counts(): SpanCounts {
      const row = counts.get();
      if (row === undefined) throw new Error('the lanes of the export are missing');
      return row;
    },
    /** What is parked, the longest wait first. */
    parkedGroups: (limit: number): ParkedGroup[] => parkedGroups.all(limit),
    /** The spans set aside last, newest first. */
    setAside: (limit: number): SetAsideRow[] => setAside.all(limit),
    lastEndpoint: (): EndpointRow | undefined => lastEndpoint.get(),
  };
}
