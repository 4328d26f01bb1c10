import { expect, test } from 'vitest';
import { isNewer, type Told } from './product-data.ts';

const told = (revision: number | null, timeMs: number): Told => ({ revision, timeMs });

test.for<[string, Told, Told | undefined, boolean]>([
  ['the first telling', told(null, 5), undefined, true],
  ['a higher revision, however old', told(4, 1), told(3, 9), true],
  ['a lower revision, however new', told(2, 9), told(3, 1), false],
  ['the same revision later', told(3, 2), told(3, 1), true],
  ['the same revision earlier', told(3, 0), told(3, 1), false],
  ['without a revision a later time', told(null, 2), told(3, 1), true],
  ['without a revision an earlier time', told(null, 0), told(3, 1), false],
  ['the same time again', told(null, 1), told(null, 1), true],
])('%s', ([, now, before, newer]) => {
  expect(isNewer(now, before)).toBe(newer);
});
