import { describe, expect, it } from 'vitest';
import { openBench } from '../../../test/support/station/bench.ts';
import { spanIdsInOrder, uuidInOrder } from './in-order-ids.ts';

describe('span ids', () => {
  it('grow, also within a millisecond and while the clock is set back, and none comes twice', () => {
    let nowMs = Date.UTC(2026, 10, 21);
    const next = spanIdsInOrder(() => nowMs);
    const ids = [0, 0, 0, 1, -3_600_000, 0, 3_600_001, 5].map((step) => {
      nowMs += step;
      return next();
    });
    expect(ids).toEqual(ids.toSorted());
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{16}$/);
  });

  it('have 64 bits until the year 2109', () => {
    expect(spanIdsInOrder(() => Date.UTC(2109, 0, 1))()).toHaveLength(16);
    expect(spanIdsInOrder(() => 1)()).toHaveLength(16);
  });

  it('differ where two stations begin in one millisecond', () => {
    const firsts = Array.from({ length: 50 }, () => spanIdsInOrder(() => 1_700_000_000_000)());
    expect(new Set(firsts).size).toBeGreaterThan(45);
  });
});

describe('ids of events', () => {
  it('are UUIDs of version 7 that begin with their millisecond', () => {
    const nowMs = Date.UTC(2026, 10, 21, 11, 45);
    const id = uuidInOrder(nowMs);
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(nowMs);
    expect(uuidInOrder(nowMs)).not.toBe(id);
  });
});

describe('the indexes of what is told', () => {
  it('are appended to: their leaves are full', () => {
    const bench = openBench();
    const { db } = bench;
    const next = spanIdsInOrder(Date.now);
    db.exec(`CREATE TABLE ids (id TEXT PRIMARY KEY) STRICT`);
    const put = db.prepare<[string]>(`INSERT INTO ids VALUES (?)`);
    db.transaction(() => {
      for (let made = 0; made < 5000; made += 1) put.run(next());
    })();
    const unused = bench.value(
      `SELECT 1.0 * sum(unused) / sum(pgsize) FROM dbstat WHERE name = 'sqlite_autoindex_ids_1' AND pagetype = 'leaf'`,
    );
    // With random ids a third of each leaf is empty.
    expect(unused).toBeLessThan(0.2);
  });
});
