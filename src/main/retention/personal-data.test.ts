import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openBench, type Bench } from '../../../test/support/station/bench.ts';
import { created, event, orderData } from '../../../test/support/station/samples.ts';
import { emptyLog } from './space.ts';
import { DAY, dispatchOrder, NAME, pass, passDays, SHIP_TO } from './test-retention.ts';

/** Every file of the data folder that tells of the person. */
const filesThatName = ({ folder }: Bench): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => statSync(join(folder, name)).isFile() && readFileSync(join(folder, name)).includes(NAME),
  );

it('is gone from every file a set time after dispatch, cancellation or refusal: not a byte is left', async () => {
  const bench = openBench();
  bench.clock.setWall(Date.now());
  await dispatchOrder(bench, 'ORD-1');
  bench.take(
    created('ORD-2', { ship_to: SHIP_TO }),
    event('order.cancelled', { order_id: 'ORD-2' }),
    event('order.updated', orderData('ORD-9', { revision: 2, ship_to: SHIP_TO })),
    { ...created('ORD-3', { ship_to: SHIP_TO, items: 'none' }) },
    created('ORD-OPEN', { ship_to: { ...SHIP_TO, name: 'still waiting', street1: '1' } }),
  );
  mkdirSync(join(bench.folder, 'inbox', 'done'), { recursive: true });
  writeFileSync(join(bench.folder, 'inbox', 'done', 'orders.json'), NAME);
  mkdirSync(join(bench.folder, 'inbox', 'refused'), { recursive: true });
  writeFileSync(join(bench.folder, 'inbox', 'refused', 'orders.json'), NAME);
  mkdirSync(join(bench.folder, 'backups'));
  writeFileSync(join(bench.folder, 'backups', 'before-schema-3-20260101T000000000Z.sqlite'), NAME);
  expect(bench.value('SELECT count(*) FROM refused_inputs')).toBe(1);
  expect(bench.value('SELECT count(*) FROM early_changes')).toBe(1);

  passDays(bench, 29);
  emptyLog(bench.db);
  expect(filesThatName(bench)).toContain('pickspan.sqlite');
  expect(filesThatName(bench).length).toBeGreaterThan(4);
  expect(bench.value(`SELECT count(*) FROM orders WHERE ship_to IS NOT NULL`)).toBe(3);

  passDays(bench, 2);
  emptyLog(bench.db);
  expect(filesThatName(bench)).toEqual([]);
  expect(bench.value(`SELECT ship_to FROM orders WHERE order_id = 'ORD-OPEN'`)).toContain('still waiting');
  expect(bench.rows('SELECT order_id, state FROM orders ORDER BY 1')).toEqual([
    { order_id: 'ORD-1', state: 'dispatched' },
    { order_id: 'ORD-2', state: 'cancelled' },
    { order_id: 'ORD-OPEN', state: 'ready' },
  ]);
});

it('of an order that is not dispatched stays: it is what the label needs', () => {
  const bench = openBench();
  bench.take(created('ORD-1', { ship_to: SHIP_TO }));
  passDays(bench, 100);
  expect(bench.value(`SELECT ship_to FROM orders`)).toContain(NAME);
});

it('paper without it is still paper', async () => {
  const bench = openBench();
  await dispatchOrder(bench, 'ORD-1');
  passDays(bench, 31);
  const papers = bench
    .rows<{ data: string }>('SELECT data FROM print_jobs WHERE parcel IS NOT NULL')
    .map(({ data }) => JSON.parse(data) as { order: object; parcel: object });
  expect(papers).toHaveLength(2);
  for (const { order, parcel } of papers) {
    expect(order).toMatchObject({ order_id: 'ORD-1', service: {} });
    expect(order).not.toHaveProperty('ship_to');
    expect(parcel).toMatchObject({ number: 1, contents: [{ quantity: 2 }, { quantity: 1 }] });
  }
});

it('files are removed by the time they came, and nothing but files', () => {
  const bench = openBench();
  bench.clock.setWall(Date.now());
  const done = join(bench.folder, 'inbox', 'done');
  const elsewhere = join(bench.folder, 'elsewhere');
  for (const folder of [join(done, 'folder'), elsewhere]) mkdirSync(folder, { recursive: true });
  const odd = Buffer.concat([Buffer.from(`${done}/`), Buffer.from([0xff, 0xfe, 0x0a])]);
  for (const file of [join(elsewhere, 'kept'), join(done, 'folder', 'kept'), join(done, 'old'), odd]) {
    writeFileSync(file, 'x');
  }
  symlinkSync(join(elsewhere, 'kept'), join(done, 'link'));
  symlinkSync(elsewhere, join(bench.folder, 'prints'));
  mkdirSync(join(bench.folder, 'backups'));
  writeFileSync(join(bench.folder, 'backups', 'of-our-own.sqlite'), 'x');
  pass(bench);
  expect(existsSync(odd)).toBe(true);
  passDays(bench, 31);
  expect(readdirSync(done).toSorted()).toEqual(['folder', 'link']);
  expect(existsSync(join(done, 'folder', 'kept'))).toBe(true);
  expect(readdirSync(elsewhere)).toEqual(['kept']);
  expect(readdirSync(join(bench.folder, 'backups'))).toEqual(['of-our-own.sqlite']);
});

it('a clock that leaps years ahead removes nothing until it has gone steadily for a day', async () => {
  const bench = openBench();
  await dispatchOrder(bench, 'ORD-1');
  pass(bench);
  const count = (): unknown => bench.value('SELECT count(*) FROM orders WHERE ship_to IS NOT NULL');
  bench.clock.setWall(bench.clock.now() + 3 * 365 * DAY);
  pass(bench);
  expect(count()).toBe(1);
  bench.reopen();
  pass(bench);
  expect([count(), bench.value('SELECT count(*) FROM orders')]).toEqual([1, 1]);
  passDays(bench, 2);
  expect([count(), bench.value('SELECT count(*) FROM orders')]).toEqual([0, 0]);
});

it('a clock that was wrong before the first look is doubted too', async () => {
  const bench = openBench();
  await dispatchOrder(bench, 'ORD-1');
  bench.clock.setWall(bench.clock.now() + 3 * 365 * DAY);
  pass(bench);
  expect(bench.value('SELECT count(*) FROM orders WHERE ship_to IS NOT NULL')).toBe(1);
});
