import { journalSpans } from '../station/spans.ts';
import { rowsOf, type Invariant } from './witness.ts';

/** The order itself, and all that were on a walk with it. */
const ON_WALK = `(SELECT s.order_id UNION SELECT other.order_id FROM pick_batch_orders own
     JOIN pick_batch_orders other USING (seq) JOIN pick_batches b USING (seq)
    WHERE own.order_id = s.order_id AND b.state <> 'proposed' AND s.stage = 'pick')`;

/** A stage is opened and ended by an input that stands in the log of what came in, at that very time. */
const WITHOUT_CAUSE = `
  SELECT s.order_id || ' ' || s.stage || ' was opened by nobody' AS about FROM stages s
   WHERE s.origin = 'station' AND NOT EXISTS (
     SELECT 1 FROM audit a WHERE a.ok = 1 AND a.order_id IN ${ON_WALK} AND a.code = s.stage || '.opened' AND a.at_ms = s.start_ms)
  UNION ALL
  SELECT s.order_id || ' ' || s.stage || ' was ended by nobody' FROM stages s
   WHERE s.origin = 'station' AND s.end_ms IS NOT NULL AND s.outcome <> 'cancelled' AND NOT EXISTS (
     SELECT 1 FROM audit a WHERE a.ok = 1 AND max(a.at_ms, s.start_ms) = s.end_ms AND (
       (a.order_id IN ${ON_WALK} AND a.code IN ('pick.done', 'pack.done', 'ship.handover.ok'))
       OR (a.order_id IS NULL AND a.code = 'ship.handover.ok' AND s.stage = 'ship')))
     AND NOT EXISTS (
       SELECT 1 FROM events_in e WHERE e.order_id IN ${ON_WALK} AND s.stage = 'pick'
        AND (e.type = 'order.updated' OR (e.type = 'order.cancelled' AND e.order_id <> s.order_id))
        AND max(e.received_ms, s.start_ms) = s.end_ms)
  UNION ALL
  SELECT o.order_id || ' was cancelled by nobody' FROM orders o
   WHERE o.state IN ('cancelled', 'put_back')
     AND NOT EXISTS (SELECT 1 FROM events_in e WHERE e.order_id = o.order_id AND e.type = 'order.cancelled')
  UNION ALL
  SELECT o.order_id || ' came from nobody' FROM orders o
   WHERE NOT EXISTS (SELECT 1 FROM events_in e WHERE e.order_id = o.order_id AND e.type = 'order.created')
  UNION ALL
  SELECT o.order_id || ' was put back by nobody' FROM orders o
   WHERE o.state = 'put_back'
     AND NOT EXISTS (SELECT 1 FROM audit a WHERE a.order_id = o.order_id AND a.code = 'putback.done' AND a.ok = 1)`;

/** How often a scan closed a line, and how often such a closing was taken back. Lines of one item count together: one may close at several bins. */
const CLOSINGS = `
  SELECT l.order_id || ' ' || coalesce(l.sku, '') AS line,
         count(a.id) AS closed, count(u.id) AS undone,
         EXISTS (SELECT 1 FROM events_in e WHERE e.order_id = l.order_id AND e.type IN ('order.updated', 'order.cancelled')) AS changed
    FROM order_lines l JOIN picks p USING (order_id)
    LEFT JOIN audit a ON a.order_id = l.order_id AND a.line_no = l.line_no AND a.stage = 'pick' AND a.ok = 1
                     AND a.code IN ('pick.line.done', 'pick.line.short', 'pick.done')
    LEFT JOIN audit u ON u.undoes = a.id
   GROUP BY 1`;

/** No span and no state without the input that made it, and a span for each closing of a line and each taking back. */
export const changesHaveCauses: Invariant = {
  name: 'each change has the input that made it',
  breaches({ db }) {
    const causes = rowsOf<{ about: string }>(db, WITHOUT_CAUSE).map(({ about }) => about);
    const told = new Map<string, { closed: number; undone: number }>();
    for (const { attributes } of journalSpans(db, 'warehouse.pick_item')) {
      const line = [attributes['order.id'], attributes['product.sku'] ?? ''].join(' ');
      const of = told.get(line) ?? { closed: 0, undone: 0 };
      told.set(line, of);
      if (attributes['pick.reversal'] === true) of.undone += 1;
      else of.closed += 1;
    }
    const lines = rowsOf<{ line: string; closed: number; undone: number; changed: 0 | 1 }>(db, CLOSINGS);
    const closings = lines.flatMap(({ line, closed, undone, changed }) => {
      const of = told.get(line) ?? { closed: 0, undone: 0 };
      // An update or a cancellation closes and reduces lines by itself.
      const isRight =
        changed === 1 ? of.closed >= closed && of.undone >= undone : of.closed === closed && of.undone === undone;
      return isRight
        ? []
        : [`${line}: closed ${closed} and taken back ${undone} times, told ${of.closed} and ${of.undone} times`];
    });
    return [...causes, ...closings];
  },
};
