import { describe, expect, it } from 'vitest';
import { fullYear, isoDate, readLabelDate } from './calendar-date.ts';
import { checkCharacterPair, hasValidCheckPair } from './check-characters.ts';
import { gs1CheckDigit, hasValidCheckDigit } from './check-digit.ts';
import { gtinIndicator, toGtin14 } from './gtin.ts';

const iso = (text: string): string => isoDate(readLabelDate(text, 2026) ?? { year: 0, month: 1, day: 1 });

describe('check digit', () => {
  it('is the one printed on real numbers', () => {
    expect(gs1CheckDigit('400638133393')).toBe(1);
    expect(gs1CheckDigit('9638507')).toBe(4);
    expect(gs1CheckDigit('03600029145')).toBe(2);
    expect(gs1CheckDigit('1061414154321')).toBe(9);
    expect(gs1CheckDigit('0952123454321')).toBe(3);
  });

  it('finds every wrong digit and refuses everything that is not a number', () => {
    const right = '4006381333931';
    for (let at = 0; at < right.length; at += 1) {
      for (const digit of '0123456789') {
        const changed = right.slice(0, at) + digit + right.slice(at + 1);
        expect(hasValidCheckDigit(changed)).toBe(changed === right);
      }
    }
    for (const text of ['', '0', '400638133393A', ' 4006381333931', '４００６３８１３３３９３１']) {
      expect(hasValidCheckDigit(text)).toBe(false);
    }
    expect(gs1CheckDigit('12a')).toBeNaN();
  });
});

describe('GTIN', () => {
  it('is one number in all its lengths', () => {
    for (const text of ['012345678905', '0012345678905', '00012345678905']) {
      expect(toGtin14(text)).toBe('00012345678905');
    }
    expect(toGtin14('96385074')).toBe('00000096385074');
  });

  it('is never repaired', () => {
    for (const text of ['12345678905', '4006381333930', '400638133393', ' 4006381333931', '40063813339 31', '', 'x']) {
      expect(toGtin14(text)).toBeUndefined();
    }
  });

  it('says by its first digit whether it is a case', () => {
    expect(gtinIndicator('00012345678905')).toBe(0);
    expect(gtinIndicator('10012345678902')).toBe(1);
    expect(gtinIndicator('')).toBeNaN();
  });
});

describe('check character pair', () => {
  it('is that of the example in the General Specifications', () => {
    expect(checkCharacterPair('1987654Ad4X4bL5ttr2310c')).toBe('2K');
    expect(hasValidCheckPair('1987654Ad4X4bL5ttr2310c2K')).toBe(true);
    expect(hasValidCheckPair('1987654Ad4X4bL5ttr2310d2K')).toBe(false);
    expect(checkCharacterPair('a b')).toBeUndefined();
    expect(checkCharacterPair('A'.repeat(24))).toBeUndefined();
  });
});

describe('dates', () => {
  it('lie 49 years back to 50 years ahead', () => {
    expect([77, 76, 26, 75].map((year) => fullYear(year, 2026))).toEqual([1977, 2076, 2026, 2075]);
    expect([10, 0, 41, 40, 99].map((year) => fullYear(year, 2090))).toEqual([2110, 2100, 2041, 2140, 2099]);
    expect([99, 51, 50].map((year) => fullYear(year, 2000))).toEqual([1999, 1951, 2050]);
  });

  it('are days that exist', () => {
    expect(readLabelDate('280229', 2026)).toEqual({ year: 2028, month: 2, day: 29 });
    for (const text of ['260229', '260230', '261300', '260001', '260431', '2602', '26O101']) {
      expect(readLabelDate(text, 2026)).toBeUndefined();
    }
    // 2100 is no leap year, 2000 was one: the century decides.
    expect(readLabelDate('000229', 2026)).toBeDefined();
    expect(readLabelDate('000229', 2090)).toBeUndefined();
  });

  it('mean the last day where only the month is given', () => {
    expect(iso('260200')).toBe('2026-02-28');
    expect(iso('280200')).toBe('2028-02-29');
    expect(iso('261200')).toBe('2026-12-31');
    expect(iso('260105')).toBe('2026-01-05');
  });
});
