import { describe, expect, it, onTestFinished } from 'vitest';
import { numberOn, ON_DEMAND, PATIENT, plainLabels, queueLabel, undrawnPaper } from '../../../test/support/printing.ts';
import { openBench, type Bench } from '../../../test/support/station/bench.ts';
import { created, PACK_SCANS, PICK_SCANS } from '../../../test/support/station/samples.ts';
import { journalSpans } from '../../../test/support/station/spans.ts';
import { TcpPrinterDouble } from '../../../test/support/tcp-printer.ts';
import { paperList } from '../host/lookups/paper-list.ts';
import { printJobs } from '../print/jobs.ts';
import type { RenderHost } from '../print/render-host.ts';

/* PS:NOPRINT:<number>: a paper that waits for its printer, and that nobody wants. */

/** Nobody listens there: a printer that is away. */
const AWAY = { kind: 'zpl', name: 'Printer 2', host: '127.0.0.1', port: 1 };
const FILES = { kind: 'folder', name: 'Files' };

/** An order whose labels wait for a printer that is away. */
function packed(settings: object = {}): Bench {
  const paper = { renderHost: undrawnPaper, patience: PATIENT, backOff: ON_DEMAND };
  const bench = openBench({ printers: [AWAY, FILES], ...settings }, paper);
  bench.take(created('ORD-1'));
  bench.codes('PS:OP:w1', 'ORD-1', ...PICK_SCANS, 'ORD-1', ...PACK_SCANS);
  return bench;
}

const numberOf = (bench: Bench, document: string): number =>
  Number(bench.value(`SELECT max(id) FROM print_jobs WHERE document = ?`, document));
const stateOf = (bench: Bench, document: string): unknown =>
  bench.value(`SELECT state FROM print_jobs WHERE document = ? ORDER BY id DESC`, document);
const noPrint = (bench: Bench, document: string): string => `PS:NOPRINT:${numberOf(bench, document)}`;
const waitingFor = (bench: Bench, printer: string): string[] =>
  paperList(bench.db)
    .find({ order_id: null, paper: null, printer })
    .papers.map(({ document }) => document);

describe('a paper that waits', () => {
  it('is taken out of the queue, with its row and its span; what waits behind it goes on', async () => {
    const bench = packed();
    await bench.print();
    expect(waitingFor(bench, 'Printer 2')).toEqual(['tote_label', 'label']);
    const tried = journalSpans(bench.db, 'print label').length;
    expect(bench.scan(noPrint(bench, 'tote_label'))).toMatchObject({ ok: true, code: 'print.cancelled' });
    expect(waitingFor(bench, 'Printer 2')).toEqual(['label']);
    const [row] = bench.rows<{ detail: string }>(`SELECT * FROM audit WHERE code = 'print.cancelled'`);
    expect(row).toMatchObject({ operator_id: 'w1', order_id: 'ORD-1', stage: null });
    expect(JSON.parse(row?.detail ?? '')).toEqual({ 'print.document': 'tote_label', 'print.printer': 'Printer 2' });
    const pick = journalSpans(bench.db, 'warehouse.pick')[0];
    expect(journalSpans(bench.db, 'print label').slice(tried)).toMatchObject([
      {
        traceId: pick?.traceId,
        parentSpanId: pick?.spanId,
        attributes: { 'print.document': 'tote_label', 'print.result': 'not-sent', 'operator.id': 'w1' },
      },
    ]);
    expect(bench.codes('PS:PRINTER:Files')).toEqual(['printer.ok']);
    expect(await bench.print()).toBe(1);
    expect([stateOf(bench, 'tote_label'), stateOf(bench, 'label')]).toEqual(['cancelled', 'confirmed']);
  });

  it('is cancelled once, however often it is said; another paper is none', () => {
    const bench = packed();
    const label = noPrint(bench, 'label');
    expect(bench.codes(label, label, 'PS:NOPRINT:999')).toEqual([
      'print.cancelled',
      'print.cancelled',
      'print.nothing',
    ]);
    expect(journalSpans(bench.db, 'print label')).toHaveLength(1);
    bench.reopen();
    expect(stateOf(bench, 'label')).toBe('cancelled');
  });

  it('may be a manifest, and is the same one when it is wanted after all', () => {
    const bench = packed({ printers: [{ ...AWAY, documents: ['manifest'] }, FILES] });
    const tracking = String(bench.value('SELECT tracking_number FROM parcels'));
    bench.codes('PS:SHIP', tracking, 'PS:HANDOVER:house');
    expect(bench.codes(noPrint(bench, 'manifest'), 'PS:REPRINT:manifest')).toEqual(['print.cancelled', 'print.again']);
    expect(waitingFor(bench, 'Printer 2')).toEqual(['manifest']);
  });
});

