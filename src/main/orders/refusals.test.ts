import { describe, expect, it } from 'vitest';
import { openBench, WAY_IN } from '../../../test/support/station/bench.ts';
import { one } from '../../../test/support/station/one.ts';
import { created, event, MUG, TEA } from '../../../test/support/station/samples.ts';
import { journalSpans } from '../../../test/support/station/spans.ts';

const withMug = (change: object) => created('ORD-1', { items: [TEA, { ...MUG, ...change }] });

describe('an order that is not taken', () => {
  it.each<[string, unknown, string, string]>([
    ['no order id', event('order.created', { items: [MUG] }), 'invalid', '$.data.order_id'],
    ['an empty order id', created(''), 'invalid', '$.data.order_id'],
    ['an order id that is a number', created('x', { order_id: 7 }), 'invalid', '$.data.order_id'],
    ['an order id without end', created('x'.repeat(256)), 'invalid', '$.data.order_id'],
    ['half a surrogate pair as order id', created('\uD800'), 'invalid', '$.data.order_id'],
    ['NUL in the order id', created('A\u0000B'), 'invalid', '$.data.order_id'],
    ['a subject of another order', created('ORD-1', {}, { subject: 'ORD-2' }), 'order_id_mismatch', '$.data.order_id'],
    ['no items', created('ORD-1', { items: [] }), 'invalid', '$.data.items'],
    ['items that are no list', created('ORD-1', { items: {} }), 'invalid', '$.data.items'],
    ['items left out', event('order.created', { order_id: 'ORD-1' }), 'items_missing', '$.data.items'],
    ['neither product_id nor sku', withMug({ product_id: undefined, sku: undefined }), 'invalid', '$.data.items[1]'],
    ['a line id that another line has', withMug({ line_id: '2' }), 'invalid', '$.data.items[1].line_id'],
    ['no quantity', withMug({ quantity: undefined }), 'invalid', '$.data.items[1].quantity'],
    ['a quantity of 0', withMug({ quantity: 0 }), 'invalid', '$.data.items[1].quantity'],
    ['half a unit', withMug({ quantity: 1.5 }), 'invalid', '$.data.items[1].quantity'],
    ['a quantity as text', withMug({ quantity: '2' }), 'invalid', '$.data.items[1].quantity'],
    ['a quantity without end', withMug({ quantity: 1e300 }), 'invalid', '$.data.items[1].quantity'],
    ['no bin', withMug({ bin_location: undefined }), 'invalid', '$.data.items[1].bin_location'],
    ['an empty bin', withMug({ bin_location: '' }), 'invalid', '$.data.items[1].bin_location'],
    [
      'a case of no units',
      withMug({ barcodes: [{ gtin: '1', units: 0 }] }),
      'invalid',
      '$.data.items[1].barcodes[0].units',
    ],
    ['a negative weight', withMug({ unit_weight_g: -1 }), 'invalid', '$.data.items[1].unit_weight_g'],
    ['a weight no scale shows', withMug({ unit_weight_g: 1e300 }), 'invalid', '$.data.items[1].unit_weight_g'],
    ['a revision without end', created('ORD-1', { revision: 1e300 }), 'invalid', '$.data.revision'],
    ['a priority that is text', created('ORD-1', { priority: 'high' }), 'invalid', '$.data.priority'],
    ['a time that is none', created('ORD-1', { placed_at: 'yesterday' }), 'invalid', '$.data.placed_at'],
    ['a ship-by that is none', created('ORD-1', { ship_by: '2026-02-31T00:00:00Z' }), 'invalid', '$.data.ship_by'],
    [
      'a requirement nobody knows',
      created('ORD-1', { requires: ['payment', 'luck'] }),
      'invalid',
      '$.data.requires[1]',
    ],
    ['an address that is text', created('ORD-1', { ship_to: 'Berlin' }), 'invalid', '$.data.ship_to'],
    ['a type nobody knows', event('order.teleported', { order_id: 'ORD-1' }), 'unknown_type', '$.type'],
    ['a bare message’s fault', { order_id: 'ORD-1', items: [{ sku: 'X' }] }, 'invalid', '$.items[0].quantity'],
    ['no event at all', [1], 'not_an_event', '$'],
  ])('%s is refused by its path', (_name, input, reason, path) => {
    const bench = openBench();
    expect(bench.take(input)).toMatchObject([{ result: 'refused', reason, path }]);
    expect(bench.value('SELECT count(*) FROM orders')).toBe(0);
    expect(bench.value('SELECT count(*) FROM events_in')).toBe(0);
    expect(one(bench.rows('SELECT reason, path, way_in FROM refused_inputs'))).toEqual({
      reason,
      path,
      way_in: WAY_IN,
    });
  });

  it('of a type of another system is told, and traced, by that type', () => {
    const bench = openBench();
    const type = 'com.example.stock_moved';
    expect(bench.take(event('', { order_id: 'ORD-1' }, { type }))).toMatchObject([{ reason: 'unknown_type', type }]);
    expect(bench.take(event('order.teleported', {}))).toMatchObject([{ type: 'pickspan.order.teleported' }]);
    expect(one(journalSpans(bench.db, `process ${type}`)).attributes['event.type']).toBe(type);
  });

  it('costs no other one of its batch, and is kept as it came with its line', () => {
    const bench = openBench();
    const bad = JSON.stringify(created('BAD', { items: 'none' }));
    const text = [JSON.stringify(created('A')), '', 'no json', bad, JSON.stringify(created('B'))].join('\n');
    expect(bench.takeText(text).map(({ result, line }) => [result, line])).toEqual([
      ['accepted', 1],
      ['refused', 3],
      ['refused', 4],
      ['accepted', 5],
    ]);
    expect(bench.rows('SELECT reason, line, input FROM refused_inputs ORDER BY seq')).toEqual([
      { reason: 'not_json', line: 3, input: 'no json' },
      { reason: 'invalid', line: 4, input: bad },
    ]);
    expect(bench.rows('SELECT order_id FROM orders ORDER BY order_id')).toEqual([{ order_id: 'A' }, { order_id: 'B' }]);
  });

  it('names the order it was about where that can be read', () => {
    const bench = openBench();
    expect(bench.take(created('ORD-1', { items: [] }))).toMatchObject([{ result: 'refused', order_id: 'ORD-1' }]);
  });

  it('a subject alone names the order', () => {
    const bench = openBench();
    expect(bench.take(event('order.created', { items: [MUG] }, { subject: 'ORD-9' }))).toMatchObject([
      { result: 'accepted', order_id: 'ORD-9' },
    ]);
  });

  it('an order with an invalid context is taken without the link, and counted', () => {
    const bench = openBench();
    expect(bench.take(created('ORD-1', {}, { traceparent: 'nonsense' }))).toMatchObject([
      { result: 'accepted', linked: false },
    ]);
    expect(bench.rows('SELECT linked FROM events_in')).toEqual([{ linked: 0 }]);
    expect(bench.rows('SELECT trace_id FROM stages')).toEqual([{ trace_id: null }]);
  });
});
