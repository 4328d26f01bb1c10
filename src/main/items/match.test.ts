import { describe, expect, it } from 'vitest';
import { FRIDAY_NOON } from '../../../test/support/station/hand-clock.ts';
import { itemScan, orderLine } from '../../../test/support/station/lines.ts';
import { gtin14, MUG_CASE_GTIN, MUG_GTIN } from '../../../test/support/station/samples.ts';
import { toLine } from '../orders/order-data.ts';
import { matchItem, readScan } from './match.ts';

const mug = orderLine(1);
const lineOf = (gtin: string) => toLine({ product_id: 'p', gtin, quantity: 1, bin_location: 'A' }, 0);
const ean13 = MUG_GTIN.slice(1);

describe('what is this line’s item', () => {
  it.each([
    ['its GTIN, 14 digits', MUG_GTIN, { kind: 'match', units: 1 }],
    ['its GTIN, 13 digits', ean13, { kind: 'match', units: 1 }],
    ['its GTIN from an EAN symbol', `]E0${ean13}`, { kind: 'match', units: 1 }],
    ['its GTIN in a GS1 symbol', `]d201${MUG_GTIN}`, { kind: 'match', units: 1 }],
    ['its GTIN as a web address', `https://id.example.com/01/${MUG_GTIN}`, { kind: 'match', units: 1 }],
    ['its SKU', 'MUG-BLUE', { kind: 'match', units: 1 }],
    ['its SKU in small letters', 'mug-blue', { kind: 'other' }],
    ['a part of its SKU', 'MUG', { kind: 'other' }],
    ['its product id', 'p-17', { kind: 'match', units: 1 }],
    ['its product id with a blank', 'p-17 ', { kind: 'other' }],
    ['its case', MUG_CASE_GTIN, { kind: 'match', units: 6 }],
    ['four on the label', `]C101${MUG_GTIN}3004`, { kind: 'match', units: 4 }],
    ['two cases on the label', `]C102${MUG_CASE_GTIN}3702`, { kind: 'match', units: 12 }],
    ['a case nobody described', gtin14('8401234512345'), { kind: 'case-unknown' }],
    ['any other indicator, 9 too', gtin14('9401234512345'), { kind: 'case-unknown' }],
    ['another item', gtin14('0401234512346'), { kind: 'other' }],
    ['nothing like it', 'A-01-03', { kind: 'other' }],
  ])('%s', (_name, text, match) => {
    expect(matchItem(mug, itemScan(text))).toEqual(match);
  });

  it.each([
    ['GTIN-8', '96385074'],
    ['UPC-A', '036000291452'],
    ['EAN-13', '4006381333931'],
  ])('%s is the same number however many zeros stand before it', (_name, short) => {
    const padded = [short, short.padStart(13, '0'), short.padStart(14, '0')];
    for (const given of padded) {
      for (const scanned of padded) {
        expect(matchItem(lineOf(given), itemScan(scanned))).toEqual({ kind: 'match', units: 1 });
      }
    }
  });

  it('a code that is no GTIN must be scanned as it stands', () => {
    const odd = lineOf('4006381333932');
    expect(odd.gtin).toBeNull();
    expect(matchItem(odd, itemScan('4006381333932'))).toEqual({ kind: 'match', units: 1 });
    expect(matchItem(odd, itemScan('04006381333932'))).toEqual({ kind: 'other' });
  });

  it('an item that is known by its case alone counts its case', () => {
    const line = toLine(
      { sku: 'X', quantity: 12, bin_location: 'A', barcodes: [{ gtin: MUG_CASE_GTIN, units: 12 }] },
      0,
    );
    expect(matchItem(line, itemScan(MUG_CASE_GTIN))).toEqual({ kind: 'match', units: 12 });
  });

  it('a SKU that looks like a barcode is still the SKU', () => {
    const line = orderLine(1, { sku: '12345670', gtin: null, barcodes: [] });
    expect(matchItem(line, itemScan('12345670'))).toEqual({ kind: 'match', units: 1 });
  });
});

describe('what a scan says', () => {
  const today = new Date(FRIDAY_NOON);
  it.each([
    ['a wrong check digit', '4006381333932', 'malformed'],
    ['a label that holds nothing', `]C101${MUG_GTIN}3000`, 'malformed'],
    ['a date that is none', `]C101${MUG_GTIN}17271332`, 'malformed'],
    ['an SSCC', '095274198900000004', 'sscc'],
    ['an SSCC with its identifier', '00095274198900000004', 'sscc'],
    ['a lot by itself', ']C110L1', 'attributes'],
    ['a bin', 'A-01-03', 'text'],
  ])('%s', (_name, text, kind) => {
    expect(readScan(text, today).kind).toBe(kind);
  });

  it('reads lot, expiry and serial', () => {
    expect(itemScan(`]C101${MUG_GTIN}1727013110L1\u001D21S1`)).toMatchObject({
      gtin: MUG_GTIN,
      lot: 'L1',
      expiry: '2027-01-31',
      serial: 'S1',
      warnings: [],
    });
  });

  it('warns of what does not belong together, and still reads it', () => {
    const scan = itemScan(`]C101${MUG_GTIN}3704`);
    expect(scan).toMatchObject({ gtin: MUG_GTIN, count: 4 });
    expect(scan.warnings).not.toHaveLength(0);
  });
});
