import { describe, expect, it } from 'vitest';
import { orderLine } from '../../../test/support/station/lines.ts';
import { packLine, packState } from '../../../test/support/station/packs.ts';
import { expectedWeight, isDiscrepant } from './weight.ts';

const filled = (unitWeightG: number | null, units: number) =>
  packState([packLine(1, { item: orderLine(1, { unitWeightG, quantity: 10 }), packed: new Map([[1, units]]) })]);

describe('the expected weight', () => {
  it.each([
    [350, 2, 120, { grams: 820, sure: true }],
    [350, 0, 120, { grams: 120, sure: true }],
    [0.4, 3, 0, { grams: 1, sure: true }],
    [null, 1, 120, { grams: 120, sure: false }],
    [null, 0, 120, { grams: 120, sure: true }],
  ])('%s g times %i in a box of %i g', (unit, units, tare, expected) => {
    expect(expectedWeight(filled(unit, units), 1, tare)).toEqual(expected);
  });

  it('is of one parcel, not of the order', () => {
    const item = orderLine(1, { unitWeightG: 100, quantity: 3 });
    const split = packState([
      packLine(1, {
        item,
        packed: new Map([
          [1, 2],
          [2, 1],
        ]),
      }),
    ]);
    expect([1, 2].map((number) => expectedWeight(split, number, 0).grams)).toEqual([200, 100]);
  });
});

describe('whether a weight is out of tolerance', () => {
  const rules = { toleranceG: 200, tolerancePct: 5, required: false };
  it.each([
    [1000, 1000, false],
    [1200, 1000, false],
    [1201, 1000, true],
    [800, 1000, false],
    [799, 1000, true],
    // Above 4 kg the five per cent are more than the 200 g.
    [10_500, 10_000, false],
    [10_501, 10_000, true],
    [4200, 4000, false],
    [4201, 4000, true],
  ])('%i g on the scale, %i g expected: %s', (grams, expected, discrepant) => {
    expect(isDiscrepant(grams, { grams: expected, sure: true }, rules)).toBe(discrepant);
  });

  it('holds nothing against a weight where one unit is unknown', () => {
    expect(isDiscrepant(9999, { grams: 10, sure: false }, rules)).toBe(false);
  });

  it('a tolerance of nothing allows nothing', () => {
    const exact = { toleranceG: 0, tolerancePct: 0, required: false };
    expect([999, 1000, 1001].map((grams) => isDiscrepant(grams, { grams: 1000, sure: true }, exact))).toEqual([
      true,
      false,
      true,
    ]);
  });
});
