import { describe, expect, it } from 'vitest';
import { FRIDAY_NOON } from '../../../test/support/station/hand-clock.ts';
import { orderLine } from '../../../test/support/station/lines.ts';
import { decidePick } from './rules.ts';
import { compareBins } from './path.ts';
import { newPick, openLines } from './state.ts';
import { reverse, undoOf } from './undo.ts';

const walkOf = (bins: readonly string[]): string[] =>
  openLines(
    newPick(
      'ORD-1',
      bins.map((bin, index) => orderLine(index + 1, { bin })),
      FRIDAY_NOON,
    ),
  ).map(({ item }) => item.bin);

describe('the walk', () => {
  it.each([
    [
      ['B-01', 'A-02', 'A-01'],
      ['A-01', 'A-02', 'B-01'],
    ],
    [
      ['A-10', 'A-9', 'A-2'],
      ['A-2', 'A-9', 'A-10'],
    ],
    [
      ['A-10-1', 'A-9-12', 'A-9-3'],
      ['A-9-3', 'A-9-12', 'A-10-1'],
    ],
    [
      ['10', '9'],
      ['9', '10'],
    ],
  ])('goes %j as %j', (bins, walk) => {
    expect(walkOf(bins)).toEqual(walk);
  });

  it('lines of one bin keep their order', () => {
    const lines = [orderLine(1), orderLine(2), orderLine(3, { bin: 'A-01-02' })];
    expect(openLines(newPick('ORD-1', lines, 0)).map(({ item }) => item.lineNo)).toEqual([3, 1, 2]);
  });

  it('goes to no bin for a line that was taken out of the order', () => {
    const walk = newPick('ORD-1', [orderLine(1, { quantity: 0 }), orderLine(2, { bin: 'B-1' })], 0);
    expect(openLines(walk).map(({ item }) => item.lineNo)).toEqual([2]);
    expect(walk.lineNo).toBe(2);
  });

  it('different bins are never equal, however alike', () => {
    for (const [a, b] of [
      ['A-01', 'A-1'],
      ['a-1', 'A-1'],
      ['A1', 'Á1'],
    ] as const) {
      expect(compareBins(a, b)).not.toBe(0);
      expect(Math.sign(compareBins(a, b))).toBe(-Math.sign(compareBins(b, a)));
    }
    expect(compareBins('A-01', 'A-01')).toBe(0);
  });

  it('starts at its first bin, with its time running', () => {
    const pick = newPick('ORD-1', [orderLine(1, { bin: 'C-1' }), orderLine(2, { bin: 'B-1' })], FRIDAY_NOON);
    expect(pick).toMatchObject({ slots: [{ no: 1, orderId: 'ORD-1', tote: null }], bin: null, slot: 1, lineNo: 2 });
    expect(pick.lines.map(({ startedMs }) => startedMs)).toEqual([FRIDAY_NOON, null]);
  });
});

describe('taking a step back', () => {
  const start = newPick('ORD-1', [orderLine(1), orderLine(2, { bin: 'B-1' })], FRIDAY_NOON);

  it.each([
    ['a bin', { kind: 'bin', bin: 'A-01-03' }],
    ['a tote', { kind: 'tote', tote: 'T1' }],
    ['a skip', { kind: 'skip' }],
    ['a short line', { kind: 'short', reason: 'damaged' }],
  ] as const)('puts back %s, and only that', (_name, action) => {
    const decision = decidePick(start, action, FRIDAY_NOON + 1000);
    const after = decision.ok ? decision.state : start;
    expect(after).not.toEqual(start);
    expect(reverse(after, undoOf(start, after))?.state).toEqual(start);
  });

  it('names the lines that are open again', () => {
    const decision = decidePick(start, { kind: 'short', reason: 'missing' }, FRIDAY_NOON);
    const after = decision.ok ? decision.state : start;
    expect(reverse(after, undoOf(start, after))?.reopened.map(({ item }) => item.lineNo)).toEqual([1]);
  });
});
