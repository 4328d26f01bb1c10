import { existsSync, statSync } from 'node:fs';
import { expect, it } from 'vitest';
import { undrawnPaper } from '../../../test/support/printing.ts';
import { openBench, type Bench } from '../../../test/support/station/bench.ts';
import { created, event, MUG_GTIN, orderData, PICK_SCANS, TEA } from '../../../test/support/station/samples.ts';
import { tableContents } from '../../../test/support/station/tables.ts';
import { printJobs } from '../print/jobs.ts';
import { DAY, dispatchOrder, pass, passDays, settleAll, SHIP_TO } from './test-retention.ts';

const DAYS = { sent_spans_days: 3, personal_days: 4, orders_days: 6, waiting_ui_spans: 50 };

/** What a station does in a day: orders that go, one that is cancelled, rubbish, wrong scans, a sync. */
async function work(bench: Bench, day: number): Promise<void> {
  for (let order = 0; order < 2; order += 1) await dispatchOrder(bench, `ORD-${day}-${order}`);
  bench.take(
    created(`GONE-${day}`, { ship_to: SHIP_TO }),
    event('order.cancelled', { order_id: `GONE-${day}` }),
    event('payment.confirmed', { order_id: `NEVER-${day}` }),
    created(`BAD-${day}`, { items: 'none' }),
  );
  for (let scan = 0; scan < 5; scan += 1) bench.input({ scan: 'nothing known', id: `${day}-${scan}` });
  bench.db
    .exec(`INSERT INTO deliveries (at_ms, endpoint, first_seq, last_seq, spans, oldest_end_ms, outcome, status, answer)
    VALUES (${bench.clock.now()}, 'here', 1, 1, 1, 0, 'parked', 404, 'not here')`);
  settleAll(bench);
}

const rowCounts = (bench: Bench): Record<string, number> =>
  Object.fromEntries(Object.entries(tableContents(bench.db, ['inputs'])).map(([table, rows]) => [table, rows.length]));
const pages = (bench: Bench): number => Number(bench.db.pragma('page_count', { simple: true }));

it('weeks of work: rows, pages and the log come to a level and stay there', async () => {
  const bench = openBench({ retention: DAYS }, { renderHost: undrawnPaper });
  const weekOf = async (week: number) => {
    for (let day = 0; day < 7; day += 1) {
      await work(bench, week * 7 + day);
      bench.clock.advance(DAY / 2);
      pass(bench);
      bench.clock.advance(DAY / 2);
      bench.retention.look();
      bench.retention.look();
    }
    const log = `${bench.db.name}-wal`;
    return { rows: rowCounts(bench), pages: pages(bench), log: existsSync(log) ? statSync(log).size : 0 };
  };
  const weeks: Awaited<ReturnType<typeof weekOf>>[] = [];
  for (let week = 0; week < 4; week += 1) weeks.push(await weekOf(week));
  const [, second, ...later] = weeks;
  for (const week of later) {
    expect(week.rows).toEqual(second?.rows);
    expect(week.pages).toBeLessThanOrEqual((second?.pages ?? 0) * 1.05);
    expect(week.log).toBe(0);
  }
  expect(second?.rows['orders']).toBeGreaterThan(10);
  expect(second?.rows['journal']).toBeGreaterThan(10);
  expect(bench.db.pragma('foreign_key_check')).toEqual([]);
  expect(bench.db.pragma('integrity_check', { simple: true })).toBe('ok');
});

it('a week offline, then all is sent: the space is given back', () => {
  const bench = openBench({ retention: DAYS }, { renderHost: undrawnPaper });
  bench.take(created('OPEN'));
  pass(bench);
  const small = pages(bench);
  bench.db.exec(`
    WITH RECURSIVE n (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n LIMIT 20000)
    INSERT INTO journal (trace_id, span_id, name, end_ms, resource_id, scope_id, otlp)
    SELECT printf('%032x', value), printf('%016x', value), 'warehouse.pick_item', ${bench.clock.now()}, resource_id, scope_id, otlp
      FROM n, (SELECT * FROM journal LIMIT 1)`);
  passDays(bench, 7);
  const large = pages(bench);
  expect(large).toBeGreaterThan(small * 10);
  settleAll(bench);
  pass(bench);
  expect(pages(bench)).toBeLessThan(small + 300);
  bench.retention.look();
  bench.retention.look();
  expect(statSync(bench.db.name).size).toBe(pages(bench) * 4096);
});

