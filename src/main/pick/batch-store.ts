import type { Database } from 'better-sqlite3';
import type { SpanIds } from '../trace/record.ts';
import type { PickState } from './state.ts';

interface Row {
  readonly seq: number;
  readonly batch_id: string;
  readonly state: 'proposed' | 'open' | 'ended';
  readonly confirms_put: 0 | 1;
  readonly start_ms: number | null;
  readonly trace_id: string | null;
  readonly span_id: string | null;
  readonly bin: string | null;
  readonly slot: number | null;
  readonly line_no: number | null;
}

/** A place of a batch, also of an order that was taken off the walk. */
export interface BatchSlot {
  readonly no: number;
  readonly orderId: string;
  readonly closed: boolean;
}

export interface Batch {
  readonly id: string;
  readonly state: Row['state'];
  readonly confirmsPut: boolean;
  /** Of its span; absent before it is opened. */
  readonly span: (SpanIds & { readonly startMs: number }) | undefined;
  readonly bin: string | null;
  readonly slot: number;
  readonly lineNo: number | null;
  /** In the order of their numbers. */
  readonly slots: readonly BatchSlot[];
}

/** A walk that another system proposes, and how many of its orders may be picked now. */
export interface ProposedWalk {
  readonly batch_id: string;
  readonly orders: number;
  readonly ready: number;
  /** Of those that are ready. */
  readonly late: number;
  readonly ship_by_ms: number | null;
}

export type BatchStore = ReturnType<typeof batchStore>;

/** All SQL of the walks with several orders: which orders, in which slots, and where the walk is. */
export function batchStore(db: Database) {
  const byId = db.prepare<[string], Row>(`SELECT * FROM pick_batches WHERE batch_id = ?`);
  const openWith = db.prepare<[string], Row>(
    `SELECT b.* FROM pick_batch_orders o JOIN pick_batches b USING (seq)
      WHERE o.order_id = ? AND o.closed = 0 AND b.state = 'open'`,
  );
  const slotsOf = db.prepare<[number], { slot: number; order_id: string; closed: 0 | 1 }>(
    `SELECT slot, order_id, closed FROM pick_batch_orders WHERE seq = ? ORDER BY slot`,
  );
  const put = db.prepare<[string, number], { seq: number }>(`
    INSERT INTO pick_batches (batch_id, state, received_ms) VALUES (?, 'proposed', ?)
    ON CONFLICT (batch_id) DO UPDATE SET received_ms = excluded.received_ms RETURNING seq`);
  const forgetSlots = db.prepare<[number]>(`DELETE FROM pick_batch_orders WHERE seq = ?`);
  const putSlot = db.prepare<[number, number, string]>(
    `INSERT INTO pick_batch_orders (seq, slot, order_id) VALUES (?, ?, ?)`,
  );
  const begin = db.prepare<[number, number, string, string, number]>(
    `UPDATE pick_batches SET state = 'open', confirms_put = ?, start_ms = ?, trace_id = ?, span_id = ? WHERE seq = ?`,
  );
  const stand = db.prepare<[string | null, number, number | null, string]>(
    `UPDATE pick_batches SET bin = ?, slot = ?, line_no = ? WHERE batch_id = ?`,
  );
  const closeSlot = db.prepare<[string, number]>(
    `UPDATE pick_batch_orders SET closed = 1 WHERE seq = (SELECT seq FROM pick_batches WHERE batch_id = ?) AND slot = ?`,
  );
  const proposed = db.prepare<[number], ProposedWalk>(`
    SELECT b.batch_id, count(*) AS orders, count(o.order_id) AS ready, count(iif(o.due_ms < ?, 1, NULL)) AS late,
           min(o.ship_by_ms) AS ship_by_ms
      FROM pick_batches b JOIN pick_batch_orders p USING (seq)
      LEFT JOIN orders o ON o.order_id = p.order_id AND o.state = 'ready'
     WHERE b.seq IN (SELECT seq FROM pick_batches WHERE state = 'proposed' ORDER BY seq DESC LIMIT 50)
     GROUP BY b.seq HAVING count(o.order_id) > 0 ORDER BY min(o.due_ms), b.seq LIMIT 20`);
  const end = db.prepare<[string]>(`UPDATE pick_batches SET state = 'ended' WHERE batch_id = ?`);

  const whole = (row: Row | undefined): Batch | undefined => {
    if (row === undefined) return undefined;
    const { trace_id: traceId, span_id: spanId, start_ms: startMs } = row;
    return {
      id: row.batch_id,
      state: row.state,
      confirmsPut: row.confirms_put === 1,
      span: traceId === null || spanId === null || startMs === null ? undefined : { traceId, spanId, startMs },
      bin: row.bin,
      slot: row.slot ?? 1,
      lineNo: row.line_no,
      slots: slotsOf
        .all(row.seq)
        .map(({ slot, order_id: orderId, closed }) => ({ no: slot, orderId, closed: closed === 1 })),
    };
  };
  const putSlots = (batchId: string, orderIds: readonly string[], nowMs: number): number => {
    const seq = put.get(batchId, nowMs)?.seq ?? 0;
    forgetSlots.run(seq);
    for (const [index, orderId] of orderIds.entries()) putSlot.run(seq, index + 1, orderId);
    return seq;
  };

  return {
    get: (batchId: string): Batch | undefined => whole(byId.get(batchId)),
    /** The walk under way that an order is on. */
    openWith: (orderId: string): Batch | undefined => whole(openWith.get(orderId)),
    /** What another system would have picked in one walk; a newer proposal takes the place of an older one. */
    propose: (batchId: string, orderIds: readonly string[], nowMs: number): void =>
      void putSlots(batchId, orderIds, nowMs),
    begin(walk: PickState & { readonly batch: NonNullable<PickState['batch']> }, span: SpanIds, nowMs: number): void {
      const orderIds = walk.slots.map(({ orderId }) => orderId);
      const seq = putSlots(walk.batch.id, orderIds, nowMs);
      begin.run(Number(walk.batch.confirmsPut), nowMs, span.traceId, span.spanId, seq);
      stand.run(walk.bin, walk.slot, walk.lineNo, walk.batch.id);
    },
    /** Where the walk is. */
    stand: (batchId: string, { bin, slot, lineNo }: Pick<PickState, 'bin' | 'slot' | 'lineNo'>): void =>
      void stand.run(bin, slot, lineNo, batchId),
    /** Of the newest 50 proposals those that can be begun, the most urgent first. */
    proposed: (nowMs: number): ProposedWalk[] => proposed.all(nowMs),
    closeSlot: (batchId: string, slot: number): void => void closeSlot.run(batchId, slot),
    end: (batchId: string): void => void end.run(batchId),
  };
}
