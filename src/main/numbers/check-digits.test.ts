import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { mod10, s10CheckDigit, upsCheckDigit } from './check-digits.ts';

describe('mod10', () => {
  it.each([
    ['GTIN-13 of GS1', '629104150021', 3],
    ['GTIN-12', '03600029145', 2],
    ['GTIN-8', '7351353', 7],
    ['SSCC', '09506000123456789', 3],
    ['SSCC', '10614141234567890', 8],
    ['a sum of whole tens', '0', 0],
  ])('%s %s ends in %i', (_name, digits, check) => {
    expect(mod10(digits)).toBe(check);
  });

  it('notices every single wrong digit', () => {
    const numbers = fc.stringMatching(/^[0-9]{1,20}$/);
    fc.assert(
      fc.property(numbers, fc.nat(), fc.integer({ min: 1, max: 9 }), (digits, place, by) => {
        const at = place % digits.length;
        const wrong = digits.slice(0, at) + String((Number(digits[at]) + by) % 10) + digits.slice(at + 1);
        expect(mod10(wrong)).not.toBe(mod10(digits));
      }),
    );
  });

  it.each(['', 'A', '1 2', '１'])('throws on %j', (text) => {
    expect(() => mod10(text)).toThrow(RangeError);
  });
});

describe('s10CheckDigit', () => {
  it.each([
    ['the sample of the standard', '47312482', 9],
    ['a result of 11', '00000000', 5],
    ['a result of 10', '00000006', 2],
    ['a remainder of 1', '00000008', 0],
  ])('%s: %s ends in %i', (_name, serial, check) => {
    expect(s10CheckDigit(serial)).toBe(check);
  });

  it.each(['4731248', '473124820', 'RA473124'])('throws on %j', (text) => {
    expect(() => s10CheckDigit(text)).toThrow(RangeError);
  });
});

describe('upsCheckDigit', () => {
  it.each(['1Z999AA10123456784', '1Z5R89390357567127'])('agrees with %s', (number) => {
    expect(upsCheckDigit(number.slice(2, 17))).toBe(Number(number.at(-1)));
  });

  it('does not agree with the much copied sample that is wrong', () => {
    expect(upsCheckDigit('12345E020527168')).not.toBe(8);
  });

  it.each(['', '999aa1012345678', '999AA10123456784'])('throws on %j', (text) => {
    expect(() => upsCheckDigit(text)).toThrow(RangeError);
  });
});
