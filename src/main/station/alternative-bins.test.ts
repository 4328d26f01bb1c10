import { describe, expect, it } from 'vitest';
import { openBench, type Bench } from '../../../test/support/station/bench.ts';
import { checkItemSpans, checkUnits } from '../../../test/support/station/ledger.ts';
import { created, event, MUG, MUG_GTIN, TEA, TEA_GTIN } from '../../../test/support/station/samples.ts';
import { journalSpans } from '../../../test/support/station/spans.ts';
import { batchOf, order, putBacks, units } from '../../../test/support/station/walks.ts';

/* Mugs lie in A-01-03, and further behind and before the tea: in C-01 and A-09. */
const MUGS = { ...MUG, quantity: 3, alternative_bins: ['C-01', 'A-01-03', 'A-09'] };
const MISSING = 'PS:SHORT:missing';

function bench(...scans: readonly string[]): Bench {
  const of = openBench();
  of.take(created('ORD-1', { items: [MUGS, TEA] }));
  of.codes('PS:OP:w1', 'ORD-1', ...scans);
  return of;
}
const lineOf = ({ view }: Bench) => (view.kind === 'pick' ? view.line : null);
const spanOf = (of: Bench, bin: string) =>
  journalSpans(of.db, 'warehouse.pick_item').find(({ attributes }) => attributes['warehouse.bin'] === bin);
const left = (of: Bench, bin: string) =>
  spanOf(of, bin)?.events.map(({ name, attributes }) => ({ name, ...attributes }));

describe('an empty bin', () => {
  it('sends the line on to the next bin that its item lies in, where the path comes past it', () => {
    const of = bench('A-01-03', MUG_GTIN);
    expect(of.scan(MISSING)).toMatchObject({
      ok: true,
      code: 'pick.bin.next',
      sound: 'attention',
      message: 'Bin A-01-03 left (missing): take the rest of Mug, blue from C-01.',
      view: { line: { bin: 'B-02-01', sku: 'TEA-GREEN' }, progress: { done: 1, total: 4 } },
    });
    of.reopen();
    expect(of.codes('B-02-01', TEA_GTIN)).toEqual(['pick.bin.ok', 'pick.line.done']);
    expect(lineOf(of)).toMatchObject({ bin: 'C-01', zone: null, quantity: 3, done: 1 });
    expect(of.codes(MUG_GTIN, 'A-01-03', 'C-01', MUG_GTIN)).toEqual([
      'pick.bin.first',
      'pick.bin.wrong',
      'pick.bin.ok',
      'pick.item.ok',
    ]);
    // What is behind the worker comes next.
    expect(of.codes('PS:SHORT:damaged')).toEqual(['pick.bin.next']);
    expect(lineOf(of)).toMatchObject({ bin: 'A-09', done: 2 });
    expect(of.codes('A-09', MUG_GTIN)).toEqual(['pick.bin.ok', 'pick.done']);
    expect(spanOf(of, 'A-09')?.attributes).toMatchObject({ 'pick.quantity': 3, 'pick.quantity_requested': 3 });
    const empty = { name: 'pick.bin.next', 'pick.quantity': 1 };
    expect(left(of, 'A-09')).toEqual([
      { ...empty, 'warehouse.bin': 'A-01-03', 'short.reason': 'missing' },
      expect.objectContaining({ name: 'pick.bin.first' }),
      expect.objectContaining({ name: 'pick.bin.wrong' }),
      { ...empty, 'warehouse.bin': 'C-01', 'short.reason': 'damaged' },
    ]);
    const told = JSON.parse(String(of.value('SELECT data FROM events_out'))) as { picked: unknown[] };
    const one = { quantity: 1, lot: null, serial: null, expiry: null };
    expect(told.picked[0]).toEqual({ line_id: '1', units: [one, { ...one, bin: 'C-01' }, { ...one, bin: 'A-09' }] });
    expect(told).toMatchObject({ order: { items: [{ alternative_bins: ['C-01', 'A-09'] }, {}] } });
    checkUnits(of);
    checkItemSpans(of);
  });

  it('closes the line short at the last one only; other goods there close it at once', () => {
    const of = bench(MISSING, 'B-02-01', TEA_GTIN);
    expect(of.codes(MISSING, MISSING)).toEqual(['pick.bin.next', 'pick.done']);
    expect(spanOf(of, 'A-09')?.attributes).toMatchObject({ 'pick.quantity': 0 });
    expect(of.value(`SELECT data ->> '$.lines[0].reason' FROM events_out WHERE type LIKE '%short'`)).toBe('missing');
    expect(bench('PS:SHORT:wrong_stock').value(`SELECT state FROM pick_lines WHERE line_no = 1`)).toBe('short');
  });

  it('asks no lead as long as another bin is left', () => {
    const of = openBench({
      operators: [{ id: 'w1' }, { id: 'l1', role: 'lead' }],
      approvals: { short_units: 0 },
    });
    of.take(created('ORD-1', { items: [{ ...MUGS, alternative_bins: ['C-01'] }] }));
    expect(of.codes('PS:OP:w1', 'ORD-1', MISSING, MISSING).slice(2)).toEqual(['pick.bin.next', 'lead.needed']);
    expect(of.codes('l1', 'PS:OP:l1').at(-1)).toBe('pick.done');
  });

  it('is gone back to by undo, step by step, and leaves no trace but the steps back', () => {
    const scans = ['A-01-03', MUG_GTIN, MISSING, 'B-02-01', TEA_GTIN, 'C-01', MUG_GTIN, MISSING, 'A-09'];
    const of = bench();
    const pictures = scans.map((scan) => {
      const { view } = of;
      of.scan(scan);
      return view;
    });
    for (const picture of pictures.toReversed()) {
      of.reopen();
      expect(of.codes('PS:UNDO')).toEqual(['undo.ok']);
      expect(of.view).toEqual(picture);
    }
    expect(of.codes('PS:UNDO', 'A-01-03', MUG_GTIN, 'PS:QTY:3', 'B-02-01', TEA_GTIN).at(-1)).toBe('pick.done');
    expect(new Set(left(of, 'A-01-03')?.map(({ name }) => name))).toEqual(new Set(['undo.ok']));
    checkItemSpans(of);
  });

  it('a unit that is taken back at the next bin leaves what was told of the first', () => {
    const of = bench('A-01-03', MUG_GTIN, MISSING, 'PS:SKIP', 'C-01', MUG_GTIN, 'PS:UNDO', MUG_GTIN, MUG_GTIN);
    expect(left(of, 'C-01')).toMatchObject([
      { name: 'pick.bin.next', 'warehouse.bin': 'A-01-03', 'pick.quantity': 1 },
      { name: 'undo.ok', 'undo.code': 'pick.item.ok' },
    ]);
  });

  it('a count at the next bin says how many there are in all, no fewer than came from elsewhere', () => {
    const of = bench('A-01-03', MUG_GTIN, MISSING, 'PS:SKIP', 'C-01');
    expect(of.codes('PS:QTY:3', MUG_GTIN, 'PS:QTY:1', 'PS:QTY:4', 'PS:QTY:3')).toEqual([
      'pick.item.first',
      'pick.item.ok',
      'pick.quantity.lots',
      'pick.item.over',
      'pick.line.done',
    ]);
    expect(of.value(`SELECT units ->> '$[1].bin' FROM pick_lines WHERE line_no = 1`)).toBe('C-01');
  });

  it('is one of the bins whose next one lies on the way: the path of the settings', () => {
    const of = openBench({ pick: { path: 'serpentine' } });
    const at = (bin: string, line: string, more: object = {}) => ({
      ...TEA,
      sku: bin,
      gtin: undefined,
      line_id: line,
      bin_location: bin,
      ...more,
    });
    of.take(
      created('ORD-1', { items: [at('A-1', '1', { alternative_bins: ['B-3'] }), at('B-4', '2'), at('B-2', '3')] }),
    );
    of.codes('PS:OP:w1', 'ORD-1', MISSING);
    expect(of.view.kind === 'pick' && of.view.lines.map(({ bin }) => bin)).toEqual(['B-4', 'B-3', 'B-2']);
  });
});

