import { describe, expect, it } from 'vitest';
import { openBench, type Bench } from '../../../test/support/station/bench.ts';
import {
  created,
  event,
  MUG,
  MUG_CASE_GTIN,
  MUG_GTIN,
  orderData,
  TEA,
  TEA_GTIN,
} from '../../../test/support/station/samples.ts';

const PICK_ALL = ['A-01-03', MUG_GTIN, MUG_GTIN, 'B-02-01', TEA_GTIN];
const PACK_ALL = ['ORD-1', MUG_GTIN, MUG_GTIN, TEA_GTIN, 'PS:DONE'];

const cancel = (bench: Bench, data: object = {}) =>
  bench.take(event('order.cancelled', { order_id: 'ORD-1', ...data }));

/** Signed in, with one order of two mugs and a tea. */
function bench(...scans: readonly string[]): Bench {
  const opened = openBench();
  opened.take(created('ORD-1'));
  opened.codes('PS:OP:w1', ...scans);
  return opened;
}

const stageSpans = (of: Bench): unknown[] =>
  of.rows(
    `SELECT name, attributes ->> '$."stage.outcome"' AS outcome FROM spans
      WHERE name IN ('warehouse.pick', 'warehouse.pack', 'shipping.dispatch') ORDER BY start_time, name`,
  );
const units = (of: Bench): unknown[] =>
  of.rows(
    `SELECT attributes ->> '$."product.sku"' AS sku, sum(attributes ->> '$."pick.quantity"') AS quantity FROM spans
      WHERE name = 'warehouse.pick_item' GROUP BY sku ORDER BY sku`,
  );

