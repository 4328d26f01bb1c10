import { describe, expect, it } from 'vitest';
import { orderLine, settingsOf } from '../../../test/support/station/lines.ts';
import { packLine, packState, parcel } from '../../../test/support/station/packs.ts';
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