describe('an empty bin, when the order changes', () => {
  it('an update takes units off the line wherever it is', () => {
    const of = bench('A-01-03', MUG_GTIN, MISSING, 'PS:SKIP', 'C-01', MUG_GTIN);
    of.take(event('order.updated', { order_id: 'ORD-1', revision: 2, items: [{ ...MUGS, quantity: 1 }, TEA] }));
    expect(putBacks(of)).toEqual([{ order_id: 'ORD-1', line_no: 1, quantity: 1 }]);
    expect(spanOf(of, 'C-01')?.attributes).toMatchObject({ 'pick.quantity': 1 });
    expect(of.codes('B-02-01', TEA_GTIN)).toEqual(['pick.bin.ok', 'pick.done']);
    checkItemSpans(of);
  });

  it('what was taken from other bins goes back to the line’s own', () => {
    const of = bench('A-01-03', MUG_GTIN, MISSING, 'PS:SKIP', 'C-01', MUG_GTIN);
    of.take(event('order.cancelled', { order_id: 'ORD-1' }));
    expect(of.view).toMatchObject({ kind: 'putback', line: { bin: 'A-01-03', quantity: 2 } });
    expect(of.codes('C-01', 'A-01-03', MUG_GTIN, MISSING)).toEqual([
      'pick.bin.wrong',
      'pick.bin.ok',
      'pick.item.ok',
      'putback.done',
    ]);
  });

  it('put down and taken up by another, it is where it was', () => {
    const of = bench('A-01-03', MUG_GTIN, MISSING);
    const { view } = of;
    of.codes('PS:CANCEL', 'PS:OP:w2', 'ORD-1');
    expect(of.view).toEqual({ ...view, operator: 'w2' });
  });
});

