import type { Database } from 'better-sqlite3';
import type { Steps } from './steps.ts';

/** An order has up to thousands of rows of its own; with this many a step stays short for all but the strangest. */
const ORDERS_AT_ONCE = 20;

/** Orders that have ended: first their personal data goes, in the end all of them. */
export function closedOrders(db: Database) {
  const addressed = db
    .prepare<[number], string>(
      `SELECT order_id FROM orders WHERE closed_ms < ? AND ship_to IS NOT NULL LIMIT ${ORDERS_AT_ONCE}`,
    )
    .pluck();
  const forgetAddress = db.prepare<[string]>(`UPDATE orders SET ship_to = NULL WHERE order_id = ?`);
  // Nothing else of a document tells of a person. What was not printed in all this time is printed without it.
  const blankPaper = db.prepare<[string]>(
    `UPDATE print_jobs SET data = json_remove(data, '$.order.ship_to') WHERE order_id = ?`,
  );
  const shred = db.prepare<[string]>(
    `DELETE FROM print_bytes WHERE job_id IN (SELECT id FROM print_jobs WHERE order_id = ?)`,
  );
  const forget = db.transaction((beforeMs: number): number => {
    const ids = addressed.all(beforeMs);
    for (const id of ids) {
      forgetAddress.run(id);
      blankPaper.run(id);
      shred.run(id);
    }
    return ids.length;
  });

  // Goods that still have to go back to their bins are work, however old.
  const removable = db
    .prepare<[number], string>(
      `SELECT order_id FROM orders o WHERE closed_ms < ?
          AND NOT EXISTS (SELECT 1 FROM put_back_lines p WHERE p.order_id = o.order_id AND p.state = 'open')
          AND order_id IS NOT (SELECT job_order_id FROM session)
          AND NOT EXISTS (SELECT 1 FROM pick_batch_orders b JOIN pick_batches w USING (seq)
                           WHERE b.order_id = o.order_id AND w.state = 'open')
        LIMIT ${ORDERS_AT_ONCE}`,
    )
    .pluck();
  const removeOrder = db.prepare<[string]>(`DELETE FROM orders WHERE order_id = ?`);
  const remove = db.transaction((beforeMs: number): number => {
    const ids = removable.all(beforeMs);
    for (const id of ids) removeOrder.run(id);
    return ids.length;
  });

  const until = (step: (beforeMs: number) => number) =>
    function* untilNoneIsLeft(beforeMs: number): Steps {
      while (step(beforeMs) > 0) yield;
    };
  return {
    /** Takes the recipient out of orders that ended before a time, and out of their paper. */
    forgetPersons: until((beforeMs) => forget.immediate(beforeMs)),
    /** Removes orders that ended before a time with their lines, stages and parcels; numbers they used stay used. */
    remove: until((beforeMs) => remove.immediate(beforeMs)),
  };
}