describe('an order that is cancelled', () => {
  it('before work starts has no stage, no put-back, and an event told for the span that took it', () => {
    const of = bench();
    expect(cancel(of)).toMatchObject([{ result: 'accepted', type: 'pickspan.order.cancelled' }]);
    expect(of.stateOf('ORD-1')).toBe('cancelled');
    expect(stageSpans(of)).toEqual([]);
    const [told] = of.rows<{ type: string; traceparent: string }>('SELECT type, traceparent FROM events_out');
    expect(told?.type).toBe('pickspan.order.cancelled');
    const taker = of.value(`SELECT trace_id || '-' || span_id FROM spans WHERE name = 'process order.cancelled'`);
    expect(told?.traceparent).toBe(`00-${String(taker)}-01`);
    expect(of.codes('PS:PICK', 'ORD-1')).toEqual(['pick.none', 'order.closed']);
  });

  it('in the middle of a pick ends its span and shows the way back at once', () => {
    const of = bench('PS:PICK', 'A-01-03', MUG_GTIN);
    cancel(of, { reason: 'customer' });
    expect(stageSpans(of)).toEqual([{ name: 'warehouse.pick', outcome: 'cancelled' }]);
    expect(units(of)).toEqual([{ sku: 'MUG-BLUE', quantity: 1 }]);
    const otlp = String(of.value(`SELECT otlp FROM journal WHERE name = 'warehouse.pick'`));
    expect(JSON.parse(otlp)).toMatchObject({
      events: [{ name: 'order.cancelled', attributes: [{ key: 'cancel.reason', value: { stringValue: 'customer' } }] }],
    });
    expect(of.view).toMatchObject({ kind: 'putback', expect: ['bin'], line: { bin: 'A-01-03', quantity: 1 } });
    expect(of.scan('PS:DONE')).toMatchObject({
      code: 'pick.incomplete',
      message: 'Still to go back: A-01-03 Mug, blue. Put the job down with PS:CANCEL to go on later.',
    });
    of.reopen();
    expect(of.codes('B-02-01', MUG_GTIN, 'A-01-03', TEA_GTIN, MUG_GTIN)).toEqual([
      'pick.bin.wrong',
      'pick.bin.first',
      'pick.bin.ok',
      'pick.item.wrong',
      'putback.done',
    ]);
    expect(of.stateOf('ORD-1')).toBe('put_back');
    expect(of.view.kind).toBe('home');
  });

  it.each([
    ['picked', PICK_ALL, [{ name: 'warehouse.pick', outcome: 'complete' }]],
    [
      'packing',
      [...PICK_ALL, 'ORD-1', MUG_GTIN],
      [
        { name: 'warehouse.pick', outcome: 'complete' },
        { name: 'warehouse.pack', outcome: 'cancelled' },
      ],
    ],
    [
      'packed',
      [...PICK_ALL, ...PACK_ALL],
      [
        { name: 'warehouse.pick', outcome: 'complete' },
        { name: 'warehouse.pack', outcome: 'complete' },
      ],
    ],
    [
      'shipping',
      [...PICK_ALL, ...PACK_ALL, 'PS:SHIP'],
      [
        { name: 'warehouse.pick', outcome: 'complete' },
        { name: 'warehouse.pack', outcome: 'complete' },
        { name: 'shipping.dispatch', outcome: 'cancelled' },
      ],
    ],
  ])('when it is %s: every unit goes back, later stages do not exist, queued paper is void', (state, scans, stages) => {
    const of = bench('PS:PICK', ...scans);
    expect(of.stateOf('ORD-1')).toBe(state);
    expect(cancel(of)).toMatchObject([{ result: 'accepted' }]);
    expect(stageSpans(of)).toEqual(stages);
    expect(of.rows(`SELECT DISTINCT state FROM print_jobs WHERE state <> 'cancelled'`)).toEqual([]);
    // With a job open on it the way back is shown at once; else the order id opens it.
    if (of.view.kind !== 'putback') of.codes('ORD-1');
    expect(of.view.kind).toBe('putback');
    expect(of.codes('A-01-03', MUG_GTIN, 'PS:QTY:2', 'B-02-01', TEA_GTIN).at(-1)).toBe('putback.done');
    expect(of.stateOf('ORD-1')).toBe('put_back');
    expect(cancel(of)).toMatchObject([{ result: 'refused', reason: 'already_cancelled' }]);
  });

  it('while units of it go back already asks for no unit that is in its bin', () => {
    const of = openBench();
    of.take(created('ORD-1', { revision: 1, items: [{ ...MUG, quantity: 6 }, TEA] }));
    of.codes('PS:OP:w1', 'PS:PICK', 'A-01-03', MUG_CASE_GTIN, 'B-02-01', TEA_GTIN);
    of.take(event('order.updated', { ...orderData('ORD-1'), revision: 2, items: [{ ...MUG, quantity: 2 }, TEA] }));
    of.codes('ORD-1', 'A-01-03', MUG_GTIN, 'PS:CANCEL');
    cancel(of);
    of.codes('ORD-1');
    expect(of.view).toMatchObject({ kind: 'putback', line: { bin: 'A-01-03', quantity: 6, done: 1 } });
    expect(of.codes('A-01-03', ...Array.from({ length: 5 }, () => MUG_GTIN)).at(-1)).toBe('pick.line.done');
    expect(of.codes('B-02-01', TEA_GTIN)).toEqual(['pick.bin.ok', 'putback.done']);
  });

  it('is refused once a parcel has left', () => {
    const of = bench('PS:PICK', ...PICK_ALL, ...PACK_ALL, 'PS:SHIP');
    const { view } = of.scan('PS:NOTHING');
    if (view.kind !== 'ship') throw new Error(`expected the shipping bench, not ${view.kind}`);
    of.codes(view.parcels[0]?.tracking_number ?? '', 'PS:HANDOVER');
    expect(of.stateOf('ORD-1')).toBe('dispatched');
    expect(cancel(of)).toMatchObject([
      { result: 'refused', reason: 'too_late', path: '$.data.order_id', message: 'Order ORD-1 is dispatched.' },
    ]);
  });

  it('does not leave with its carrier’s pile', () => {
    const of = bench('PS:PICK', ...PICK_ALL, ...PACK_ALL, 'PS:SHIP');
    const { view } = of.scan('PS:NOTHING');
    if (view.kind !== 'ship') throw new Error(`expected the shipping bench, not ${view.kind}`);
    of.codes(view.parcels[0]?.tracking_number ?? '');
    cancel(of);
    of.codes('PS:CANCEL');
    expect(of.codes('PS:HANDOVER:house')).toEqual(['ship.handover.none']);
  });

  it('before it came is cancelled when it comes', () => {
    const of = openBench();
    expect(cancel(of)).toMatchObject([{ result: 'held', reason: 'order' }]);
    expect(of.take(created('ORD-1'))).toMatchObject([{ result: 'accepted' }]);
    expect(of.stateOf('ORD-1')).toBe('cancelled');
  });
});
