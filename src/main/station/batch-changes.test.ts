import { describe, expect, it } from 'vitest';
import { openBench, type Bench } from '../../../test/support/station/bench.ts';
import { event, MUG_GTIN, TEA, TEA_GTIN, MUG } from '../../../test/support/station/samples.ts';
import { journalSpans } from '../../../test/support/station/spans.ts';
import {
  CUP_GTIN,
  ITEMS,
  order,
  bench,
  slots,
  states,
  putBacks,
  WALK,
  CUP,
  benchWith,
} from '../../../test/support/station/walks.ts';

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

  it('an order that another station has taken over leaves the walk as a conflict; the others go on', () => {
    const of = benchWith(
      { station: { id: 'bench-1' }, amqp: { url: 'amqp://127.0.0.1:1' } },
      'PS:PICK:3',
      'A-01-03',
      MUG_GTIN,
    );
    const row = of.value(`SELECT data FROM events_out WHERE type = 'pickspan.order.claimed' AND subject = 'ORD-1'`);
    const data = { ...(JSON.parse(String(row)) as object), claim: 7, station_id: 'bench-2' };
    of.floor.heard({ ok: true, value: event('order.claimed', data), raw: '' }, 1);
    expect(states(of)).toEqual(['conflict', 'picking', 'picking']);
    expect(of.view).toMatchObject({ kind: 'pick', order_id: 'ORD-2', bin_confirmed: true });
    expect(slots(of)[0]).toBe('ORD-1 closed 0 0');
    expect(putBacks(of)).toEqual([{ order_id: 'ORD-1', line_no: 1, quantity: 1 }]);
    expect(of.codes(...WALK.slice(3, 9)).at(-1)).toBe('pick.done');
    const [taken] = journalSpans(of.db, 'warehouse.pick');
    expect(taken?.events.map(({ name }) => name)).toEqual(['order.conflict']);
    expect(of.codes('ORD-1', 'A-01-03', MUG_GTIN, 'ORD-1')).toEqual([
      'putback.opened',
      'pick.bin.ok',
      'putback.done',
      'conflict.opened',
    ]);
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
