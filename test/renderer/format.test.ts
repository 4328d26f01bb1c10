import { describe, expect, it } from 'vitest';
import { formatAge, formatDay, formatNumber, formatWeight } from '../../src/renderer/i18n/format.ts';
import { fit, shown, textLength } from '../../src/renderer/look/text-length.ts';

/** Intl parts numbers and units with blanks that do not break. */
const plain = (text: string): string => text.replaceAll(/\s/g, ' ');

describe('numbers and weights', () => {
  it.each([
    ['en', '12,345', '850 g', '1.34 kg', '+280 g'],
    ['de', '12.345', '850 g', '1,34 kg', '+280 g'],
    ['es', '12.345', '850 g', '1,34 kg', '+280 g'],
    ['pl', '12 345', '850 g', '1,34 kg', '+280 g'],
  ] as const)('are written as in %s', (language, number, grams, kilograms, difference) => {
    expect(plain(formatNumber(language, 12_345))).toBe(number);
    expect(plain(formatWeight(language, 850))).toBe(grams);
    expect(plain(formatWeight(language, 1340))).toBe(kilograms);
    expect(plain(formatWeight(language, 280, true))).toBe(difference);
  });

  it('lose no gram', () => {
    expect(plain(formatWeight('en', 1345))).toBe('1.345 kg');
    expect(plain(formatWeight('en', -1_000, true))).toBe('-1 kg');
  });
});

describe('times', () => {
  it.each([
    [59_000, '0 min'],
    [12 * 60_000, '12 min'],
    [3 * 3_600_000, '3 hr'],
    [50 * 3_600_000, '2 days'],
    [-5000, '0 min'],
  ])('%d ms ago is %s', (ms, text) => {
    expect(plain(formatAge('en', ms))).toBe(text);
  });

  it('of the calendar stay the day they are, wherever the station stands', () => {
    expect(formatDay('de', '2027-03-31')).toBe('31.03.2027');
  });
});

describe('a text from outside', () => {
  it.each([
    ['A-01-03', 7],
    ['', 0],
    ['e\u0301', 1],
    ['👩‍👩‍👧', 1],
    ['倉庫', 4],
  ])('%j takes %d places', (text, places) => {
    expect(textLength(text)).toBe(places);
  });

  it('shows what would not be seen', () => {
    expect(shown('a\u0000b\u202Ec\nd')).toBe('a␣b␣c␣d');
  });

  it('stands smaller the longer it is', () => {
    expect(['x', 'x'.repeat(6), 'x'.repeat(11)].map((text) => fit(text, [5, 10]))).toEqual(['short', 'medium', 'long']);
    expect(fit('x'.repeat(99), [5, 10, 15])).toBe('longest');
  });
});
