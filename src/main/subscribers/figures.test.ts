import { expect, test } from 'vitest';
import { openBench } from '../../../test/support/station/bench.ts';
import { HOUR } from '../../../test/support/station/hand-clock.ts';
import { created, MUG_GTIN, PACK_SCANS, PICK_SCANS } from '../../../test/support/station/samples.ts';
import { boundsOfDay, dayOf, hourOf } from './hours.ts';
import { figureRows, figuresReader } from './read-figures.ts';

test('a day by hour and by worker: orders, lines, units, wrong scans and typed ones; an undone step is taken back', () => {
  const bench = openBench();
  // A day is that of the wall clock, wherever this runs.
  bench.clock.setWall(new Date(2026, 10, 20, 12).getTime());
  bench.take(created('ORD-1'), created('ORD-2'));
  bench.scan('PS:PICK');
  bench.codes('PS:OP:w1', 'PS:PICK', 'NOT-A-BIN', ...PICK_SCANS.slice(0, 3), 'PS:UNDO');
  bench.input({ scan: MUG_GTIN, entry: 'typed' });
  bench.count();
  bench.clock.advance(2 * HOUR);
  bench.codes('PS:OP:w2', ...PICK_SCANS.slice(3), 'ORD-1', ...PACK_SCANS, 'PS:SHIP');
  bench.codes(String(bench.value(`SELECT tracking_number FROM parcels`)), 'PS:HANDOVER', 'PS:DONE', 'PS:DONE');
  bench.count();
  bench.reopen();
  bench.count();

  const day = figuresReader(bench.db)(bench.clock.now());
  const whole = { orders: 1, lines: 2, units: 3 };
  expect(day.total).toMatchObject({ came_in: 2, pick: whole, pack: whole, ship: whole, wrong: 2, typed: 1 });
  expect(day.hours.map(({ came_in: cameIn, pick, pack, scans }) => [cameIn, pick.units, pack.units, scans])).toEqual([
    [2, 2, 0, 9],
    [0, 0, 0, 0],
    [0, 1, 3, 14],
  ]);
  expect(
    day.workers.map(({ worker, pick, pack, ship, wrong }) => [worker, pick, pack.orders, ship.orders, wrong]),
  ).toEqual([
    ['w2', { orders: 1, lines: 1, units: 1 }, 1, 1, 0],
    ['w1', { orders: 0, lines: 1, units: 2 }, 0, 0, 1],
    [null, { orders: 0, lines: 0, units: 0 }, 0, 0, 1],
  ]);
  const rows = figureRows(bench.db, day.day) ?? [];
  expect(rows.reduce((sum, { scans }) => sum + scans, 0)).toBe(bench.value('SELECT count(*) FROM audit'));
  expect(rows[0]).toEqual({
    hour: day.hours[0]?.hour,
    station_id: bench.settings.station.id,
    worker: null,
    stage: null,
    orders: 0,
    lines: 0,
    units: 0,
    scans: 1,
    wrong: 1,
    typed: 0,
  });
});

test('what nobody scanned is no scan: a lock, a change of people or of settings', () => {
  const bench = openBench({ station: { idle_minutes: 5 } });
  bench.people.change([{ id: 'a1', role: 'admin' }, { id: 'w1' }], 'new');
  bench.codes('PS:OP:w1');
  bench.changeSettings({ kind: 'set', changes: [{ path: ['short_policy'], value: 'hold' }] }, 'set');
  bench.clock.advance(HOUR / 10);
  bench.codes('PS:OP:a1');
  bench.count();
  const codes = bench.rows<{ code: string }>('SELECT code FROM audit ORDER BY id').map(({ code }) => code);
  expect(codes.join(' ')).toBe(
    'operators.changed operators.changed signin.ok settings.changed station.locked signin.ok',
  );
  const day = figuresReader(bench.db)(bench.clock.now());
  expect(day.hours.reduce((sum, { scans }) => sum + scans, 0)).toBe(2);
});

test('a day on which nothing was done is empty; what is no day is not taken for one', () => {
  const bench = openBench();
  expect(figuresReader(bench.db)(bench.clock.now())).toMatchObject({ hours: [], workers: [], total: { scans: 0 } });
  expect(figureRows(bench.db, '2026-02-30')).toBeUndefined();
  expect(figureRows(bench.db, 'today')).toBeUndefined();
});

test('hours and days are those of the wall clock, also where it is half an hour beside UTC, and when it is set back', () => {
  const zone = process.env['TZ'];
  const iso = (ms: number): string => new Date(ms).toISOString();
  try {
    process.env['TZ'] = 'Asia/Kolkata';
    expect(iso(hourOf(Date.UTC(2026, 10, 20, 12)))).toBe('2026-11-20T11:30:00.000Z');
    expect(dayOf(Date.UTC(2026, 10, 20, 19))).toBe('2026-11-21');
    process.env['TZ'] = 'Europe/Berlin';
    // The hour that comes twice in autumn is two hours, and the day has 25.
    expect(iso(hourOf(Date.UTC(2026, 9, 25, 0, 10)))).toBe('2026-10-25T00:00:00.000Z');
    expect(iso(hourOf(Date.UTC(2026, 9, 25, 1, 10)))).toBe('2026-10-25T01:00:00.000Z');
    const { fromMs = 0, toMs = 0 } = boundsOfDay('2026-10-25') ?? {};
    expect((toMs - fromMs) / HOUR).toBe(25);
  } finally {
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  }
});
