import { expect, test } from 'vitest';
import { fulfillmentOrder, shopifyOrder, VARIANT } from '../../../../test/support/shopify.ts';
import { openBench, type Bench } from '../../../../test/support/station/bench.ts';
import { context, event, MUG, MUG_GTIN, TEA, TEA_GTIN } from '../../../../test/support/station/samples.ts';
import { countryCode } from './country-code.ts';

const ID = '1046000901';
const ORDER = { fulfillment_order: fulfillmentOrder(), order: shopifyOrder() };
const LINES = fulfillmentOrder()['line_items'] as readonly object[];

const upserted = (goods: typeof MUG | typeof TEA, variant: number) =>
  event('product.upserted', { ...goods, line_id: undefined, quantity: undefined, variant_id: variant });

function benchWithProducts(): Bench {
  const bench = openBench();
  bench.take(upserted(MUG, VARIANT.mug), upserted(TEA, VARIANT.tea));
  return bench;
}

test('a fulfillment order is an order: its lines by variant, its context from the note attributes', () => {
  const bench = benchWithProducts();
  expect(bench.take(ORDER)).toMatchObject([
    { result: 'accepted', order_id: ID, type: 'pickspan.order.created', linked: true },
  ]);
  expect(bench.rows('SELECT state, service_level, ship_by_ms FROM orders')).toEqual([
    {
      state: 'ready',
      service_level: 'Express',
      ship_by_ms: Date.UTC(2026, 10, 23, 17),
    },
  ]);
  expect(JSON.parse(String(bench.value('SELECT ship_to FROM orders')))).toMatchObject({
    name: 'Ada Brandt',
    street1: 'Lindenallee 7',
    city: 'Leipzig',
    region: 'Saxony',
    postal_code: '04103',
    country: 'DE',
    email: 'ada@shop.example',
  });
  expect(bench.rows('SELECT line_id, sku, gtin, name, quantity, bin, unit_weight_g FROM order_lines')).toEqual([
    {
      line_id: '1058737601',
      sku: 'MUG-BLUE',
      gtin: MUG_GTIN,
      name: 'Mug - blue',
      quantity: 2,
      bin: 'A-01-03',
      unit_weight_g: 350,
    },
    {
      line_id: '1058737602',
      sku: 'TEA-GREEN',
      gtin: TEA_GTIN,
      name: 'Tea - green',
      quantity: 1,
      bin: 'B-02-01',
      unit_weight_g: 250,
    },
  ]);
  expect(bench.rows('SELECT traceparent, tracestate, start_ms, time_source FROM stages')).toEqual([
    {
      traceparent: context(7).traceparent,
      tracestate: 'shop=1',
      start_ms: Date.UTC(2026, 10, 20, 9, 14),
      time_source: 'placed_at',
    },
  ]);
  expect(bench.take(ORDER)).toMatchObject([{ result: 'duplicate', order_id: ID }]);
});

test('with variants that nobody knows it is held until the last of them is told', () => {
  const bench = openBench();
  expect(bench.take({ fulfillment_order: fulfillmentOrder() })).toMatchObject([
    { result: 'held', order_id: ID, reason: 'product', linked: false },
  ]);
  bench.take(upserted(MUG, VARIANT.mug));
  expect(bench.stateOf(ID)).toBe('held');
  // A product that nobody can go to does not help.
  bench.take(upserted({ ...TEA, bin_location: undefined } as never, VARIANT.tea));
  expect(bench.stateOf(ID)).toBe('held');
  bench.reopen();
  bench.take(upserted(TEA, VARIANT.tea));
  expect(bench.stateOf(ID)).toBe('ready');
  expect(bench.rows('SELECT sku, bin FROM order_lines')).toEqual([
    { sku: 'MUG-BLUE', bin: 'A-01-03' },
    { sku: 'TEA-GREEN', bin: 'B-02-01' },
  ]);
  expect(bench.value('SELECT count(*) FROM awaited_products')).toBe(0);
});

test('held for a product and cancelled meanwhile it stays cancelled; payment alone does not let it go', () => {
  const bench = openBench();
  bench.take({ fulfillment_order: fulfillmentOrder() });
  expect(bench.take(event('payment.confirmed', { order_id: ID }))).toMatchObject([{ result: 'accepted' }]);
  expect(bench.stateOf(ID)).toBe('held');
  expect(bench.take({ fulfillment_order: fulfillmentOrder({ status: 'cancelled' }) })).toMatchObject([
    { result: 'accepted', order_id: ID },
  ]);
  bench.take(upserted(MUG, VARIANT.mug), upserted(TEA, VARIANT.tea));
  expect(bench.stateOf(ID)).toBe('cancelled');
});

