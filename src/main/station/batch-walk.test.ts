import { describe, expect, it } from 'vitest';
import { openBench } from '../../../test/support/station/bench.ts';
import { context, gtin14, MUG, MUG_GTIN, TEA_GTIN } from '../../../test/support/station/samples.ts';
import { journalSpans } from '../../../test/support/station/spans.ts';
import {
  CUP,
  order,
  WALK,
  benchWith,
  bench,
  checked,
  states,
  told,
  units,
  batchOf,
} from '../../../test/support/station/walks.ts';
import type { View } from '../../shared/views.ts';

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
