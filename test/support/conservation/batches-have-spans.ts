import { journalSpans } from '../station/spans.ts';
import { differences, rowsOf, type Invariant } from './witness.ts';

interface BatchRow {
  readonly seq: number;
  readonly trace_id: string;
  readonly span_id: string;
}

const ORDERS = `SELECT order_id, closed FROM pick_batch_orders WHERE seq = ? ORDER BY slot`;
const CHECKOUT = `
  SELECT trace_id || ':' || span_id AS id FROM pick_batch_orders b JOIN stages s USING (order_id)
   WHERE b.seq = ? AND s.stage = 'checkout' AND trace_id IS NOT NULL ORDER BY b.slot`;

/** What may not be at any time, as queries that then find something. */
const NEVER: Readonly<Record<string, string>> = {
  'an order on two walks': `SELECT order_id AS about FROM pick_batch_orders o JOIN pick_batches b USING (seq)
      WHERE b.state = 'open' AND o.closed = 0 GROUP BY order_id HAVING count(*) > 1`,
  'an order on a walk that nobody picks': `SELECT o.order_id AS about FROM pick_batch_orders o JOIN pick_batches b USING (seq)
      JOIN orders USING (order_id) WHERE b.state = 'open' AND o.closed = 0 AND orders.state <> 'picking'`,
  'a walk of nobody': `SELECT batch_id AS about FROM pick_batches b
      WHERE state = 'open' AND NOT EXISTS (SELECT 1 FROM pick_batch_orders o WHERE o.seq = b.seq AND o.closed = 0)`,
  'a tote in two slots': `SELECT tote AS about FROM orders WHERE tote IS NOT NULL GROUP BY tote HAVING count(*) > 1`,
};

/** A walk with several orders that has ended has one span, linked to every checkout; a pick says on which walk it was. */
export const batchesHaveSpans: Invariant = {
  name: 'each walk with several orders has its span',
  breaches({ db }) {
    const query = <T>(sql: string, seq: number): T[] => db.prepare<[number], T>(sql).all(seq);
    const ended = rowsOf<BatchRow>(db, `SELECT * FROM pick_batches WHERE state = 'ended'`).map((row) => {
      const size = query(ORDERS, row.seq).length;
      const links = query<{ id: string }>(CHECKOUT, row.seq).map(({ id }) => id);
      return [row.trace_id, row.span_id, size, links.length, ...links].join(' ');
    });
    const spans = journalSpans(db, 'warehouse.pick_batch').map(({ traceId, spanId, attributes, links }) =>
      [
        traceId,
        spanId,
        attributes['batch.size'],
        attributes['batch.link_count'],
        ...links.map((link) => `${link.traceId}:${link.spanId}`),
      ].join(' '),
    );
    const walkOf = new Map(
      rowsOf<{ order_id: string; span_id: string }>(
        db,
        `SELECT order_id, span_id FROM pick_batch_orders JOIN pick_batches USING (seq) WHERE span_id IS NOT NULL`,
      ).map((row) => [row.order_id, row.span_id]),
    );
    const picks = journalSpans(db, 'warehouse.pick').flatMap(({ attributes, links }) => {
      const orderId = String(attributes['order.id']);
      const walk = links.find((link) => link.attributes['link.stage'] === 'batch')?.spanId;
      return walk === walkOf.get(orderId) ? [] : [`the pick of ${orderId} says another walk than it was on`];
    });
    const never = Object.entries(NEVER).flatMap(([what, sql]) =>
      rowsOf<{ about: string }>(db, sql).map(({ about }) => `${what}: ${about}`),
    );
    return [...differences(spans, ended, 'span of a walk'), ...picks, ...never];
  },
};