test('a ready order that comes again with a variant that nobody knows waits for it', () => {
  const bench = benchWithProducts();
  bench.take(ORDER);
  const stranger = { ...LINES[0], variant_id: 1 };
  expect(bench.take({ fulfillment_order: fulfillmentOrder({ line_items: [stranger] }) })).toMatchObject([
    { result: 'held', reason: 'product' },
  ]);
  expect(bench.codes('PS:OP:w1', 'PS:PICK')).toEqual(['signin.ok', 'pick.none']);
  bench.take(upserted(MUG, 1));
  expect(bench.codes('PS:PICK')).toEqual(['pick.opened']);
});

test('lines without units left, and what is not shipped, are no lines; a custom item goes by its sku', () => {
  const bench = benchWithProducts();
  const [mug, tea] = LINES;
  const lines = [
    { ...mug, fulfillable_quantity: 0 },
    { ...tea, variant_id: null },
  ];
  const card = { ...mug, id: 3, line_item_id: 4 };
  const ordered = [...(shopifyOrder()['line_items'] as readonly object[]), { id: 4, requires_shipping: false }];
  bench.take({
    fulfillment_order: fulfillmentOrder({ line_items: [...lines, card] }),
    order: shopifyOrder({ line_items: ordered }),
  });
  expect(bench.rows('SELECT sku, quantity FROM order_lines')).toEqual([{ sku: 'TEA-GREEN', quantity: 1 }]);
});

const WRONG: readonly (readonly [string, object, string, string])[] = [
  ['text in its place', { fulfillment_order: 'open' }, 'invalid', '$.fulfillment_order'],
  ['no id', { fulfillment_order: fulfillmentOrder({ id: undefined }) }, 'invalid', '$.fulfillment_order.id'],
  ['an id below 1', { fulfillment_order: fulfillmentOrder({ id: -1 }) }, 'invalid', '$.fulfillment_order.id'],
  [
    'no lines',
    { fulfillment_order: fulfillmentOrder({ line_items: undefined }) },
    'invalid',
    '$.fulfillment_order.line_items',
  ],
  [
    'a quantity as text',
    { fulfillment_order: fulfillmentOrder({ line_items: [{ ...LINES[0], quantity: '2' }] }) },
    'invalid',
    '$.fulfillment_order.line_items[0].quantity',
  ],
  [
    'a time that is none',
    { fulfillment_order: fulfillmentOrder({ fulfill_by: 'soon' }) },
    'invalid',
    '$.fulfillment_order.fulfill_by',
  ],
  [
    'nothing left to ship',
    { fulfillment_order: fulfillmentOrder({ line_items: [{ ...LINES[0], fulfillable_quantity: 0 }] }) },
    'invalid',
    '$.fulfillment_order.line_items',
  ],
  [
    'a line that names nothing',
    { fulfillment_order: fulfillmentOrder({ line_items: [{ ...LINES[0], variant_id: null }] }) },
    'invalid',
    '$.fulfillment_order.line_items[0].variant_id',
  ],
  ['a hold', { fulfillment_order: fulfillmentOrder({ status: 'on_hold' }) }, 'not_open', '$.fulfillment_order.status'],
  ['an order that is text', { ...ORDER, order: '#1001' }, 'invalid', '$.order'],
  [
    'an envelope about another order',
    event('order.created', ORDER, { subject: 'X' }),
    'order_id_mismatch',
    '$.data.order_id',
  ],
];

test('a wrong shape is refused by its path', () => {
  const bench = benchWithProducts();
  const refused = WRONG.map(([what, input]) => {
    const [result] = bench.take(input);
    return [what, result?.reason, result?.path];
  });
  expect(refused).toEqual(WRONG.map(([what, , reason, path]) => [what, reason, path]));
  expect(bench.value('SELECT count(*) FROM orders')).toBe(0);
});

test('in an envelope its context comes first', () => {
  const bench = benchWithProducts();
  expect(bench.take(event('order.created', ORDER, { traceparent: context(1).traceparent }))).toMatchObject([
    { result: 'accepted', order_id: ID },
  ]);
  expect(bench.value('SELECT traceparent FROM stages')).toBe(context(1).traceparent);
});

test.for([
  ['Germany', 'DE'],
  ['United States', 'US'],
  ['united kingdom', 'GB'],
  ['DE', 'DE'],
  ['Elbonia', 'Elbonia'],
])('the country %s is %s', ([name = '', code]) => {
  expect(countryCode(name)).toBe(code);
});
