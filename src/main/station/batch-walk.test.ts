import { describe, expect, it } from 'vitest';
import { openBench, type Bench } from '../../../test/support/station/bench.ts';
import {
  context,
  created,
  event,
  gtin14,
  MUG,
  MUG_GTIN,
  TEA,
  TEA_GTIN,
} from '../../../test/support/station/samples.ts';
import { journalSpans } from '../../../test/support/station/spans.ts';
import type { View } from '../../shared/views.ts';

/* Several orders in one walk. ORD-1: 2 mugs, 1 tea. ORD-2: 1 mug, 2 cups. ORD-3: 1 tea. Bins: A-01-03, A-02-01, B-02-01. */

const CUP_GTIN = gtin14('0401234500001');
const CUP = { sku: 'CUP', gtin: CUP_GTIN, name: 'Cup', quantity: 2, bin_location: 'A-02-01', zone: 'A' };
const ITEMS = [
  [MUG, TEA],
  [
    { ...MUG, quantity: 1 },
    { ...CUP, line_id: '2' },
  ],
  [{ ...TEA, line_id: '1' }],
];
const order = (number: number, more: object = {}) =>
  created(
    `ORD-${number}`,
    { items: ITEMS[number - 1], placed_at: `2026-11-19T0${number}:00:00Z`, ...more },
    { traceparent: context(number).traceparent },
  );
/** The whole walk, in its order. */
const WALK = [
  'A-01-03',
  MUG_GTIN,
  MUG_GTIN,
  MUG_GTIN,
  'A-02-01',
  CUP_GTIN,
  CUP_GTIN,
  'B-02-01',
  TEA_GTIN,
  TEA_GTIN,
] as const;

function benchWith(settings: object | undefined, ...scans: readonly string[]): Bench {
  const opened = openBench(settings);
  opened.take(order(1), order(2), order(3));
  opened.codes('PS:OP:w1', ...scans);
  return opened;
}
const bench = (...scans: readonly string[]): Bench => benchWith(undefined, ...scans);
/** Every put is confirmed by its tote. */
const checked = (...scans: readonly string[]): Bench => benchWith({ pick: { slot_check: 'tote' } }, ...scans);

function batchOf(view: View) {
  if (view.kind !== 'pick' || view.batch === null) throw new Error(`no walk with several orders: ${view.kind}`);
  return view.batch;
}
const slots = (of: Bench) =>
  batchOf(of.view).slots.map(({ order_id: id, state, done, total }) => [id, state, done, total].join(' '));
const states = (of: Bench) => [1, 2, 3].map((number) => of.stateOf(`ORD-${number}`));
const told = (of: Bench) =>
  of
    .rows<{ told: string }>(`SELECT subject || ' ' || type AS told FROM events_out ORDER BY seq`)
    .map((row) => row.told.replace('pickspan.order.', ''));
/** Units of each order and item, by the spans. */
const units = (of: Bench) =>
  of
    .rows<{ told: string }>(
      `SELECT (attributes ->> '$."order.id"') || ' ' || (attributes ->> '$."product.sku"') || ' ' ||
              sum(attributes ->> '$."pick.quantity"') AS told
         FROM spans WHERE name = 'warehouse.pick_item' GROUP BY attributes ->> '$."order.id"', attributes ->> '$."product.sku"' ORDER BY 1`,
    )
    .map((row) => row.told);
const putBacks = (of: Bench) => of.rows('SELECT order_id, line_no, quantity FROM put_back_lines ORDER BY 1, 2');