it('an order that is gone takes along what was of it alone; one under way stays, with the events it came with', async () => {
  const bench = openBench({ retention: DAYS }, { renderHost: undrawnPaper });
  await dispatchOrder(bench, 'ORD-1');
  bench.take(created('ORD-2'));
  bench.codes('ORD-2', 'A-01-03');
  const sscc = bench.value('SELECT highest FROM number_series WHERE kind = ?', 'sscc');
  settleAll(bench);
  passDays(bench, 30);
  expect(bench.rows('SELECT order_id FROM orders')).toEqual([{ order_id: 'ORD-2' }]);
  expect(bench.rows('SELECT order_id FROM events_in')).toEqual([{ order_id: 'ORD-2' }]);
  expect(bench.value('SELECT count(*) FROM parcels')).toBe(0);
  expect(bench.value(`SELECT count(*) FROM audit WHERE order_id = 'ORD-2'`)).toBe(2);
  // Its numbers are used for ever.
  expect(bench.value('SELECT highest FROM number_series WHERE kind = ?', 'sscc')).toBe(sscc);
  // What is under way goes on as if nothing had been.
  expect(bench.scan('MUG-BLUE').code).toBe('pick.item.ok');
  expect(bench.scan('PS:UNDO').code).toBe('undo.ok');
});

it('goods of a cancelled order that still have to go back are work, however old', () => {
  const bench = openBench({ retention: DAYS }, { renderHost: undrawnPaper });
  bench.take(created('ORD-1'));
  bench.codes('PS:OP:w1', 'PS:PICK', 'A-01-03', 'MUG-BLUE', 'PS:CANCEL');
  bench.take(event('order.cancelled', { order_id: 'ORD-1' }));
  passDays(bench, 30);
  expect(bench.stateOf('ORD-1')).toBe('cancelled');
  expect(bench.scan('ORD-1').code).toBe('putback.opened');
});

it('goods that an update left over go back, however long ago their order left', async () => {
  const bench = openBench({ retention: DAYS }, { renderHost: undrawnPaper });
  bench.take(created('ORD-1', { revision: 1 }));
  bench.codes('PS:OP:w1', 'PS:PICK', ...PICK_SCANS);
  bench.take(event('order.updated', orderData('ORD-1', { revision: 2, items: [TEA] })));
  bench.db.exec(`UPDATE orders SET state = 'dispatched', closed_ms = ${bench.clock.now()}`);
  passDays(bench, 30);
  expect(bench.codes('ORD-1', 'A-01-03', MUG_GTIN, MUG_GTIN)).toEqual([
    'putback.opened',
    'pick.bin.ok',
    'pick.item.ok',
    'putback.done',
  ]);
  passDays(bench, 1);
  expect(bench.stateOf('ORD-1')).toBeUndefined();
});

it('a page that is asked for after its first copies were removed is printed', () => {
  const bench = openBench({ retention: DAYS }, { renderHost: undrawnPaper });
  const jobs = printJobs(bench.db);
  const ask = (): number =>
    jobs.queue({
      document: 'test_page',
      orderId: null,
      parcel: null,
      manifestId: null,
      copy: jobs.copies('test_page', null, null) + 1,
      printer: 'folder',
      data: {},
      createdMs: bench.clock.now(),
      operatorId: null,
      stage: undefined,
    });
  const asked = [ask(), ask()];
  passDays(bench, 10);
  asked.push(ask());
  pass(bench);
  asked.push(ask(), ask());
  expect(asked).toEqual([1, 2, 3, 4, 5]);
  expect(bench.rows('SELECT id, copy FROM print_jobs')).toEqual([
    { id: 3, copy: 3 },
    { id: 4, copy: 4 },
    { id: 5, copy: 5 },
  ]);
});
