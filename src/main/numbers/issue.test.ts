import fs from 'node:fs';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { createNumbers } from './issue.ts';
import { LEDGER_FILE } from './ledger.ts';
import { TestStation } from './test-station.ts';

const RANGES = new Map([
  ['sscc', { from: 100, to: 999 }],
  ['tracking:house', { from: 0, to: 2 }],
]);

let station: TestStation;

beforeEach(() => {
  station = new TestStation(RANGES);
});

afterEach(() => {
  vi.restoreAllMocks();
  station.remove();
});

describe('createNumbers', () => {
  it('counts each kind up from its own start', () => {
    expect(['sscc', 'tracking:house', 'sscc', 'tracking:house'].map((kind) => station.next(kind))).toEqual([
      100, 0, 101, 1,
    ]);
    expect(station.numbers.kinds()).toEqual(['sscc', 'tracking:house']);
    expect(station.numbers.left('sscc')).toBe(898);
    expect(station.numbers.left('other')).toBe(0);
  });

  it('stops at the end of a range, and the other kind goes on', () => {
    const three = [1, 2, 3].map(() => station.next('tracking:house'));
    expect([...three, station.next('tracking:house'), station.next('tracking:house')]).toEqual([
      0,
      1,
      2,
      'exhausted',
      'exhausted',
    ]);
    expect(station.numbers.left('tracking:house')).toBe(0);
    expect(station.next('sscc')).toBe(100);
    expect(station.next('tracking:other')).toBe('unknown-series');
  });

  it('throws outside a transaction, and takes nothing', () => {
    expect(() => station.numbers.next('sscc')).toThrow('outside a transaction');
    expect(station.next('sscc')).toBe(100);
  });

  it('leaves a gap after a rollback, also over a restart', () => {
    expect(station.next('sscc', 'rollback')).toBe(100);
    expect(station.next('sscc', 'rollback')).toBe(101);
    station.reopen();
    expect(station.next('sscc')).toBe(102);
  });

  it('goes on after an older database was restored', () => {
    station.next('sscc');
    const copy = station.backUp();
    const since = [1, 2, 3].map(() => station.next('sscc'));
    station.restore(copy);
    expect([...since, station.next('sscc')]).toEqual([101, 102, 103, 104]);
  });

  it('goes on by the database when the ledger was lost', () => {
    station.next('sscc');
    fs.rmSync(path.join(station.folder, LEDGER_FILE));
    station.reopen();
    expect(station.next('sscc')).toBe(101);
  });

  it('raises the ledger before the row, so that nothing is in the row alone', () => {
    station.next('sscc');
    vi.spyOn(fs, 'renameSync').mockImplementation(() => {
      throw new Error('disk full');
    });
    station.db.exec('BEGIN');
    expect(() => station.numbers.next('sscc')).toThrow('disk full');
    expect(station.db.prepare('SELECT kind, highest FROM number_series').all()).toEqual([
      { kind: 'sscc', highest: 100 },
    ]);
    station.db.exec('ROLLBACK');
  });

  it('starts at a range moved up, and is exhausted by one moved below what was used', () => {
    station.next('sscc');
    station.reopen(new Map([['sscc', { from: 5000, to: 5001 }]]));
    expect([station.next('sscc'), station.next('sscc'), station.next('sscc')]).toEqual([5000, 5001, 'exhausted']);
    station.reopen(new Map([['sscc', { from: 1, to: 50 }]]));
    expect(station.next('sscc')).toBe('exhausted');
    expect(station.numbers.left('sscc')).toBe(0);
    station.reopen(new Map([['sscc', { from: 1, to: 6000 }]]));
    expect(station.next('sscc')).toBe(5002);
  });

  it('never gives one serial to two connections', () => {
    const db = station.connect();
    const numbers = station.create(db);
    station.db.exec('BEGIN');
    db.exec('BEGIN');
    expect(station.numbers.next('sscc')).toEqual({ ok: true, serial: 100 });
    expect(() => numbers.next('sscc')).toThrow('locked');
    db.exec('ROLLBACK');
    station.db.exec('COMMIT');
    db.exec('BEGIN');
    expect(numbers.next('sscc')).toEqual({ ok: true, serial: 101 });
    db.exec('COMMIT');
    db.close();
    expect(station.next('sscc')).toBe(102);
  });

  it('hands on the message of a damaged ledger', () => {
    fs.writeFileSync(path.join(station.folder, LEDGER_FILE), '{');
    const created = createNumbers({ db: station.db, folder: station.folder, series: RANGES });
    expect(created.ok ? 'created' : created.message).toContain('damaged');
  });

  it.each([
    [-1, 5],
    [0, 1.5],
    [0, 2 ** 53],
  ])('throws on a range from %d to %d', (from, to) => {
    const series = new Map([['sscc', { from, to }]]);
    expect(() => createNumbers({ db: station.db, folder: station.folder, series })).toThrow(RangeError);
  });
});
