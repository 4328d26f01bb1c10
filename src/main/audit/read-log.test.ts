import { describe, expect, it } from 'vitest';
import { openBench, type Bench } from '../../../test/support/station/bench.ts';
import { HOUR } from '../../../test/support/station/hand-clock.ts';
import { created, PICK_SCANS } from '../../../test/support/station/samples.ts';
import { auditRows, verifyAudit } from './read-log.ts';

const OFF = `DROP TRIGGER audit_is_kept; DROP TRIGGER audit_is_not_changed;`;
const DAYS = 24 * HOUR;

/** A pick with a mistake, an undo and an order that is forgotten later. */
function worked(): Bench {
  const bench = openBench({ retention: { orders_days: 10 } });
  bench.take(created('ORD-1'), created('ORD-2'));
  bench.codes('PS:OP:w1', 'PS:PICK', 'nonsense', ...PICK_SCANS.slice(0, 2), 'PS:UNDO', ...PICK_SCANS.slice(1));
  return bench;
}

const breaksAfter = (bench: Bench, damage: string) => {
  bench.db.exec('BEGIN');
  try {
    bench.db.exec(OFF);
    bench.db.exec(damage);
    return verifyAudit(bench.db).breaks;
  } finally {
    bench.db.exec('ROLLBACK');
  }
};

describe('the audit log', () => {
  it('takes no change and no removal', () => {
    const { db } = worked();
    expect(() => db.exec(`UPDATE audit SET operator_id = 'w9'`)).toThrow('the audit log is not changed');
    expect(() => db.exec(`DELETE FROM audit WHERE id = 3`)).toThrow('the audit log is kept');
    expect(() => db.exec(`INSERT OR REPLACE INTO audit (id, at_ms, code, ok) VALUES (3, 1, 'x', 1)`)).toThrow(
      'the audit log is not changed',
    );
  });

  it('holds together as it was written, over restarts', () => {
    const bench = worked();
    bench.reopen();
    bench.codes('PS:CANCEL', 'PS:SIGNOUT');
    const { rows, gaps, unchained, breaks, head } = verifyAudit(bench.db);
    expect({ rows, gaps, unchained, breaks }).toEqual({ rows: 12, gaps: 0, unchained: 0, breaks: [] });
    expect(head?.id).toBe(12);
    // Who has kept an older head knows it again, and would know that it is gone.
    const known = bench.rows<{ hash: Buffer }>(`SELECT hash FROM audit WHERE id = 5`)[0]?.hash ?? Buffer.of();
    expect(verifyAudit(bench.db, { id: 5, hash: known }).knowsHead).toBe(true);
    expect(verifyAudit(bench.db, { id: 6, hash: known }).knowsHead).toBe(false);
  });

  it('says where it breaks', () => {
    const bench = worked();
    expect(breaksAfter(bench, `UPDATE audit SET operator_id = 'w9' WHERE id = 4`)).toEqual([
      { id: 4, what: 'changed' },
    ]);
    expect(breaksAfter(bench, `UPDATE audit SET at_ms = at_ms + 1 WHERE id = 1`)).toEqual([{ id: 1, what: 'changed' }]);
    expect(breaksAfter(bench, `DELETE FROM audit WHERE id IN (3, 4)`)).toEqual([{ id: 5, what: 'missing' }]);
    expect(breaksAfter(bench, `DELETE FROM audit WHERE id = 1`)).toEqual([{ id: 2, what: 'missing' }]);
    expect(breaksAfter(bench, `INSERT INTO audit (at_ms, code, ok) VALUES (1, 'pick.done', 1)`)).toEqual([
      { id: 11, what: 'unchained' },
    ]);
    expect(breaksAfter(bench, `UPDATE audit SET hash = (SELECT hash FROM audit WHERE id = 2) WHERE id = 7`)).toEqual([
      { id: 7, what: 'changed' },
      { id: 8, what: 'changed' },
    ]);
    expect(verifyAudit(bench.db).breaks).toEqual([]);
  });

  it('is pruned by age only, where its orders are forgotten, and holds together over the gaps', () => {
    const bench = worked();
    bench.codes('PS:CANCEL');
    for (let day = 0; day < 11; day += 1) {
      bench.clock.advance(DAYS);
      for (const _ of bench.retention.pass());
    }
    bench.codes('nonsense', 'PS:SIGNOUT');
    const ids = auditRows(bench.db, {});
    const left = [...ids].map(({ id, order_id }) => ({ id, order_id }));
    // The sign-in went; the pick of an order that is still known stays.
    expect(left[0]).toEqual({ id: 2, order_id: 'ORD-1' });
    expect(verifyAudit(bench.db)).toMatchObject({ breaks: [], gaps: 1 });
    expect(bench.rows('SELECT * FROM audit_pruning')).toEqual([]);
    expect(bench.rows('SELECT id FROM audit_removed')).toEqual([{ id: 1 }]);
    expect(() => bench.db.exec(`DELETE FROM audit WHERE id = 2`)).toThrow('the audit log is kept');
    // The orders end and are forgotten too: nothing is remembered of rows that nothing is built on.
    bench.db.exec(`UPDATE orders SET state = 'dispatched', closed_ms = ${bench.clock.now()}`);
    for (let day = 0; day < 25; day += 1) {
      bench.clock.advance(DAYS);
      for (const _ of bench.retention.pass());
    }
    expect(bench.rows('SELECT id FROM audit')).toEqual([{ id: 13 }]);
    expect(bench.rows('SELECT id FROM audit_removed')).toEqual([{ id: 12 }]);
    expect(verifyAudit(bench.db)).toMatchObject({ breaks: [], gaps: 1, rows: 1 });
  });

  it('is read by time, order and whoever did it or approved it', () => {
    const bench = worked();
    const from = bench.clock.now();
    bench.clock.advance(1000);
    bench.codes('PS:OP:w2', 'PS:PICK');
    const ids = (filter: object): number[] => [...auditRows(bench.db, filter)].map(({ id }) => id);
    expect(ids({ from: from + 1 })).toEqual([11, 12]);
    expect(ids({ to: from })).toHaveLength(9);
    expect(ids({ order: 'ORD-2' })).toEqual([12]);
    expect(ids({ operator: 'w2' })).toEqual([11, 12]);
    expect(ids({ order: `ORD-1' OR 1 = 1 --` })).toEqual([]);
  });
});
