import { array, assert, constantFrom, integer, nat, property, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs, seed, seedName } from '../../../test/support/station/seed.ts';
import { NOTHING_WEIGHED, SCALE_DRIVERS, spent, weigh, weightOf, type Reading, type Weighing } from './scale.ts';

const line = (text: string): Reading | undefined => SCALE_DRIVERS['mt-sics'].read(Buffer.from(text, 'latin1'));
const report = (...bytes: readonly number[]): Reading | undefined => SCALE_DRIVERS.hid.read(Uint8Array.from(bytes));

describe('a serial scale', () => {
  it.each<[string, Reading | undefined]>([
    ['S S     100.00 g\r\n', { kind: 'stable', grams: 100 }],
    ['S S      1.2004 kg', { kind: 'stable', grams: 1200 }],
    ['S S      2.00 lb', { kind: 'stable', grams: 907 }],
    ['S S      0.00 g', { kind: 'zero' }],
    ['S S     -5.00 g', { kind: 'below-zero' }],
    ['S D     100.00 g', { kind: 'moving' }],
    ['S +', { kind: 'overload' }],
    ['S -', { kind: 'below-zero' }],
    ['S I', { kind: 'fault' }],
    ['ES', { kind: 'fault' }],
    ['S S     100.00 pcs', { kind: 'fault' }],
    ['S S     1OO.00 g', undefined],
    ['00.00 g', undefined],
    ['', undefined],
  ])('says %j', (text, reading) => {
    expect(line(text)).toEqual(reading);
  });
});

describe('a scale on USB', () => {
  it.each<[string, readonly number[], Reading | undefined]>([
    ['645.2 oz', [3, 4, 0x0b, 0xff, 0x34, 0x19], { kind: 'stable', grams: 18_291 }],
    ['20 g', [3, 4, 2, 0, 20, 0], { kind: 'stable', grams: 20 }],
    ['1.234 kg', [3, 4, 3, 0xfd, 0xd2, 4], { kind: 'stable', grams: 1234 }],
    ['nothing', [3, 2, 2, 0, 0, 0], { kind: 'zero' }],
    ['that it moves', [3, 3, 2, 0, 20, 0], { kind: 'moving' }],
    ['less than nothing, without a sign', [3, 5, 2, 0, 20, 0], { kind: 'below-zero' }],
    ['too much', [3, 6, 2, 0, 0, 0], { kind: 'overload' }],
    ['that it is broken', [3, 1, 2, 0, 0, 0], { kind: 'fault' }],
    ['a unit nobody knows', [3, 4, 10, 0, 20, 0], { kind: 'fault' }],
    ['something else', [4, 4, 2, 0, 20, 0], undefined],
    ['half a report', [3, 4, 2], undefined],
  ])('says %s', (_name, bytes, reading) => {
    expect(report(...bytes)).toEqual(reading);
  });
});

const stable = (grams: number): Reading => ({ kind: 'stable', grams });
const after = (readings: readonly (readonly [Reading, number])[], start: Weighing = NOTHING_WEIGHED): Weighing =>
  readings.reduce((weighing, [reading, atMs]) => weigh(weighing, reading, atMs), start);
const three = (grams: number, fromMs: number) =>
  [0, 200, 400].map((ms): [Reading, number] => [stable(grams), fromMs + ms]);

describe('a weight', () => {
  it('is what three readings in a row agree on', () => {
    expect(weightOf(after(three(1200, 0).slice(0, 2)), 400)).toBeUndefined();
    expect(weightOf(after(three(1200, 0)), 400)).toBe(1200);
    expect(weightOf(after([...three(1200, 0).slice(0, 2), [stable(1201), 400]]), 400)).toBeUndefined();
  });

  it('is not one that has been away for two seconds', () => {
    const weighing = after(three(1200, 0));
    expect(weightOf(weighing, 2400)).toBe(1200);
    expect(weightOf(weighing, 2401)).toBeUndefined();
    expect(weightOf(after([...three(1200, 0), [stable(1200), 5000]]), 5000)).toBeUndefined();
  });

  it('is used once: the platform must be empty before the next', () => {
    const used = spent(after(three(1200, 0)));
    expect(weightOf(used, 400)).toBeUndefined();
    expect(weightOf(after(three(1500, 600), used), 1000)).toBeUndefined();
    expect(weightOf(after([[{ kind: 'zero' }, 600], ...three(1500, 800)], used), 1200)).toBe(1500);
    expect(weightOf(after([[{ kind: 'below-zero' }, 600], ...three(1500, 800)], used), 1200)).toBeUndefined();
  });

  it(`is always what the last three said, lately, whatever a scale does (${seedName})`, () => {
    const reading = constantFrom<Reading>(
      stable(100),
      stable(100),
      stable(200),
      { kind: 'zero' },
      { kind: 'moving' },
      { kind: 'below-zero' },
      { kind: 'fault' },
    );
    assert(
      property(
        array(tuple(reading, integer({ min: -10, max: 2500 })), { maxLength: 40 }),
        nat(3000),
        (steps, later) => {
          let now = 0;
          const seen: [Reading, number][] = steps.map(([each, ms]) => [each, (now += ms)]);
          const weight = weightOf(after(seen), now + later);
          if (weight === undefined) return;
          const last = seen.slice(-3);
          expect(last.map(([each]) => each)).toEqual([stable(weight), stable(weight), stable(weight)]);
          expect(now + later - (last.at(-1)?.[1] ?? 0)).toBeLessThanOrEqual(2000);
          expect(weight).toBeGreaterThan(0);
        },
      ),
      { seed, numRuns: runs(20_000) },
    );
  });
});
