import Database from 'better-sqlite3';
import fs, { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { Bench, openBench } from '../../../test/support/station/bench.ts';
import { checkItemSpans, checkStages, checkUnits } from '../../../test/support/station/ledger.ts';
import { created, PACK_SCANS, PICK_SCANS } from '../../../test/support/station/samples.ts';
import { tableContents } from '../../../test/support/station/tables.ts';
import { isDiskFull, isStorageFault } from '../database/storage-fault.ts';

/** So small that nearly every row wants a page of its own: the disk can be full at nearly every statement. */
const PAGE = 512;

/** A bench whose database has tiny pages. */
function openTightBench(): Bench {
  const folder = mkdtempSync(join(tmpdir(), 'pickspan-tight-'));
  const empty = new Database(join(folder, 'pickspan.sqlite'));
  empty.pragma(`page_size = ${PAGE}`);
  empty.pragma('auto_vacuum = INCREMENTAL');
  empty.exec('VACUUM');
  empty.close();
  const bench = new Bench(undefined, folder);
  onTestFinished(() => bench.remove());
  expect(bench.db.pragma('page_size', { simple: true })).toBe(PAGE);
  return bench;
}

const pages = ({ db }: Bench): number => Number(db.pragma('page_count', { simple: true }));
const allow = ({ db }: Bench, count: number): unknown => db.pragma(`max_page_count = ${count}`);

/** Somebody else takes what room there is. */
function fillUp(bench: Bench): void {
  allow(bench, pages(bench));
  const insert = bench.db.prepare(`INSERT INTO known_codes (kind, code) VALUES ('junk', hex(randomblob(100)))`);
  try {
    for (;;) insert.run();
  } catch (error) {
    if (!isDiskFull(error)) throw error;
  }
}

/**
 * Tries with no page to spare, with one, with two and so on, until the work is done: each try fails at a later statement
 * than the one before. Every failure must leave each table and the screen as they were.
 * @returns how often there was too little room.
 */
function withRoomPageByPage<T>(bench: Bench, attempt: () => T, isFull: (result: T) => boolean): [T, number] {
  const [before, view] = [tableContents(bench.db), bench.view];
  const size = pages(bench);
  for (let spare = 0; ; spare += 1) {
    allow(bench, size + spare);
    const result = attempt();
    if (!isFull(result)) {
      allow(bench, 1_000_000);
      return [result, spare];
    }
    expect(tableContents(bench.db)).toEqual(before);
    expect(bench.view).toEqual(view);
    expect(bench.db.inTransaction).toBe(false);
  }
}

describe('a disk that is full', () => {
  afterEach(() => vi.restoreAllMocks());

  it('at every statement of every scan of a job: refused in words, nothing is half done, and it goes on', () => {
    const bench = openTightBench();
    bench.take(created('ORD-1'), created('ORD-2'));
    const failures = new Map<string, number>();
    const told = new Set<string>();
    const scan = (text: string): void => {
      bench.clock.advance(1000);
      const input = {
        scan: text,
        id: `${text}-${bench.clock.now()}`,
        traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`,
      };
      const [answer, failed] = withRoomPageByPage(
        bench,
        () => {
          const given = bench.input(input);
          told.add(given.ok ? 'accepted' : `${given.code}, ${given.sound}: ${given.message}`);
          return given;
        },
        ({ ok }) => !ok,
      );
      failures.set(answer.code, Math.max(failed, failures.get(answer.code) ?? 0));
    };
    scan('PS:OP:w1');
    for (const order of ['ORD-1', 'ORD-2']) {
      for (const text of [order, ...PICK_SCANS, order, ...PACK_SCANS]) scan(text);
      const sscc = String(bench.value('SELECT sscc FROM parcels WHERE order_id = ?', order));
      scan(sscc);
      scan(sscc);
      scan('PS:HANDOVER');
      expect(bench.stateOf(order)).toBe('dispatched');
    }
    // What ends a stage writes most: state, spans with links, events, paper, numbers.
    for (const code of ['pick.done', 'pack.done', 'ship.handover.ok'])
      expect([code, (failures.get(code) ?? 0) >= 5]).toEqual([code, true]);
    expect([...told]).toEqual(['accepted', expect.stringMatching(/^station\.full, error: The disk is full/)]);
    checkUnits(bench);
    checkItemSpans(bench);
    checkStages(bench);
    expect(bench.db.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(bench.db.pragma('foreign_key_check')).toEqual([]);
  });

  it('takes no event in part: a batch comes again in full', () => {
    const bench = openTightBench();
    const batch = JSON.stringify([created('ORD-1'), created('ORD-2'), { ...created('ORD-3'), data: {} }]);
    const [results, failed] = withRoomPageByPage(
      bench,
      () => {
        try {
          return bench.takeText(batch).map(({ result }) => result);
        } catch (error) {
          return isStorageFault(error) ? 'full' : Promise.reject(error);
        }
      },
      (result) => result === 'full',
    );
    expect(results).toEqual(['accepted', 'accepted', 'refused']);
    expect(failed).toBeGreaterThan(10);
  });

  it('when paper has gone out and its result cannot be written: told later, printed once', async () => {
    const bench = openTightBench();
    bench.take(created('ORD-1'));
    bench.codes('PS:OP:w1', 'ORD-1', ...PICK_SCANS, 'ORD-1', ...PACK_SCANS);
    const prints = join(bench.folder, 'prints');
    // The clock is read between the taking of a job and its printing: by then somebody else has filled the disk.
    const { now } = bench.clock;
    bench.clock.now = () => {
      fillUp(bench);
      bench.clock.now = now;
      return now();
    };
    expect(await bench.print()).toBe(0);
    const files = fs.readdirSync(prints);
    expect(files.toSorted()).toEqual(['000001-tote_label.png', '000001-tote_label.zpl']);
    expect(bench.rows('SELECT state FROM print_jobs ORDER BY id')).toEqual([
      { state: 'sending' },
      { state: 'queued' },
      { state: 'queued' },
    ]);
    fs.rmSync(join(prints, files[0] ?? ''));
    allow(bench, 1_000_000);
    bench.printing.retry();
    expect(await bench.print()).toBe(2);
    expect(bench.rows('SELECT state, attempts FROM print_jobs')).toEqual([
      { state: 'confirmed', attempts: 1 },
      { state: 'confirmed', attempts: 1 },
      { state: 'confirmed', attempts: 1 },
    ]);
    expect(fs.readdirSync(prints)).not.toContain(files[0]);
    expect(bench.value(`SELECT count(*) FROM journal WHERE name LIKE 'print %'`)).toBe(3);
  });

  it('for numbers.json: no parcel without its number, and no number twice', () => {
    const bench = openBench();
    bench.take(created('ORD-1'), created('ORD-2'));
    bench.codes('PS:OP:w1', 'ORD-1', ...PICK_SCANS, 'ORD-1', ...PACK_SCANS.slice(0, -1));
    const [before, view] = [tableContents(bench.db), bench.view];
    for (const code of ['ENOSPC', 'EDQUOT']) {
      vi.spyOn(fs, 'writeFileSync').mockImplementation(() => {
        throw Object.assign(new Error(`${code}: no space left on device, write`), { code });
      });
      expect(bench.scan('PS:DONE')).toMatchObject({ ok: false, code: 'station.full', view });
      expect(tableContents(bench.db)).toEqual(before);
      vi.restoreAllMocks();
    }
    vi.spyOn(fs, 'fsyncSync').mockImplementation(() => {
      throw Object.assign(new Error('EIO: i/o error, fsync'), { code: 'EIO' });
    });
    expect(bench.scan('PS:DONE')).toMatchObject({ ok: false, code: 'station.busy' });
    vi.restoreAllMocks();
    expect(bench.scan('PS:DONE').code).toBe('pack.done');
    bench.codes('ORD-2', ...PICK_SCANS, 'ORD-2', ...PACK_SCANS);
    const numbers = bench.rows<{ sscc: string }>('SELECT sscc FROM parcels').map(({ sscc }) => sscc);
    expect(new Set(numbers).size).toBe(2);
  });

  it('is told in the language of whoever stands there', () => {
    const bench = openBench();
    bench.codes('PS:OP:w1', 'PS:LANG:de');
    allow(bench, pages(bench));
    let answer = bench.scan('X'.repeat(300));
    while (answer.code !== 'station.full') answer = bench.scan('X'.repeat(300));
    expect(answer.message).toMatch(/^Die Festplatte ist voll/);
  });

  it('stops the removal of what is old for a while, and harms nothing', () => {
    const bench = openTightBench();
    bench.take(created('ORD-1'));
    allow(bench, pages(bench));
    expect(() => [...bench.retention.pass()]).not.toThrow(TypeError);
    allow(bench, 1_000_000);
    expect([...bench.retention.pass()].every((step) => step === undefined)).toBe(true);
    expect(bench.scan('PS:OP:w1').code).toBe('signin.ok');
  });
});