describe('a walk with several orders', () => {
  it('comes to each bin once, and fills slot by slot', () => {
    const of = bench();
    expect(of.scan('PS:PICK:3')).toMatchObject({ ok: true, code: 'pick.opened' });
    expect(batchOf(of.view)).toMatchObject({
      size: 3,
      slot: 1,
      here: [
        { slot: 1, left: 2 },
        { slot: 2, left: 1 },
      ],
    });
    expect(of.view).toMatchObject({
      order_id: 'ORD-1',
      expect: ['bin'],
      line: { bin: 'A-01-03' },
      place: { line: 1, of: 5 },
    });
    const answers = WALK.map((scan) => of.scan(scan));
    expect(answers.map(({ code, slot }) => `${code} ${slot ?? ''}`.trim())).toEqual([
      'pick.bin.ok',
      'pick.item.ok 1',
      'pick.line.done 1',
      'pick.line.done 2',
      'pick.bin.ok',
      'pick.item.ok 2',
      'pick.line.done 2',
      'pick.bin.ok',
      'pick.line.done 1',
      'pick.done 3',
    ]);
    expect(answers[2]?.message).toBe('Into slot A: all there. The next one into slot B.');
    expect(answers[2]?.view).toMatchObject({
      order_id: 'ORD-2',
      line: { sku: 'MUG-BLUE', quantity: 1 },
      progress: { done: 2, total: 7 },
    });
    expect(answers[3]?.message).toBe('Into slot B. It has all of Mug, blue.');
    expect(answers.at(-1)).toMatchObject({
      message: 'Walk over: 3 orders picked.',
      sound: 'done',
      view: { kind: 'home' },
    });
    expect(states(of)).toEqual(['picked', 'picked', 'picked']);
    expect(units(of)).toEqual([
      'ORD-1 MUG-BLUE 2',
      'ORD-1 TEA-GREEN 1',
      'ORD-2 CUP 2',
      'ORD-2 MUG-BLUE 1',
      'ORD-3 TEA-GREEN 1',
    ]);
    expect(told(of)).toEqual(['ORD-1 picked', 'ORD-2 picked', 'ORD-3 picked']);
    expect(of.codes('PS:DONE', 'ORD-2', 'MUG-BLUE', 'CUP', 'CUP')).toEqual([
      'pick.done',
      'pack.opened',
      'pack.item.ok',
      'pack.item.ok',
      'pack.item.ok',
    ]);
  });

  it('is one span with a link to every checkout; each pick links to its checkout and to the walk, packing to the pick', () => {
    const of = bench('PS:PICK:3', ...WALK, 'ORD-1', MUG_GTIN, MUG_GTIN, TEA_GTIN, 'PS:DONE');
    const [batch, ...others] = journalSpans(of.db, 'warehouse.pick_batch');
    expect(others).toEqual([]);
    expect(batch).toMatchObject({
      parentSpanId: undefined,
      attributes: { 'batch.size': 3, 'batch.link_count': 3, 'operator.id': 'w1' },
    });
    expect(
      batch?.links.map(({ spanId, attributes }) => [spanId, attributes['link.stage'], attributes['order.id']]),
    ).toEqual([1, 2, 3].map((number) => [context(number).spanId, 'checkout', `ORD-${number}`]));
    const picks = journalSpans(of.db, 'warehouse.pick');
    expect(picks.map((pick) => pick.links.map((link) => [link.attributes['link.stage'], link.spanId]))).toEqual(
      [1, 2, 3].map((number) => [
        ['checkout', context(number).spanId],
        ['batch', batch?.spanId],
      ]),
    );
    const [pack] = journalSpans(of.db, 'warehouse.pack');
    expect(pack?.links.map(({ attributes }) => attributes['link.stage'])).toEqual(['checkout', 'pick']);
    expect(pack?.links[1]?.spanId).toBe(picks[0]?.spanId);
  });

  it.each([
    [2, ['picking', 'picking', 'ready'], 2],
    [12, ['picking', 'picking', 'picking'], 3],
  ])('PS:PICK:%i takes the next orders as they come', (count, expected, size) => {
    const of = bench(`PS:PICK:${count}`);
    expect(states(of)).toEqual(expected);
    expect(batchOf(of.view).size).toBe(size);
  });

  it('with one order that waits, or one asked for, is a pick as ever; with none there is nothing; more than fit are refused', () => {
    const of = openBench({ pick: { max_orders: 4 } });
    of.codes('PS:OP:w1');
    expect(of.codes('PS:PICK:3')).toEqual(['pick.none']);
    of.take(order(1));
    expect(of.codes('PS:PICK:5', 'PS:PICK:3')).toEqual(['pick.batch.size', 'pick.opened']);
    expect(of.view).toMatchObject({ kind: 'pick', batch: null });
    expect(of.codes('PS:PICK:2')).toEqual(['job.open']);
  });

  it('the more urgent order has the first slot', () => {
    const of = openBench();
    of.take(order(1), order(2, { priority: 5 }), order(3, { ship_by: '2026-11-21T10:00:00Z' }));
    of.codes('PS:OP:w1', 'PS:PICK:3');
    expect(batchOf(of.view).slots.map(({ order_id: id }) => id)).toEqual(['ORD-2', 'ORD-3', 'ORD-1']);
  });

  it('a count is of one slot; a case that is more than the slot wants is too many', () => {
    const of = bench('PS:PICK:3', 'A-01-03', MUG_GTIN);
    expect(of.codes('PS:QTY:3', gtin14('1401234512345'), 'PS:QTY:2', 'PS:QTY:1', MUG_GTIN)).toEqual([
      'pick.item.over',
      'pick.item.over',
      'pick.line.done',
      'pick.item.first',
      'pick.line.done',
    ]);
  });

  it('a short is of one slot: the other orders go on, and short_policy is each one’s own', () => {
    const of = benchWith({ short_policy: 'hold' }, 'PS:PICK:3', 'A-01-03', MUG_GTIN, 'PS:SHORT:missing');
    expect(of.view).toMatchObject({ order_id: 'ORD-2', bin_confirmed: true, line: { sku: 'MUG-BLUE' } });
    expect(of.codes(MUG_GTIN, 'PS:SHORT:missing', 'B-02-01', TEA_GTIN, TEA_GTIN)).toEqual([
      'pick.line.done',
      'pick.line.short',
      'pick.bin.ok',
      'pick.line.done',
      'pick.done',
    ]);
    expect(states(of)).toEqual(['short', 'short', 'picked']);
    expect(told(of)).toEqual(['ORD-1 short', 'ORD-2 short', 'ORD-3 picked']);
  });

  it('skip leaves the whole bin for later, and comes there once', () => {
    const of = bench('PS:PICK:3', 'PS:SKIP');
    expect(of.view).toMatchObject({ order_id: 'ORD-2', line: { bin: 'A-02-01' } });
    const rest = [...WALK.slice(4), ...WALK.slice(0, 4)];
    expect(of.codes(...rest).at(-1)).toBe('pick.done');
    expect(units(of)).toHaveLength(5);
    const only = bench('PS:PICK:3', ...WALK.slice(0, 7));
    expect(only.codes('PS:SKIP')).toEqual(['pick.skip.last']);
  });

  it('undo goes back over the slots, one step at a time', () => {
    const of = bench('PS:PICK:3');
    const pictures: View[] = [];
    for (const scan of WALK.slice(0, 9)) {
      pictures.push(of.view);
      of.scan(scan);
    }
    for (const picture of pictures.toReversed()) {
      expect(of.codes('PS:UNDO')).toEqual(['undo.ok']);
      expect(of.view).toEqual(picture);
    }
    expect(of.codes('PS:UNDO')).toEqual(['undo.nothing']);
    expect(units(of)).toEqual(['ORD-1 MUG-BLUE 0', 'ORD-1 TEA-GREEN 0', 'ORD-2 CUP 0', 'ORD-2 MUG-BLUE 0']);
    expect(of.codes(...WALK).at(-1)).toBe('pick.done');
  });

  it('lots and serial numbers are asked for as ever, and no serial is counted in two slots', () => {
    const of = openBench();
    const items = [{ ...MUG, quantity: 1, serial_required: true, lot_required: true }];
    of.take(order(1, { items }), order(2, { items }));
    of.codes('PS:OP:w1', 'PS:PICK:2', 'A-01-03', MUG_GTIN);
    expect(of.view.expect).toEqual(['lot']);
    expect(of.codes('PS:LOT:L1', 'PS:SERIAL:S1', MUG_GTIN, 'PS:LOT:L1', 'PS:SERIAL:S1', 'PS:SERIAL:S2')).toEqual([
      'pick.item.ok',
      'pick.line.done',
      'pick.item.ok',
      'pick.item.ok',
      'pick.serial.repeated',
      'pick.done',
    ]);
  });

  it('is as it was after a restart, in the middle of everything', () => {
    const of = checked('PS:PICK:3');
    for (const scan of ['A-01-03', MUG_GTIN, 'CART-1', MUG_GTIN]) {
      of.scan(scan);
      const { view } = of;
      of.reopen();
      expect(of.view).toEqual(view);
    }
  });

  it('put down, it is one job: anybody goes on with it by any of its orders, and nobody starts one of them alone', () => {
    const of = bench('PS:PICK:3', 'A-01-03', MUG_GTIN, MUG_GTIN);
    const { view } = of;
    expect(of.codes('PS:CANCEL')).toEqual(['pick.put_down']);
    expect(of.view).toMatchObject({ kind: 'home', put_down: [{ order_id: 'ORD-2', operator: 'w1' }] });
    of.reopen();
    expect(of.codes('PS:OP:w2', 'PS:PICK', 'ORD-3')).toEqual(['signin.ok', 'pick.none', 'pick.opened']);
    expect(of.view).toEqual({ ...view, operator: 'w2' });
    expect(of.codes('PS:CANCEL', 'PS:OP:w2', 'PS:PICK:2', MUG_GTIN)).toEqual([
      'pick.put_down',
      'signin.ok',
      'pick.opened',
      'pick.line.done',
    ]);
    expect(of.rows(`SELECT * FROM orders WHERE put_down_by IS NOT NULL`)).toEqual([]);
  });

  it('a badge in the middle changes the hand, not the work', () => {
    const of = bench('PS:PICK:3', 'A-01-03', MUG_GTIN);
    expect(of.codes('PS:OP:w2', ...WALK.slice(2)).at(-1)).toBe('pick.done');
    expect(journalSpans(of.db, 'warehouse.pick').map(({ attributes }) => attributes['operator.id'])).toEqual([
      'w2',
      'w2',
      'w2',
    ]);
  });

  it('PS:DONE names what is open; orders of the walk are no other work, others are', () => {
    const of = bench('PS:PICK:2');
    expect(of.scan('PS:DONE')).toMatchObject({ ok: false, code: 'pick.incomplete' });
    expect(of.codes('ORD-1', 'ORD-3', batchOf(of.view).id)).toEqual(['pick.opened', 'job.open', 'pick.opened']);
  });
});

