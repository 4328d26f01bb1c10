import { describe, expect, it } from 'vitest';
import { openBench, type Bench } from '../../../test/support/station/bench.ts';
import { created, event, MUG, MUG_GTIN, TEA } from '../../../test/support/station/samples.ts';

/** As a shop writes them that does not number its lines: the id may be left out. */
const [mug, tea] = [MUG, TEA].map(({ line_id: _id, ...item }) => item) as [object, object];
const jam = { sku: 'JAM', quantity: 1, bin_location: 'C-01-01' };

/** An order that is being picked, its first mug in the hand. */
function underWay(...items: readonly object[]): Bench {
  const bench = openBench();
  bench.take(created('ORD-1', { revision: 1, items }));
  bench.codes('PS:OP:w1', 'ORD-1', 'A-01-03', MUG_GTIN);
  return bench;
}

const update = (bench: Bench, ...items: readonly object[]) =>
  bench.take(event('order.updated', { order_id: 'ORD-1', revision: 2, items }));
const lines = (bench: Bench) => bench.rows('SELECT line_id, sku, quantity FROM order_lines ORDER BY line_no');

describe('lines that the shop has not numbered', () => {
  it('are known again by their goods when a line before them is taken out', () => {
    const bench = underWay(jam, mug, tea);
    expect(update(bench, { ...mug, quantity: 1 }, tea)).toMatchObject([{ result: 'accepted' }]);
    expect(lines(bench)).toEqual([
      { line_id: '1', sku: 'JAM', quantity: 0 },
      { line_id: '2', sku: 'MUG-BLUE', quantity: 1 },
      { line_id: '3', sku: 'TEA-GREEN', quantity: 1 },
    ]);
  });

  it('may come in another order, and of two alike the one that has as many stays', () => {
    const bench = underWay({ ...mug, quantity: 1 }, { ...mug, quantity: 3 }, tea);
    expect(update(bench, tea, { ...mug, quantity: 2 })).toMatchObject([{ result: 'accepted' }]);
    expect(lines(bench)).toMatchObject([{ quantity: 0 }, { quantity: 2 }, { quantity: 1 }]);
  });

  it('may say of their goods only by what they are known', () => {
    const bench = underWay(mug, tea);
    expect(update(bench, { sku: 'TEA-GREEN', quantity: 1 }, { product_id: 'p-17', quantity: 2 })).toMatchObject([
      { result: 'accepted' },
    ]);
    expect(lines(bench)).toMatchObject([{ quantity: 2 }, { quantity: 1 }]);
  });

  it.each([
    ['another item', [jam, tea], '$.data.items[0]'],
    ['a further line', [mug, tea, jam], '$.data.items[2]'],
    ['a line twice', [mug, tea, tea], '$.data.items[2]'],
    ['the same in another bin', [mug, { ...tea, bin_location: 'B-02-02' }], '$.data.items[1]'],
  ])('cannot become %s once work has started', (_what, items, path) => {
    const bench = underWay(mug, tea);
    expect(update(bench, ...items)).toMatchObject([{ result: 'refused', reason: 'too_late', path }]);
  });

  it('get a number that no other line has', () => {
    const bench = openBench();
    bench.take(created('ORD-1', { items: [{ ...mug, line_id: '2' }, tea, jam] }));
    expect(lines(bench)).toMatchObject([{ line_id: '2' }, { line_id: '3' }, { line_id: '4' }]);
  });
});
