import { describe, expect, it } from 'vitest';
import { GS } from './element-string.ts';
import { inWords } from '../messages/translate.ts';
import { readBarcode } from './reading.ts';
import type { Gs1Reading } from './reading.ts';

const today = new Date(2026, 9, 1);
const read = (raw: string): Gs1Reading => readBarcode(raw, { today });
const GTIN = '09521234543213';
const SSCC = '106141412345678908';
const full = `01${GTIN}1728022910AB-1${GS}21XYZ9`;
const item = { kind: 'item', gtin: GTIN, lot: 'AB-1', serial: 'XYZ9', expiry: '2028-02-29', warnings: [] };

/** What a reading comes to in one word, with what it looks like where it is malformed. */
function verdict(raw: string): string {
  const reading = read(raw);
  return reading.kind === 'malformed' ? `malformed ${reading.looksLike}` : reading.kind;
}

describe('the cases in which parsers in the field disagree', () => {
  it.each([']C1', ']d2', ']Q3', ']J1', ']e0'])('%s: element string', (id) => {
    expect(read(id + full)).toMatchObject(item);
    expect(read(id + GS + full)).toMatchObject(item);
  });

  it.each([
    ['leading GS, no identifier', GS + full],
    ['trailing GS', `]C1${full}${GS}`],
    ['redundant GS', `]C101${GTIN}${GS}17280229${GS}${GS}10AB-1${GS}21XYZ9`],
    ['brackets', `(01)${GTIN}(17)280229(10)AB-1(21)XYZ9`],
    ['GS spelled <GS>', full.replace(GS, '<GS>')],
    ['GS spelled {GS}', full.replace(GS, '{GS}')],
    ['line end of the scanner', `]C1${full}\r\n`],
    ['Digital Link', `https://id.gs1.org/01/${GTIN}/10/AB-1/21/XYZ9?17=280229`],
  ])('%s', (_, raw) => {
    expect(read(raw)).toMatchObject(item);
  });

  it.each([
    ['bad GTIN check digit', ']C10109521234543214', 'malformed element-string'],
    ['bad SSCC check digit', ']C100106141412345678909', 'malformed sscc'],
    ['truncated GTIN', ']C1010952123454321', 'malformed element-string'],
    ['SSCC of 17 digits', ']C10010614141234567890', 'malformed sscc'],
    ['unknown AI 05', `]C101${GTIN}05123`, 'malformed element-string'],
    ['lot of 21 characters', `]C101${GTIN}10${'A'.repeat(21)}`, 'malformed element-string'],
    ['lot with a space', `]C101${GTIN}10A B`, 'malformed element-string'],
    ['lot with a brace', `]C101${GTIN}10A{B`, 'malformed element-string'],
    ['date 260230', `]C101${GTIN}17260230`, 'malformed element-string'],
    ['date 261300', `]C101${GTIN}17261300`, 'malformed element-string'],
    ['weight with a letter', `]C101${GTIN}310300A250`, 'malformed element-string'],
    ['AI 10 twice, different', `]C101${GTIN}10A${GS}10B`, 'malformed element-string'],
    ['EAN-13, bad check digit', ']E04006381333930', 'malformed gtin'],
    ['ITF-14', ']I110012345678902', 'item'],
  ])('%s', (_, raw, expected) => {
    expect(verdict(raw)).toBe(expected);
  });

  it('warns, and does not refuse, where AIs need or exclude each other', () => {
    expect(read(`]C102${GTIN}`)).toMatchObject({
      kind: 'item',
      warnings: [{ say: 'gs1.needs', words: { ai: '02', others: '(37)' } }],
    });
    const both = read(`]C101${GTIN}02${GTIN}375`);
    expect(both).toMatchObject({ kind: 'item', gtin: GTIN });
    expect(both).toHaveProperty('warnings.0', { say: 'gs1.excludes', words: { ai: '01', other: '37' } });
    expect(read(']C110ABC')).toMatchObject({
      kind: 'elements',
      lot: 'ABC',
      warnings: [{ say: 'gs1.needs', words: { ai: '10', others: '(01) / (02) / (03) / (8006) / (8026)' } }],
    });
    expect(read(`]C101${GTIN}10A${GS}10A`)).toMatchObject({ kind: 'item', lot: 'A', warnings: [] });
  });

  it('cannot notice a GS that the scanner swallowed', () => {
    expect(read(`]C101${GTIN}10AB-12321XYZ`)).toMatchObject({ lot: 'AB-12321XYZ' });
  });
});