describe('totes on a walk', () => {
  it('are named slot by slot, and packing finds its order by them', () => {
    const of = bench('PS:PICK:3', 'PS:TOTE:T-1', 'A-01-03', MUG_GTIN, MUG_GTIN);
    expect(of.codes('PS:TOTE:T-1', 'PS:TOTE:T-2')).toEqual(['pick.tote.taken', 'pick.tote.ok']);
    of.codes(...WALK.slice(3));
    expect(of.rows('SELECT tote FROM orders ORDER BY order_id')).toEqual([
      { tote: 'T-1' },
      { tote: 'T-2' },
      { tote: null },
    ]);
    // What has no tote gets a label.
    expect(of.rows(`SELECT order_id FROM print_jobs WHERE document = 'tote_label'`)).toEqual([{ order_id: 'ORD-3' }]);
    expect(of.codes('T-2')).toEqual(['pack.opened']);
    expect(of.view).toMatchObject({ order_id: 'ORD-2' });
  });

  it('prove each put, where that is wanted', () => {
    const of = checked('PS:PICK:3', 'A-01-03');
    expect(of.scan(MUG_GTIN)).toMatchObject({
      code: 'pick.item.ok',
      slot: 1,
      view: { expect: ['tote'], line: { done: 0 } },
    });
    expect(of.codes(MUG_GTIN, 'TEA-GREEN', 'B-02-01', 'T-1', MUG_GTIN)).toEqual([
      'pick.slot.first',
      'pick.slot.first',
      'pick.bin.wrong',
      'pick.item.ok',
      'pick.item.ok',
    ]);
    expect(of.scan('T-9')).toMatchObject({
      code: 'pick.slot.wrong',
      message: 'Wrong slot: T-9. It goes into slot A, tote T-1.',
    });
    expect(of.codes('T-1', MUG_GTIN, 'T-1', 'PS:TOTE:T-2')).toEqual([
      'pick.line.done',
      'pick.item.ok',
      'pick.tote.taken',
      'pick.line.done',
    ]);
    expect(
      of.codes(
        'A-02-01',
        CUP_GTIN,
        'PS:QTY:2',
        'T-1',
        'T-2',
        'B-02-01',
        TEA_GTIN,
        'T-1',
        TEA_GTIN,
        'PS:UNDO',
        TEA_GTIN,
        'T-3',
      ),
    ).toEqual([
      'pick.bin.ok',
      'pick.item.ok',
      'pick.item.ok',
      'pick.slot.wrong',
      'pick.line.done',
      'pick.bin.ok',
      'pick.item.ok',
      'pick.line.done',
      'pick.item.ok',
      'undo.ok',
      'pick.item.ok',
      'pick.done',
    ]);
    expect(states(of)).toEqual(['picked', 'picked', 'picked']);
    expect(units(of)).toEqual([
      'ORD-1 MUG-BLUE 2',
      'ORD-1 TEA-GREEN 1',
      'ORD-2 CUP 2',
      'ORD-2 MUG-BLUE 1',
      'ORD-3 TEA-GREEN 1',
    ]);
  });

  it('undo of a put takes back the tote that it named; a unit that is not put yet is short or skipped away', () => {
    const of = checked('PS:PICK:3', 'A-01-03', MUG_GTIN, 'T-1');
    expect(of.codes('PS:UNDO')).toEqual(['undo.ok']);
    expect(of.view).toMatchObject({ tote: null, expect: ['tote'], line: { done: 0 } });
    expect(of.codes('PS:SHORT:damaged', MUG_GTIN, 'PS:SKIP', 'A-01-03')).toEqual([
      'pick.line.short',
      'pick.item.ok',
      'pick.skip.ok',
      'pick.bin.wrong',
    ]);
    expect(units(of)).toEqual(['ORD-1 MUG-BLUE 0']);
  });

  it('a pick of one order asks for none', () => {
    expect(checked('PS:PICK', 'A-01-03').codes(MUG_GTIN, MUG_GTIN)).toEqual(['pick.item.ok', 'pick.line.done']);
  });
});

