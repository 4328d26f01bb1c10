import { describe, expect, it } from 'vitest';
import { openBench } from '../../../test/support/station/bench.ts';
import { orderLine, settingsOf } from '../../../test/support/station/lines.ts';
import { packLine, packState, parcel } from '../../../test/support/station/packs.ts';
import { created, MUG_GTIN, orderData, PACK_SCANS, PICK_SCANS } from '../../../test/support/station/samples.ts';
import { journalSpans } from '../../../test/support/station/spans.ts';
import type { OrderLine } from '../orders/order-data.ts';
import { defaultBox, suggestBox } from './boxes.ts';

const { boxes } = settingsOf({
  boxes: [
    { code: 'BIG', inner_mm: [400, 300, 200], max_weight_g: 20_000, tare_g: 400 },
    { code: 'BAG' },
    { code: 'SMALL', inner_mm: [200, 100, 100], max_weight_g: 2000, tare_g: 100 },
    { code: 'TUBE', inner_mm: [900, 60, 60], max_weight_g: 3000, tare_g: 150 },
  ],
});

const packOf = (quantity: number, item: Partial<OrderLine>) =>
  packState([packLine(1, { item: orderLine(1, { quantity, ...item }) })]);

describe('which box', () => {
  it.each<[string, number, Partial<OrderLine>, string]>([
    ['a small thing', 1, { dimensionsMm: [90, 90, 90], unitWeightG: 300 }, 'SMALL'],
    ['the smallest by volume', 1, { dimensionsMm: [190, 90, 95], unitWeightG: 300 }, 'SMALL'],
    ['as full as an arrangement makes it', 20, { dimensionsMm: [100, 100, 10], unitWeightG: 1 }, 'SMALL'],
    ['one more is too many', 21, { dimensionsMm: [100, 100, 10], unitWeightG: 1 }, 'BIG'],
    ['a long thing', 1, { dimensionsMm: [850, 20, 20], unitWeightG: 300 }, 'TUBE'],
    ['a heavy thing', 1, { dimensionsMm: [50, 50, 50], unitWeightG: 5000 }, 'BIG'],
    ['as heavy as box and contents may be', 1, { dimensionsMm: [50, 50, 50], unitWeightG: 1900 }, 'SMALL'],
    ['one gram more', 1, { dimensionsMm: [50, 50, 50], unitWeightG: 1901 }, 'TUBE'],
    ['more than any box holds', 100, { dimensionsMm: [200, 200, 200], unitWeightG: 300 }, 'BIG'],
    ['a weight nobody knows counts as nothing', 1, { dimensionsMm: [50, 50, 50], unitWeightG: null }, 'SMALL'],
  ])('%s', (_name, quantity, item, code) => {
    expect(suggestBox(packOf(quantity, item), boxes)?.code).toBe(code);
  });

  it('suggests none where a size is unknown, and takes the first of the settings', () => {
    const unknown = packOf(1, { dimensionsMm: null });
    expect(suggestBox(unknown, boxes)).toBeUndefined();
    expect(defaultBox(unknown, boxes)).toBe(boxes[0]);
  });

  it('never suggests a box nobody measured', () => {
    const unmeasured = settingsOf({ boxes: [{ code: 'BAG' }] }).boxes;
    const small = packOf(1, { dimensionsMm: [50, 50, 50] });
    expect(suggestBox(small, unmeasured)).toBeUndefined();
    expect(defaultBox(small, unmeasured)?.code).toBe('BAG');
  });

  it('looks at what is left: units of closed parcels and released ones do not count', () => {
    const item = orderLine(1, { quantity: 3, dimensionsMm: [150, 90, 90], unitWeightG: 100 });
    const left = packState(
      [packLine(1, { item, packed: new Map([[1, 1]]), short: 1 })],
      [parcel(1, { state: 'closed' }), parcel(2)],
    );
    expect(suggestBox(left, boxes)?.code).toBe('SMALL');
    expect(suggestBox(packState([packLine(1, { item })]), boxes)?.code).not.toBe('SMALL');
  });

  it('what lies in the open parcel already still needs room', () => {
    const item = orderLine(1, { quantity: 3, dimensionsMm: [150, 90, 90], unitWeightG: 100 });
    const half = packState([packLine(1, { item, packed: new Map([[1, 2]]) })]);
    expect(suggestBox(half, boxes)?.code).not.toBe('SMALL');
  });
});

describe('at the bench', () => {
  const big = { ...orderData('ORD-1').items[0], unit_dimensions_mm: [390, 290, 190], unit_weight_g: 500, quantity: 2 };

  it('says at once when one box will not do, and how many of which kind', () => {
    const bench = openBench({ boxes: [{ code: 'BIG', name: 'Big box', inner_mm: [400, 300, 200] }] });
    bench.take(created('ORD-1', { items: [big] }));
    bench.codes('PS:OP:w1', 'ORD-1', 'A-01-03', MUG_GTIN, MUG_GTIN);
    const opened = bench.scan('ORD-1');
    expect(opened.message).toBe('Pack order ORD-1. One box will not do: 2 x Big box.');
    expect(opened.view).toMatchObject({ suggested: [{ code: 'BIG', name: 'Big box', count: 2 }], box: 'BIG' });
  });

  it('takes the box of the worker, and keeps on record which one was suggested', () => {
    const bench = openBench();
    bench.take(created('ORD-1'));
    bench.codes('PS:OP:w1', 'ORD-1', ...PICK_SCANS, 'ORD-1');
    expect(bench.view).toMatchObject({ suggested: [{ code: 'S', count: 1 }], box: 'S' });
    bench.codes('PS:BOX:M', ...PACK_SCANS);
    const detail = { 'pack.parcel': 1, 'pack.box_size': 'M', 'pack.box_suggested': 'S' };
    expect(JSON.parse(String(bench.value(`SELECT detail FROM audit WHERE code = 'pack.box.ok'`)))).toEqual(detail);
    const [pack] = journalSpans(bench.db, 'warehouse.pack');
    expect(pack?.attributes['pack.box_size']).toBe('M');
    expect(pack?.events).toContainEqual(expect.objectContaining({ name: 'pack.box.ok', attributes: detail }));
  });

  it('has nothing to record when the worker takes what was suggested', () => {
    const bench = openBench();
    bench.take(created('ORD-1'));
    bench.codes('PS:OP:w1', 'ORD-1', ...PICK_SCANS, 'ORD-1', 'PS:BOX:S');
    expect(bench.value(`SELECT detail FROM audit WHERE code = 'pack.box.ok'`)).toBeNull();
  });
});
