import { expect, test } from 'vitest';
import { openBench } from '../../../test/support/station/bench.ts';
import { created, event, MUG, MUG_GTIN, orderData, TEA } from '../../../test/support/station/samples.ts';

const BARE_MUG = { line_id: '1', sku: 'MUG-BLUE', quantity: 2 };
const { line_id: _line, quantity: _quantity, ...MUG_PRODUCT } = MUG;

const product = (more: object = {}, attributes: object = {}) =>
  event('product.upserted', { ...MUG_PRODUCT, variant_id: 42, ...more }, attributes);

test('what an item leaves out comes from its product; what it says itself stays', () => {
  const bench = openBench();
  expect(bench.take(product())).toMatchObject([
    { result: 'accepted', order_id: null, type: 'pickspan.product.upserted' },
  ]);
  bench.take(
    created('ORD-1', {
      items: [
        BARE_MUG,
        { line_id: '2', product_id: 'p-17', quantity: 1, bin_location: 'Z-09', unit_weight_g: 1, name: '' },
      ],
    }),
    created('ORD-2', { items: [{ line_id: '1', variant_id: '42', quantity: 1 }] }),
  );
  const columns =
    'order_id, line_no, product_id, sku, gtin, name, quantity, bin, zone, unit_weight_g, unit_dimensions_mm';
  const mug = {
    product_id: 'p-17',
    sku: 'MUG-BLUE',
    gtin: MUG_GTIN,
    name: 'Mug, blue',
    bin: 'A-01-03',
    zone: 'A',
    unit_weight_g: 350,
    unit_dimensions_mm: '[120,80,95]',
  };
  expect(bench.rows(`SELECT ${columns} FROM order_lines ORDER BY order_id, line_no`)).toEqual([
    { order_id: 'ORD-1', line_no: 1, ...mug, quantity: 2 },
    { order_id: 'ORD-1', line_no: 2, ...mug, quantity: 1, bin: 'Z-09', unit_weight_g: 1 },
    { order_id: 'ORD-2', line_no: 1, ...mug, quantity: 1 },
  ]);
  expect(bench.codes('PS:OP:w1', 'ORD-1', 'A-01-03', MUG_GTIN)).toEqual([
    'signin.ok',
    'pick.opened',
    'pick.bin.ok',
    'pick.item.ok',
  ]);
});

test('a product that changes alters no order that is here; an update of one under way goes by its lines', () => {
  const bench = openBench();
  bench.take(product());
  const order = { items: [BARE_MUG, TEA] };
  bench.take(created('ORD-1', { revision: 1, ...order }));
  bench.codes('PS:OP:w1', 'ORD-1', 'A-01-03', MUG_GTIN);
  bench.take(product({ bin_location: 'C-01', gtin: TEA.gtin, name: 'Another' }));
  const bins = () => bench.rows('SELECT bin, name FROM order_lines ORDER BY line_no');
  expect(bins()).toMatchObject([{ bin: 'A-01-03', name: 'Mug, blue' }, { bin: 'B-02-01' }]);
  const update = event('order.updated', { ...orderData('ORD-1', order), revision: 2, priority: 5 });
  expect(bench.take(update)).toMatchObject([{ result: 'accepted' }]);
  expect(bins()).toMatchObject([{ bin: 'A-01-03', name: 'Mug, blue' }, { bin: 'B-02-01' }]);
});

test('an earlier state that comes late changes nothing', () => {
  const bench = openBench();
  bench.take(product({ revision: 3 }));
  const name = () => bench.value(`SELECT data ->> '$.name' FROM products`);
  expect(bench.take(product({ revision: 2, name: 'Old' }))).toMatchObject([
    { result: 'refused', reason: 'stale_revision', path: '$.data.revision' },
  ]);
  expect(bench.take(product({ name: 'Older' }, { time: '2001-01-01T00:00:00Z' }))).toMatchObject([
    { result: 'refused', reason: 'stale_revision', path: '$.time' },
  ]);
  expect(name()).toBe('Mug, blue');
  expect(bench.take(product({ revision: 4, name: 'New' }))).toMatchObject([{ result: 'accepted' }]);
  expect(name()).toBe('New');
});

test('goods that two products have a name of are nobody’s: never guess', () => {
  const bench = openBench();
  bench.take(product(), product({ product_id: 'p-99' }));
  expect(bench.take(created('ORD-1', { items: [BARE_MUG] }))).toMatchObject([
    { result: 'refused', path: '$.data.items[0].bin_location' },
  ]);
});

const WRONG_PRODUCTS: readonly (readonly [string, object, string])[] = [
  ['no product_id', { product_id: undefined }, 'product_id'],
  ['a number as product_id', { product_id: 7 }, 'product_id'],
  ['a variant that is an object', { variant_id: {} }, 'variant_id'],
  ['a negative weight', { unit_weight_g: -1 }, 'unit_weight_g'],
  ['a case of no units', { barcodes: [{ gtin: '1', units: 0 }] }, 'barcodes[0].units'],
  ['an empty bin', { bin_location: '' }, 'bin_location'],
  ['a second bin that is none', { alternative_bins: ['A', ''] }, 'alternative_bins[1]'],
  ['half a revision', { revision: 1.5 }, 'revision'],
];

const WRONG_ITEMS: readonly (readonly [string, object, string])[] = [
  ['no bin of its own, and no product', BARE_MUG, 'bin_location'],
  ['nothing but a variant that nobody knows', { variant_id: 7, quantity: 1, bin_location: 'A' }, 'variant_id'],
];

test('what is wrong is refused by its path', () => {
  const bench = openBench();
  const pathOf = (input: unknown): string | undefined => bench.take(input)[0]?.path;
  expect(WRONG_PRODUCTS.map(([what, change]) => [what, pathOf(product(change))])).toEqual(
    WRONG_PRODUCTS.map(([what, , path]) => [what, `$.data.${path}`]),
  );
  expect(WRONG_ITEMS.map(([what, item]) => [what, pathOf(created('ORD-1', { items: [item] }))])).toEqual(
    WRONG_ITEMS.map(([what, , field]) => [what, `$.data.items[0].${field}`]),
  );
  expect(bench.value('SELECT (SELECT count(*) FROM products) + (SELECT count(*) FROM orders)')).toBe(0);
});