describe('a change of an order on a walk', () => {
  const cancel = (of: Bench, number: number) => of.take(event('order.cancelled', { order_id: `ORD-${number}` }));

  it('a cancellation closes its slot, and the walk goes on with the others', () => {
    const of = bench('PS:PICK:3', 'A-01-03', MUG_GTIN);
    cancel(of, 1);
    expect(of.view).toMatchObject({
      kind: 'pick',
      order_id: 'ORD-2',
      bin_confirmed: true,
      line: { sku: 'MUG-BLUE', done: 0 },
    });
    expect(slots(of)).toEqual(['ORD-1 closed 0 0', 'ORD-2 open 0 3', 'ORD-3 open 0 1']);
    expect(putBacks(of)).toEqual([{ order_id: 'ORD-1', line_no: 1, quantity: 1 }]);
    of.reopen();
    expect(of.codes(MUG_GTIN, ...WALK.slice(4, 8), TEA_GTIN)).toEqual([
      'pick.line.done',
      'pick.bin.ok',
      'pick.item.ok',
      'pick.line.done',
      'pick.bin.ok',
      'pick.done',
    ]);
    expect(states(of)).toEqual(['cancelled', 'picked', 'picked']);
    const [batch] = journalSpans(of.db, 'warehouse.pick_batch');
    expect(batch?.attributes).toMatchObject({ 'batch.size': 3, 'batch.link_count': 3 });
    expect(
      journalSpans(of.db, 'warehouse.pick').map((pick) => [pick.attributes['stage.outcome'], pick.links[1]?.spanId]),
    ).toEqual([
      ['cancelled', batch?.spanId],
      ['complete', batch?.spanId],
      ['complete', batch?.spanId],
    ]);
    expect(of.codes('ORD-1', 'A-01-03', MUG_GTIN)).toEqual(['putback.opened', 'pick.bin.ok', 'putback.done']);
  });

  it('of the order at hand while the walk is put down leaves the walk to be found', () => {
    const of = bench('PS:PICK:3', 'PS:CANCEL');
    cancel(of, 1);
    expect(of.view).toMatchObject({ kind: 'home', put_down: [{ order_id: 'ORD-2', operator: 'w1' }] });
    expect(of.codes('PS:PICK', 'A-01-03', MUG_GTIN)).toEqual(['pick.opened', 'pick.bin.ok', 'pick.line.done']);
  });

  it('of the last with anything to do ends the walk; of all of them too', () => {
    const of = bench('PS:PICK:3', ...WALK.slice(0, 9));
    cancel(of, 3);
    expect(states(of)).toEqual(['picked', 'picked', 'cancelled']);
    expect(of.view.kind).toBe('home');
    const none = bench('PS:PICK:3', 'A-01-03', MUG_GTIN);
    cancel(none, 2);
    cancel(none, 3);
    cancel(none, 1);
    expect(none.view).toMatchObject({ kind: 'putback', order_id: 'ORD-1' });
    expect(journalSpans(none.db, 'warehouse.pick_batch')).toHaveLength(1);
    expect(journalSpans(none.db, 'warehouse.pick')).toHaveLength(3);
  });

  it('whoever has goods of the last order in hand sees where they go, though the others are done', () => {
    const of = openBench();
    of.take(order(1), order(3));
    of.codes('PS:OP:w1', 'PS:PICK:2', 'B-02-01');
    of.codes('PS:SKIP', 'B-02-01', TEA_GTIN, TEA_GTIN, 'A-01-03', MUG_GTIN);
    cancel(of, 1);
    expect(of.stateOf('ORD-3')).toBe('picked');
    expect(of.view).toMatchObject({ kind: 'putback', order_id: 'ORD-1' });
  });

  it('undo does not go back into an order that has left the walk', () => {
    const of = bench('PS:PICK:3', 'A-01-03', MUG_GTIN, MUG_GTIN, MUG_GTIN);
    cancel(of, 1);
    expect(of.codes('PS:UNDO', 'PS:UNDO')).toEqual(['undo.ok', 'undo.nothing']);
    expect(of.view).toMatchObject({ order_id: 'ORD-2', line: { sku: 'MUG-BLUE', done: 0 } });
    expect(of.codes(MUG_GTIN)).toEqual(['pick.line.done']);
  });

  it('an update with fewer units takes its line off the walk, and ends the walk where nothing is left', () => {
    const of = bench('PS:PICK:3', 'A-01-03', MUG_GTIN);
    of.take(event('order.updated', { order_id: 'ORD-1', revision: 2, items: [{ ...MUG, quantity: 1 }, TEA] }));
    expect(of.view).toMatchObject({ order_id: 'ORD-2', bin_confirmed: true });
    expect(slots(of)[0]).toBe('ORD-1 open 1 2');
    of.codes(...WALK.slice(3, 9));
    of.take(event('order.updated', { order_id: 'ORD-2', revision: 2, items: ITEMS[1] }));
    expect(of.view).toMatchObject({ order_id: 'ORD-3' });
    expect(of.codes(TEA_GTIN)).toEqual(['pick.done']);
    const last = bench('PS:PICK:3', ...WALK.slice(0, 5), CUP_GTIN, 'PS:SKIP', 'B-02-01', TEA_GTIN, TEA_GTIN);
    last.take(
      event('order.updated', {
        order_id: 'ORD-2',
        revision: 2,
        items: [ITEMS[1]?.[0], { ...CUP, line_id: '2', quantity: 1 }],
      }),
    );
    expect(states(last)).toEqual(['picked', 'picked', 'picked']);
    expect(last.view.kind).toBe('home');
  });
});