describe('bare numbers', () => {
  it.each([
    ['4006381333931', '04006381333931'],
    ['96385074', '00000096385074'],
    ['012345678905', '00012345678905'],
    ['10012345678902', '10012345678902'],
    [']E04006381333931', '04006381333931'],
    [']E496385074', '00000096385074'],
  ])('%s is an item', (raw, gtin) => {
    expect(read(raw)).toMatchObject({ kind: 'item', gtin, warnings: [] });
  });

  it('reads an SSCC with and without its AI', () => {
    for (const raw of [SSCC, `00${SSCC}`, `]C100${SSCC}`, `(00)${SSCC}`, `00${SSCC}02${GTIN}3712`]) {
      expect(read(raw)).toMatchObject({ kind: 'sscc', sscc: SSCC, warnings: [] });
    }
    expect(verdict('00106141412345678909')).toBe('malformed sscc');
    expect(verdict('106141412345678909')).toBe('none');
  });

  it.each([
    ['4006381333930', 'malformed gtin'],
    ['12345678905', 'none'],
    [' 4006381333931', 'none'],
    ['4006381333931 ', 'none'],
    [']E0400638133393', 'malformed gtin'],
    [']E0ABC', 'malformed gtin'],
    ['', 'none'],
  ])('%j: %s', (raw, expected) => {
    expect(verdict(raw)).toBe(expected);
  });
});

describe('bare text', () => {
  it('is an element string only where all of it is one', () => {
    expect(read(`01${GTIN}`)).toMatchObject({ kind: 'item', gtin: GTIN });
    expect(read(`01${GTIN}10AB`)).toMatchObject({ kind: 'item', lot: 'AB' });
    expect(read(`02${GTIN}3712`)).toMatchObject({ kind: 'item', gtin: GTIN, count: 12 });
  });

  it.each([
    '0109521234543214',
    `01${GTIN}05`,
    `01${GTIN}17260230`,
    '10ABC',
    '21A-01-03',
    'PS:PICK',
    'ORD-10001',
    '(A1)-7',
    '1Z999AA10123456784',
  ])('%s is somebody else’s', (raw) => {
    expect(verdict(raw)).toBe('none');
  });
});

describe('what the elements say', () => {
  it('counts with (30) beside (01) and with (37) beside (02)', () => {
    expect(read(`]C101${GTIN}3024`)).toMatchObject({ count: 24 });
    expect(read(`]C102${GTIN}3700012`)).toMatchObject({ count: 12 });
    expect(read(`]C101${GTIN}3712`)).toMatchObject({ count: 12 });
  });

  it('takes the last day of the month for an expiry without a day and keeps the value as it was', () => {
    const reading = read(`]C101${GTIN}17270200`);
    expect(reading).toMatchObject({ expiry: '2027-02-28', elements: [{ ai: '01' }, { ai: '17', value: '270200' }] });
    expect(read(`]C101${GTIN}70032802292359`)).toMatchObject({ expiry: '2028-02-29' });
    expect(read(`]C101${GTIN}15270228`)).not.toHaveProperty('expiry');
  });

  it('gives a reason that names the element', () => {
    const reason = (raw: string, language: 'de' | 'en' = 'en'): string => {
      const reading = read(raw);
      return reading.kind === 'malformed' ? inWords(language, reading.reason) : reading.kind;
    };
    expect(reason(`]C101${GTIN}17260230`)).toBe('(17) 260230 is not a date');
    expect(reason(`]C101${GTIN}17260230`, 'de')).toBe('(17) 260230 ist kein Datum');
    expect(reason(']C10109521234543214')).toBe('(01) 09521234543214 has a wrong check digit');
    expect(reason('9521234543214', 'de')).toBe('9521234543214 hat eine falsche Prüfziffer');
    expect(reason(`]C101${GTIN}10A B`)).toBe('(10) may not hold the character " "');
    expect(reason(']C1')).toBe('the barcode holds no data');
  });
});