describe('an order picked from several bins', () => {
  it('is told to the next station with the bin of each unit, and may be picked anew with the same bins', () => {
    const of = bench('A-01-03', MUG_GTIN, MISSING, 'PS:SKIP', 'C-01', MUG_GTIN, MUG_GTIN, 'B-02-01', TEA_GTIN);
    const data = JSON.parse(String(of.value('SELECT data FROM events_out'))) as object;
    const next = openBench();
    expect(next.take(event('order.picked', data))).toMatchObject([{ result: 'accepted' }]);
    expect(next.value('SELECT units FROM pick_lines WHERE line_no = 1')).toBe(
      of.value('SELECT units FROM pick_lines WHERE line_no = 1'),
    );
    expect(next.value('SELECT alternative_bins FROM order_lines WHERE line_no = 1')).toBe('["C-01","A-09"]');
    expect(next.codes('PS:OP:w1', 'ORD-1', MUG_GTIN, MUG_GTIN, MUG_GTIN, TEA_GTIN).at(-1)).toBe('pack.item.ok');
  });
});

describe('an empty bin on a walk with several orders', () => {
  const walk = (second: readonly string[], ...scans: readonly string[]): Bench => {
    const of = openBench();
    const mugs = (alternatives: readonly string[]) => ({ ...MUG, quantity: 1, alternative_bins: alternatives });
    of.take(order(1, { items: [mugs(['A-02-01']), TEA] }), order(2, { items: [mugs(second)] }), order(3));
    of.codes('PS:OP:w1', 'PS:PICK:3', ...scans);
    return of;
  };

  it('is left for all slots that want the item, and the next one is come to once', () => {
    const of = walk(['A-02-01'], 'A-01-03', MUG_GTIN, MISSING);
    expect(lineOf(of)).toMatchObject({ bin: 'A-02-01' });
    expect(of.codes('PS:UNDO', 'PS:UNDO', MISSING)).toEqual(['undo.ok', 'undo.ok', 'pick.bin.next']);
    expect(batchOf(of.view).here).toEqual([
      { slot: 1, left: 1 },
      { slot: 2, left: 1 },
    ]);
    expect(of.codes('A-02-01', MUG_GTIN, MUG_GTIN, 'B-02-01', TEA_GTIN, TEA_GTIN)).toEqual([
      'pick.bin.ok',
      'pick.line.done',
      'pick.line.done',
      'pick.bin.ok',
      'pick.line.done',
      'pick.done',
    ]);
    expect(units(of)).toEqual(['ORD-1 MUG-BLUE 1', 'ORD-1 TEA-GREEN 1', 'ORD-2 MUG-BLUE 1', 'ORD-3 TEA-GREEN 1']);
    const spans = journalSpans(of.db, 'warehouse.pick_item').filter(({ events }) => events.length > 0);
    expect(spans.map(({ attributes, events }) => [attributes['order.id'], ...events.map(({ name }) => name)])).toEqual([
      ['ORD-1', 'undo.ok', 'pick.bin.next'],
      ['ORD-2', 'undo.ok', 'pick.bin.next'],
    ]);
    checkItemSpans(of);
  });

  it('a slot whose order names no other bin stays there, and is short by itself', () => {
    const of = walk([], 'A-01-03', MISSING);
    expect(of.view).toMatchObject({ order_id: 'ORD-2', bin_confirmed: true, line: { bin: 'A-01-03' } });
    expect(of.codes(MISSING)).toEqual(['pick.line.short']);
    expect(of.view).toMatchObject({ order_id: 'ORD-1', line: { bin: 'A-02-01' } });
  });

  it('an order that leaves the walk leaves it for the others', () => {
    const of = walk(['A-02-01'], 'A-01-03', MISSING);
    of.take(event('order.cancelled', { order_id: 'ORD-1' }));
    expect(of.view).toMatchObject({ order_id: 'ORD-2', line: { bin: 'A-02-01' } });
    expect(of.codes('PS:UNDO', 'A-02-01', MUG_GTIN)).toEqual(['undo.nothing', 'pick.bin.ok', 'pick.line.done']);
  });
});

describe('further bins of an item', () => {
  const product = event('product.upserted', { ...MUG, product_id: 'p-17', alternative_bins: ['C-01', 'A-01-03'] });
  it.each([
    ['come from its product', {}, '["C-01"]'],
    ['are those it says itself', { alternative_bins: ['D-1', 'D-1'] }, '["D-1"]'],
    ['are none where it says so', { alternative_bins: [] }, '[]'],
  ])('%s', (_name, more, expected) => {
    const of = openBench();
    of.take(product, created('ORD-1', { items: [{ line_id: '1', product_id: 'p-17', quantity: 1, ...more }] }));
    expect(of.value('SELECT alternative_bins FROM order_lines')).toBe(expected);
    expect(of.take(created('ORD-2', { items: [{ ...MUG, alternative_bins: [''] }] }))).toMatchObject([
      { result: 'refused', path: '$.data.items[0].alternative_bins[0]' },
    ]);
  });
});