describe('a batch that another system proposes', () => {
  const propose = (of: Bench, ids: readonly string[], id = 'CART-7') =>
    of.take(event('batch.created', { batch_id: id, order_ids: ids }));

  it('is opened by its id, in the order of its slots; what cannot be picked is left out and said', () => {
    const of = bench();
    of.take(order(1, { order_id: 'HELD', requires: ['payment'] }));
    expect(propose(of, ['ORD-3', 'NOT-HERE', 'HELD', 'ORD-1'])).toMatchObject([
      { result: 'accepted', order_id: null, type: 'pickspan.batch.created' },
    ]);
    const answer = of.scan('CART-7');
    expect(answer).toMatchObject({ code: 'pick.opened', sound: 'attention' });
    expect(answer.message).toContain('NOT-HERE, HELD');
    expect(batchOf(of.view)).toMatchObject({
      id: 'CART-7',
      size: 2,
      slots: [
        { slot: 1, order_id: 'ORD-3' },
        { slot: 2, order_id: 'ORD-1' },
      ],
    });
    expect(propose(of, ['ORD-2'])).toMatchObject([
      { result: 'refused', reason: 'already_started', path: '$.data.batch_id' },
    ]);
    of.codes('PS:CANCEL');
    expect(of.codes('CART-7', 'A-01-03', MUG_GTIN, MUG_GTIN, 'B-02-01', TEA_GTIN, TEA_GTIN, 'CART-7')).toEqual([
      'pick.opened',
      'pick.bin.ok',
      'pick.item.ok',
      'pick.line.done',
      'pick.bin.ok',
      'pick.line.done',
      'pick.done',
      'pick.batch.closed',
    ]);
  });

  it('a newer one takes its place; one of which nothing is ready says so; a cart has only so many slots', () => {
    const of = benchWith({ pick: { max_orders: 2 } });
    propose(of, ['NOT-HERE']);
    expect(of.codes('CART-7')).toEqual(['pick.batch.none']);
    propose(of, ['ORD-1', 'ORD-2', 'ORD-3']);
    expect(of.scan('CART-7').message).toContain('ORD-3');
    expect(states(of)).toEqual(['picking', 'picking', 'ready']);
  });

  it.each([
    [{ order_ids: ['A'] }, '$.data.batch_id'],
    [{ batch_id: 'PS:PICK', order_ids: ['A'] }, '$.data.batch_id'],
    [{ batch_id: 'B', order_ids: [] }, '$.data.order_ids'],
    [{ batch_id: 'B', order_ids: ['A', 'A'] }, '$.data.order_ids'],
    [{ batch_id: 'B', order_ids: ['A', 7] }, '$.data.order_ids[1]'],
  ])('%j is refused, with its path', (data, path) => {
    expect(bench().take(event('batch.created', data))).toMatchObject([{ result: 'refused', reason: 'invalid', path }]);
  });

  it('is picked by a station that picks', () => {
    const of = benchWith({ station: { roles: ['pack'] } });
    propose(of, ['ORD-1', 'ORD-2']);
    expect(of.codes('CART-7', 'PS:PICK:2')).toEqual(['role.missing', 'role.missing']);
  });
});

describe('the path', () => {
  it('is the one of the settings, for one order and for several', () => {
    const items = ['A-1', 'A-2', 'B-1', 'B-2'].map((bin, index) => ({
      ...CUP,
      line_id: String(index),
      bin_location: bin,
    }));
    const walk = (command: string) => {
      const of = openBench({ pick: { path: 'serpentine' } });
      of.take(order(1, { items: items.slice(0, 3) }), order(2, { items: items.slice(2) }));
      of.codes('PS:OP:w1', command);
      if (of.view.kind !== 'pick') throw new Error(of.view.kind);
      return of.view.lines.map(({ bin }) => bin);
    };
    expect(walk('PS:PICK')).toEqual(['A-1', 'A-2', 'B-1']);
    expect(walk('PS:PICK:2')).toEqual(['A-1', 'A-2', 'B-2', 'B-1', 'B-1']);
  });
});
