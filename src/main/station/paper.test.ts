import { describe, expect, it } from 'vitest';
import { ON_DEMAND, PATIENT, undrawnPaper } from '../../../test/support/printing.ts';
import { openBench, type Bench } from '../../../test/support/station/bench.ts';
import { printJobs } from '../print/jobs.ts';
import { created, PACK_SCANS, PICK_SCANS } from '../../../test/support/station/samples.ts';

/** Nobody listens there: a printer that is away. */
const AWAY = { kind: 'zpl', name: 'Printer 2', host: '127.0.0.1', port: 1 };
const FILES = { kind: 'folder', name: 'Files' };

function packed(settings: object = {}): Bench {
  const bench = openBench(settings, { renderHost: undrawnPaper, patience: PATIENT, backOff: ON_DEMAND });
  bench.take(created('ORD-1'));
  bench.codes('PS:OP:w1', 'ORD-1', ...PICK_SCANS, 'ORD-1', ...PACK_SCANS);
  return bench;
}

const jobs = (bench: Bench) =>
  bench.rows<{ document: string; printer: string; state: string; copy: number; reason: string | null }>(
    'SELECT document, printer, state, copy, reason FROM print_jobs ORDER BY id',
  );
const tracking = (bench: Bench): string => String(bench.value('SELECT tracking_number FROM parcels'));
/** As a crash in the middle of it leaves a document. */
function losesSightOf(bench: Bench, document: string): void {
  bench.db.prepare(`UPDATE print_jobs SET state = 'unknown' WHERE document = ?`).run(document);
  bench.scan('PS:LANG:en');
}

describe('a printer', () => {
  it('takes its kind of paper; what nobody takes lies in the folder', () => {
    const bench = packed({ printers: [AWAY] });
    expect(jobs(bench).map(({ document, printer }) => [document, printer])).toEqual([
      ['tote_label', 'Printer 2'],
      ['slip', 'folder'],
      ['label', 'Printer 2'],
    ]);
  });

  it('that is away holds up no other, and its paper goes to the one that a worker scans', async () => {
    const bench = packed({ printers: [AWAY, FILES] });
    expect(await bench.print()).toBe(1);
    expect(jobs(bench).map(({ document, state }) => [document, state])).toEqual([
      ['tote_label', 'queued'],
      ['slip', 'confirmed'],
      ['label', 'queued'],
    ]);
    expect(bench.value(`SELECT problem FROM printer_states WHERE name = 'Printer 2'`)).toBe('away');
    expect(bench.codes('PS:PRINTER:nobody', 'PS:PRINTER:Files')).toEqual(['printer.unknown', 'printer.ok']);
    expect(await bench.print()).toBe(2);
    bench.reopen();
    bench.take(created('ORD-2'));
    bench.codes('ORD-2', ...PICK_SCANS);
    expect(jobs(bench).at(-1)).toMatchObject({ document: 'tote_label', printer: 'Files' });
  });

  it('is tried again at once by PS:PRINT, and refused where nothing waits', async () => {
    const bench = packed({ printers: [AWAY] });
    await bench.print();
    expect(bench.scan('PS:PRINT')).toMatchObject({ ok: true, code: 'print.ok' });
    await bench.print();
    expect(bench.value(`SELECT attempts FROM print_jobs WHERE document = 'tote_label'`)).toBe(2);
    // Away for the same reason as before: told once.
    expect(bench.value(`SELECT count(*) FROM journal WHERE name = 'print label'`)).toBe(1);
    const quiet = packed();
    await quiet.print();
    expect(quiet.scan('PS:PRINT').code).toBe('print.nothing');
  });
});

describe('PS:PREVIEW', () => {
  it('names the paper that is asked for, else of the job or of the order packed last; it prints and changes nothing', async () => {
    const bench = packed();
    const label = bench.value(`SELECT id FROM print_jobs WHERE document = 'label'`);
    const before = bench.view;
    expect(bench.scan('PS:PREVIEW')).toMatchObject({ ok: true, code: 'print.preview', paper: label });
    expect(before).toMatchObject({ kind: 'pack', closed: true });
    await bench.print();
    losesSightOf(bench, 'slip');
    const slip = bench.value(`SELECT id FROM print_jobs WHERE document = 'slip'`);
    expect(bench.scan('PS:PREVIEW')).toMatchObject({ paper: slip, view: { kind: 'question' } });
    expect(jobs(bench)).toHaveLength(3);
    const empty = openBench();
    expect(empty.codes('PS:OP:w1', 'PS:PREVIEW')).toEqual(['signin.ok', 'print.nothing']);
  });
});

