import { drawingSVG, identcode, leitcode } from 'bwip-js/node';
import { integer, assert as assertProperty, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dhlCheckDigit, fedexCheckDigit, mod10 } from './check-digits.ts';
import { buildTracking, maxTrackingSerial, type TrackingFormat } from './formats.ts';

/* Numbers of carriers, against published samples and, where there is one, a second implementation. */

const split = (number: string): [string, string] => [number.slice(0, -1), number.slice(-1)];

describe('check digits of carriers', () => {
  it.each(['986578788855', '477179081230', '799531274483', '790535312317'])('FedEx %s', (number) => {
    const [digits, check] = split(number);
    expect(String(fedexCheckDigit(digits))).toBe(check);
  });

  it.each(['563102430313', '21348075016401'])('Deutsche Post %s', (number) => {
    const [digits, check] = split(number);
    expect(String(dhlCheckDigit(digits))).toBe(check);
  });

  it.each(['9400111202555842332669', '9361289878700317633795', '9205590164917312751089'])('USPS %s', (number) => {
    const [digits, check] = split(number);
    expect(String(mod10(digits))).toBe(check);
  });

  it('of Deutsche Post are those of another implementation, which refuses all others', () => {
    const draw = { ident: identcode, leit: leitcode };
    const drawn = (as: 'ident' | 'leit', text: string): string => draw[as]({ bcid: `${as}code`, text }, drawingSVG());
    assertProperty(
      property(integer({ min: 0, max: 99_999_999_999 }), integer({ min: 1, max: 9 }), (number, off) => {
        for (const [as, length] of [
          ['ident', 11],
          ['leit', 13],
        ] as const) {
          const digits = String(number).padStart(length, '7');
          const check = dhlCheckDigit(digits);
          expect(drawn(as, `${digits}${check}`)).toContain('<svg');
          expect(() => drawn(as, `${digits}${(check + off) % 10}`)).toThrow('heck');
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe('a tracking number', () => {
  it.each<[TrackingFormat, number, string, string]>([
    ['fedex-12', 7_878_885, '9865', '986578788855'],
    ['fedex-12', 47_717_908_123, '', '477179081230'],
    ['dhl-express', 331_881_002, '', '3318810025'],
    ['dhl-express', 848_713_550, '', '8487135506'],
    ['dhl-ident', 243_031, '56310', '563102430313'],
    ['usps-impb', 1_763_379, '93612898787003', '9361289878700317633795'],
  ])('%s of %d', (format, serial, prefix, number) => {
    expect(buildTracking(format, serial, { prefix })).toEqual({ ok: true, number });
  });

  it.each<[TrackingFormat, string, number | null]>([
    ['fedex-12', '', 99_999_999_999],
    ['fedex-12', '12345678', 999],
    ['dhl-express', '12345678', 9],
    ['dhl-express', '123456789', null],
    ['dhl-ident', 'A', null],
    ['usps-impb', '92055901755', 9_999_999_999],
    ['usps-impb', '92055901755477', 9_999_999],
    ['usps-impb', '9205590175547', null],
    ['usps-impb', '00000000000', null],
  ])('%s behind %j has room up to %j', (format, prefix, most) => {
    expect(maxTrackingSerial(format, { prefix })).toBe(most);
  });
});
