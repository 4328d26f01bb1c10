import { describe, expect, it } from 'vitest';
import { settingsOf } from '../../../test/support/station/lines.ts';
import { WORK, arrange, fillUp, type Size } from './arrange.ts';
import { suggest, type Units } from './suggest.ts';

const { boxes } = settingsOf({
  boxes: [
    { code: 'S', inner_mm: [200, 100, 100], max_weight_g: 2000, tare_g: 100 },
    { code: 'M', inner_mm: [400, 300, 200], max_weight_g: 20_000, tare_g: 400 },
  ],
});

const cubes = (count: number, side: number, weightG: number | null = 100): Units => ({
  size: [side, side, side],
  weightG,
  count,
});

const codes = (units: readonly Units[]): readonly string[] | undefined => {
  const found = suggest(units, boxes);
  return found?.kind === 'one' ? [found.box.code] : found?.boxes.map(({ code }) => code);
};

describe('a suggestion', () => {
  it.each<[string, readonly Units[], readonly string[] | undefined]>([
    ['is the smallest box that holds all', [cubes(2, 100)], ['S']],
    ['is several where one will not do, the last as small as what is left allows', [cubes(26, 100, 1)], ['M', 'S']],
    ['goes by weight too', [cubes(3, 50, 9000)], ['M', 'M']],
    ['is none where a unit goes into no box', [cubes(1, 350)], undefined],
    ['is none for what goes by the pallet', [cubes(500, 10)], undefined],
    ['is none for nothing', [], undefined],
  ])('%s', (_name, units, expected) => {
    expect(codes(units)).toEqual(expected);
  });

  it('looks only as long as its work allows, and then finds nothing rather than guess', () => {
    const items = Array.from({ length: 60 }, (_, index): Size => [31 + index, 47 + ((index * 7) % 40), 53]);
    const work = { left: 100_000 };
    expect(arrange(items, [300, 300, 240], work)).toBeUndefined();
    expect(work.left).toBeGreaterThan(-20_000);
    const filled = fillUp(
      items.map((size) => ({ size })),
      [300, 300, 240],
      { left: 0 },
      () => true,
    );
    expect(filled.taken).toEqual([]);
  });

  it('never looks much longer than that, whatever is asked', () => {
    for (let lines = 1; lines <= 30; lines += 1) {
      const units = Array.from({ length: lines }, (_, index): Units => {
        const side = (of: number): number => 20 + ((index * of + lines * 13) % 170);
        return { size: [side(37), side(53), side(71)], weightG: 10, count: 1 + (index % 5) };
      });
      // The same twice: counted, not timed.
      expect(suggest(units, boxes)).toEqual(suggest(units, boxes));
    }
    expect(WORK).toBeLessThanOrEqual(1_000_000);
  });
});