describe('a paper that cannot be drawn', () => {
  it('is told of until it is printed again', async () => {
    const bench = openBench(
      {},
      { renderHost: { render: () => Promise.reject(new Error('no font')), stop: () => Promise.resolve() } },
    );
    bench.take(created('ORD-1'));
    bench.codes('PS:OP:w1', 'ORD-1', ...PICK_SCANS, 'ORD-1', ...PACK_SCANS);
    await bench.print();
    const undrawn = (): unknown[] =>
      printJobs(bench.db)
        .undrawn(0)
        .map(({ document }) => document);
    expect(undrawn()).toEqual(['label', 'slip', 'tote_label']);
    bench.scan('PS:REPRINT:missing');
    expect(undrawn()).toEqual(['slip', 'tote_label']);
    expect(bench.value(`SELECT result FROM print_jobs WHERE document = 'slip'`)).toBe('undrawable: no font');
  });
});

describe('a reprint', () => {
  it('of a label is the same bytes, of a slip the next copy, each with its reason', async () => {
    const bench = packed();
    expect(bench.scan('PS:REPRINT:torn').code).toBe('print.waiting');
    await bench.print();
    expect(bench.codes('PS:REPRINT:torn', 'PS:REPRINT:slip')).toEqual(['print.again', 'print.again']);
    await bench.print();
    expect(jobs(bench).slice(3)).toMatchObject([
      { document: 'label', copy: 2, reason: 'torn', state: 'confirmed' },
      { document: 'slip', copy: 2, reason: 'slip', state: 'confirmed' },
    ]);
    expect(bench.value(`SELECT count(DISTINCT sha256) FROM print_jobs WHERE document = 'label'`)).toBe(1);
    expect(bench.rows(`SELECT code, order_id, detail FROM audit WHERE code = 'print.again'`)).toMatchObject([
      { order_id: 'ORD-1', detail: expect.stringContaining('torn') as string },
      { order_id: 'ORD-1' },
    ]);
    expect(bench.scan('PS:REPRINT').code).toBe('scan.malformed');
  });
});

describe('a paper of which nobody knows', () => {
  it('is asked for where nothing is open, keeps nobody from other work, and is found by its scan', async () => {
    const bench = packed();
    await bench.print();
    losesSightOf(bench, 'label');
    expect(bench.view).toMatchObject({
      kind: 'question',
      question: 'label',
      expect: ['label'],
      paper: { document: 'label', order_id: 'ORD-1', tracking_number: tracking(bench) },
    });
    bench.take(created('ORD-2'));
    expect(bench.scan('PS:PICK')).toMatchObject({ code: 'pick.opened', view: { kind: 'pick' } });
    expect(bench.scan('PS:CANCEL')).toMatchObject({ view: { kind: 'question' } });
    expect(bench.scan('PS:YES').code).toBe('print.scan.needed');
    // It opens its parcel too, as it always does.
    expect(bench.scan(tracking(bench))).toMatchObject({ code: 'ship.opened', view: { kind: 'ship' } });
    expect(jobs(bench).at(-1)).toMatchObject({ document: 'label', state: 'confirmed' });
  });

  it('is proved by the proof of its label at the shipping bench', async () => {
    const bench = packed();
    await bench.print();
    bench.scan('PS:SHIP');
    losesSightOf(bench, 'label');
    expect(bench.view).toMatchObject({ kind: 'question', question: 'label', in_job: true });
    expect(bench.scan(tracking(bench))).toMatchObject({ code: 'ship.label.ok', view: { kind: 'ship' } });
    expect(jobs(bench).at(-1)).toMatchObject({ state: 'confirmed' });
  });

  it('is there by PS:YES where it has no code of its own, or given up by PS:NO, twice', async () => {
    const bench = packed();
    await bench.print();
    losesSightOf(bench, 'slip');
    expect(bench.scan('PS:YES').code).toBe('print.confirmed');
    losesSightOf(bench, 'slip');
    expect(bench.scan('PS:NO')).toMatchObject({ code: 'print.not_out', view: { paper: { said_no: true } } });
    expect(bench.scan('PS:NO')).toMatchObject({ code: 'print.given_up', view: { kind: 'home' } });
    expect(jobs(bench)).toHaveLength(3);
  });
});

describe('a pick', () => {
  it('prints its list where one is wanted, or when it is asked for, and no label for a tote that was scanned', () => {
    const bench = openBench({ pick_list: true }, { renderHost: undrawnPaper });
    bench.take(created('ORD-1'));
    bench.codes('PS:OP:w1', 'PS:PICK', 'PS:TOTE:T-1', ...PICK_SCANS);
    expect(jobs(bench)).toMatchObject([{ document: 'pick_list', copy: 1 }]);
  });
});
