import { describe, expect, it } from 'vitest';
import { parseDigitalLink } from './digital-link.ts';
import type { DigitalLink } from './digital-link.ts';
import { readBarcode } from './reading.ts';

const GTIN = '09521234543213';
const link = (uri: string): DigitalLink => parseDigitalLink(uri, 2026);

describe('Digital Link', () => {
  it.each([
    ['key alone', `https://example.com/01/${GTIN}`, [['01', GTIN]]],
    ['a path before the key', `http://example.com/some/shop/01/${GTIN}`, [['01', GTIN]]],
    ['capitals', `HTTPS://ID.GS1.ORG/01/${GTIN}`, [['01', GTIN]]],
    ['port and fragment', `https://example.com:8443/01/${GTIN}#top`, [['01', GTIN]]],
    [
      'qualifiers',
      `https://a.b/01/${GTIN}/22/V1/10/L/21/S`,
      [
        ['01', GTIN],
        ['22', 'V1'],
        ['10', 'L'],
        ['21', 'S'],
      ],
    ],
    [
      'percent',
      `https://a.b/01/${GTIN}/10/A%2FB%2fC`,
      [
        ['01', GTIN],
        ['10', 'A/B/C'],
      ],
    ],
    [
      'attributes',
      `https://a.b/01/${GTIN}?17=280229&3103=000250`,
      [
        ['01', GTIN],
        ['17', '280229'],
        ['3103', '000250'],
      ],
    ],
    ['foreign query keys', `https://a.b/01/${GTIN}?linkType=gs1:pip&x1=2&flag&=3`, [['01', GTIN]]],
    ['GTIN-13', 'https://a.b/01/9521234543213', [['01', GTIN]]],
    ['GTIN-12', 'https://a.b/01/012345678905', [['01', '00012345678905']]],
    ['GTIN-8', 'https://a.b/01/96385074', [['01', '00000096385074']]],
    ['SSCC', 'https://a.b/00/106141412345678908', [['00', '106141412345678908']]],
    [
      'GLN with extension',
      'https://a.b/414/9521234543213/254/A1',
      [
        ['414', '9521234543213'],
        ['254', 'A1'],
      ],
    ],
    [
      'piece',
      `https://a.b/8006/${GTIN}0102/10/L`,
      [
        ['8006', `${GTIN}0102`],
        ['10', 'L'],
      ],
    ],
    ['asset', 'https://a.b/8004/9521234AB', [['8004', '9521234AB']]],
  ])('%s', (_, uri, pairs) => {
    const elements = pairs.map(([ai, value]) => ({ ai, value }));
    expect(link(uri)).toEqual({ kind: 'link', elements, warnings: [] });
  });

  it.each([
    ['bad check digit', 'https://a.b/01/09521234543214'],
    ['bad check digit of a short form', 'https://a.b/01/9521234543214'],
    ['11 digits', 'https://a.b/01/12345678905'],
    ['qualifiers out of order', `https://a.b/01/${GTIN}/21/S/10/L`],
    ['foreign qualifier', `https://a.b/01/${GTIN}/17/280229`],
    ['half a pair', `https://a.b/01/${GTIN}/10`],
    ['bad date', `https://a.b/01/${GTIN}?17=260230`],
    ['unknown AI', `https://a.b/01/${GTIN}?05=1`],
    ['broken escape', `https://a.b/01/${GTIN}/10/A%2`],
    ['plus, which means a space here', `https://a.b/01/${GTIN}?240=A+B`],
    ['umlaut', `https://a.b/01/${GTIN}/10/%C3%A4`],
    ['two different lots', `https://a.b/01/${GTIN}/10/A?10=B`],
  ])('refuses: %s', (_, uri) => {
    expect(link(uri).kind).toBe('fault');
    expect(readBarcode(uri, { today: new Date(2026, 0, 1) })).toMatchObject({
      kind: 'malformed',
      looksLike: 'digital-link',
    });
  });

  it.each([
    'https://example.com',
    'https://example.com/',
    'https://example.com/products/12345678',
    'https://example.com/2024/01/15',
    'https://example.com/order/00/12',
    'https://example.com/?01=09521234543213',
    'https://example.com/401/ABC',
  ])('leaves other addresses alone: %s', (uri) => {
    expect(link(uri)).toEqual({ kind: 'other' });
    expect(readBarcode(uri, { today: new Date(2026, 0, 1) })).toEqual({ kind: 'none' });
  });

  it('reads a qualifier in the query with a warning', () => {
    const warned = link(`https://a.b/01/${GTIN}?10=L`);
    expect(warned).toMatchObject({ kind: 'link', elements: [{ ai: '01' }, { ai: '10', value: 'L' }] });
    expect(warned).toHaveProperty('warnings', [{ say: 'gs1.in_path', words: { ai: '10' } }]);
  });

  it('is read from a plain QR code too', () => {
    const reading = readBarcode(`]Q1https://a.b/01/${GTIN}/10/L`, { today: new Date(2026, 0, 1) });
    expect(reading).toMatchObject({ kind: 'item', gtin: GTIN, lot: 'L', warnings: [] });
  });
});