describe('a parcel whose only label was cancelled', () => {
  it('says so at the shipping bench, and goes on once it is printed again', async () => {
    const bench = packed();
    expect(bench.codes(noPrint(bench, 'label'), 'PS:SHIP')).toEqual(['print.cancelled', 'ship.opened']);
    expect(bench.view).toMatchObject({ kind: 'ship', expect: ['label'] });
    expect(bench.view.say).toContain('has no label');
    expect(bench.codes('PS:HANDOVER', 'PS:REPRINT:missing')).toEqual(['ship.label.needed', 'print.again']);
    expect(bench.view.say).not.toContain('has no label');
    // The next copy is not wanted either, and then it is.
    expect(bench.scan(noPrint(bench, 'label')).view.say).toContain('has no label');
    expect(bench.codes('PS:REPRINT:missing', 'PS:PRINTER:Files')).toEqual(['print.again', 'printer.ok']);
    await bench.print();
    expect(stateOf(bench, 'label')).toBe('confirmed');
    const tracking = String(bench.value('SELECT tracking_number FROM parcels'));
    expect(bench.codes(tracking, 'PS:HANDOVER')).toEqual(['ship.label.ok', 'ship.handover.ok']);
    const [dispatch] = journalSpans(bench.db, 'shipping.dispatch');
    expect(dispatch?.events.map(({ name }) => name)).toContain('print.cancelled');
  });

  it('has one where only a further copy was cancelled', async () => {
    const bench = packed();
    bench.scan('PS:PRINTER:Files');
    await bench.print();
    bench.codes('PS:SHIP', 'PS:REPRINT:torn');
    expect(bench.scan(noPrint(bench, 'label'))).toMatchObject({ code: 'print.cancelled' });
    expect(bench.view.say).toContain('Stick the label');
  });
});

/** A label that waits for a printer that is there. */
async function labelForPrinter(): Promise<{ readonly printer: TcpPrinterDouble; readonly bench: Bench }> {
  const printer = await new TcpPrinterDouble().start();
  onTestFinished(() => printer.vanish());
  const bench = openBench(
    { printers: [{ ...AWAY, port: printer.port }] },
    { renderHost: plainLabels, patience: PATIENT, backOff: ON_DEMAND },
  );
  bench.scan('PS:OP:w1');
  queueLabel(bench, 'N-1', 'Printer 2');
  return { printer, bench };
}

describe('a paper that is being made', () => {
  it('is not cancelled while it is sent, nor afterwards: the worker is told', async () => {
    const { printer, bench } = await labelForPrinter();
    const said: (string | boolean)[] = [];
    printer.onConnection = () => {
      const { ok, code } = bench.scan(noPrint(bench, 'label'));
      said.push(String(stateOf(bench, 'label')), ok, code);
    };
    expect(await bench.print()).toBe(1);
    expect(said).toEqual(['sending', false, 'print.too_late']);
    expect(bench.scan(noPrint(bench, 'label')).code).toBe('print.too_late');
    expect(printer.labels.map(numberOn)).toEqual(['N-1']);
  });

  it.each([
    ['did not take it', { kind: 'says', problem: 'paper_out' }, 'cancelled'],
    ['fell silent over it', { kind: 'drops-after-label' }, 'cancelled'],
    ['printed it', { kind: 'well' }, 'confirmed'],
  ] as const)('whose order is cancelled while it is sent is not sent again: the printer %s', async (_, does, state) => {
    const { printer, bench } = await labelForPrinter();
    printer.behaviour = () => does;
    printer.onConnection = () => printJobs(bench.db).cancelAll('order N-1');
    await bench.print();
    expect(stateOf(bench, 'label')).toBe(state);
    expect(bench.view.kind).toBe('home');
    expect(waitingFor(bench, 'Printer 2')).toEqual([]);
  });

  it.each(['drawn', 'undrawable'])(
    'is cancelled while it is drawn; nothing of it is sent or told (%s)',
    async (end) => {
      const begun = Promise.withResolvers<void>();
      const drawn = Promise.withResolvers<Buffer>();
      const render = (): Promise<Buffer> => {
        begun.resolve();
        return drawn.promise;
      };
      const drawing: RenderHost = { render, stop: () => Promise.resolve() };
      const bench = openBench({ printers: [AWAY] }, { renderHost: drawing, patience: PATIENT, backOff: ON_DEMAND });
      bench.scan('PS:OP:w1');
      queueLabel(bench, 'N-1', 'Printer 2');
      const done = bench.print();
      await begun.promise;
      expect(bench.scan(noPrint(bench, 'label')).code).toBe('print.cancelled');
      if (end === 'drawn') drawn.resolve(Buffer.from('^XA^XZ'));
      else drawn.reject(new Error('no font'));
      expect(await done).toBe(0);
      expect(stateOf(bench, 'label')).toBe('cancelled');
      expect(bench.value('SELECT attempts FROM print_jobs')).toBe(0);
      expect(printJobs(bench.db).undrawn(0)).toEqual([]);
      expect(journalSpans(bench.db, 'print label')).toHaveLength(1);
    },
  );
});

it('whoever may not reprint alone may not cancel alone: a lead decides, and nobody who is not signed in', () => {
  const operators = [{ id: 'w1' }, { id: 'l1', role: 'lead' }];
  const bench = packed({ operators });
  const label = noPrint(bench, 'label');
  expect(bench.scan(label)).toMatchObject({ ok: false, code: 'lead.needed', view: { matter: 'noprint' } });
  expect(stateOf(bench, 'label')).toBe('queued');
  expect(bench.scan('PS:OP:l1').code).toBe('print.cancelled');
  expect(stateOf(bench, 'label')).toBe('cancelled');
  const approved = `SELECT operator_id || approver_id FROM audit WHERE code = 'print.cancelled'`;
  expect(bench.value(approved)).toBe('w1l1');
  expect(bench.codes('PS:SIGNOUT', noPrint(bench, 'tote_label'))).toEqual(['signout.ok', 'signin.needed']);
  bench.settle({ printers: [AWAY, FILES], operators, approvals: { reprints: false } });
  expect(bench.codes('PS:OP:w1', noPrint(bench, 'tote_label'))).toEqual(['signin.ok', 'print.cancelled']);
});
