import { drawingSVG, sscc18 } from 'bwip-js/node';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { buildSscc, buildTracking, maxSsccSerial, maxTrackingSerial, TRACKING_FORMATS } from './formats.ts';
import type { BuiltNumber, TrackingFormat, TrackingParts } from './formats.ts';

function numberOf(built: BuiltNumber): string {
  if (!built.ok) throw new Error(built.message);
  return built.number;
}

// Throws on a wrong check digit.
function draw(sscc: string): string {
  return sscc18({ bcid: 'sscc18', text: `(00)${sscc}` }, drawingSVG());
}

const PARTS: Record<TrackingFormat, TrackingParts> = {
  house: {},
  s10: { service: 'RA', country: 'DE' },
  'ups-1z': { shipper: '999AA1', service: '01' },
  'fedex-12': { prefix: '9865' },
  'dhl-express': {},
  'dhl-ident': { prefix: '56310' },
  'usps-impb': { prefix: '92055901755477' },
  plain: { prefix: 'BOX-', width: 6 },
};

describe('buildSscc', () => {
  it.each([
    ['0', '9506000', 123456789, '095060001234567893'],
    ['1', '0614141', 234567890, '106141412345678908'],
    ['0', '952', 1, '095200000000000011'],
    ['9', '123456789012', 9999, '912345678901299999'],
  ])('%s %s %i is %s', (extension, prefix, serial, number) => {
    expect(buildSscc({ extension, prefix, serial })).toEqual({ ok: true, number });
  });

  it('makes numbers that a second implementation of the check digit takes', () => {
    const prefixes = fc.stringMatching(/^[0-9]{3,12}$/);
    fc.assert(
      fc.property(
        prefixes,
        fc.stringMatching(/^[0-9]$/),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (prefix, extension, share) => {
          const serial = Math.floor(share * (maxSsccSerial({ extension, prefix }) ?? 0));
          const number = numberOf(buildSscc({ extension, prefix, serial }));
          expect(number).toMatch(/^[0-9]{18}$/);
          expect(draw(number)).toContain('<svg');
        },
      ),
      { numRuns: 30 },
    );
  });

  it('fails that second implementation when the check digit is wrong', () => {
    expect(() => draw('095060001234567892')).toThrow('check digit');
  });

  it.each([
    ['952', 9_999_999_999_999],
    ['9506000', 999_999_999],
    ['123456789012', 9999],
  ])('prefix %s has room up to %i', (prefix, most) => {
    expect(maxSsccSerial({ extension: '0', prefix })).toBe(most);
    expect(buildSscc({ extension: '0', prefix, serial: most }).ok).toBe(true);
    expect(buildSscc({ extension: '0', prefix, serial: most + 1 })).toMatchObject({ ok: false, reason: 'serial' });
  });

  it.each([
    ['10', '9506000'],
    ['', '9506000'],
    ['0', '95'],
    ['0', '1234567890123'],
    ['0', '95O6000'],
  ])('refuses extension %j with prefix %j', (extension, prefix) => {
    expect(buildSscc({ extension, prefix, serial: 1 })).toMatchObject({ ok: false, reason: 'parts' });
    expect(maxSsccSerial({ extension, prefix })).toBeNull();
  });
});

describe('buildTracking', () => {
  it.each<[TrackingFormat, number, TrackingParts, string]>([
    ['house', 1, {}, 'HL00000000000017'],
    ['house', 1, { prefix: 'SHOP' }, 'SHOP00000000000017'],
    ['s10', 47_312_482, { service: 'RA', country: 'DE' }, 'RA473124829DE'],
    ['ups-1z', 2_345_678, { shipper: '999AA1', service: '01' }, '1Z999AA10123456784'],
    ['ups-1z', 5_756_712, { shipper: '5R8939', service: '03' }, '1Z5R89390357567127'],
    ['plain', 42, { prefix: 'BOX-', width: 6 }, 'BOX-000042'],
    ['plain', 42, { width: 2 }, '42'],
  ])('%s %i %j is %s', (format, serial, parts, number) => {
    expect(buildTracking(format, serial, parts)).toEqual({ ok: true, number });
  });

  it.each<[TrackingFormat, number]>([
    ['house', 9_999_999_999_999],
    ['s10', 99_999_999],
    ['ups-1z', 9_999_999],
    ['plain', 999_999],
  ])('%s has room up to %i', (format, most) => {
    expect(maxTrackingSerial(format, PARTS[format])).toBe(most);
    expect(buildTracking(format, most, PARTS[format]).ok).toBe(true);
    expect(buildTracking(format, most + 1, PARTS[format])).toMatchObject({ ok: false, reason: 'serial' });
  });

  it.each<[TrackingFormat, TrackingParts]>([
    ['house', { prefix: '' }],
    ['house', { prefix: 'H1' }],
    ['s10', { service: 'RA' }],
    ['s10', { service: 'ra', country: 'DE' }],
    ['ups-1z', { shipper: '999AA', service: '01' }],
    ['ups-1z', { shipper: '999AA1' }],
    ['plain', {}],
    ['plain', { width: 16 }],
    ['plain', { width: 1.5 }],
    ['plain', { prefix: 'ÄB', width: 6 }],
  ])('refuses %s with %j', (format, parts) => {
    expect(buildTracking(format, 1, parts)).toMatchObject({ ok: false, reason: 'parts' });
    expect(maxTrackingSerial(format, parts)).toBeNull();
  });

  it.each([-1, 0.5, Number.NaN, 2 ** 53])('refuses serial %d', (serial) => {
    for (const format of TRACKING_FORMATS) {
      expect(buildTracking(format, serial, PARTS[format])).toMatchObject({ ok: false, reason: 'serial' });
    }
  });

  it('makes different numbers of different serials', () => {
    const serial = fc.integer({ min: 0, max: 999_999 });
    fc.assert(
      fc.property(fc.constantFrom(...TRACKING_FORMATS), serial, serial, (format, one, other) => {
        const numbers = [one, other].map((value) => numberOf(buildTracking(format, value, PARTS[format])));
        expect(numbers[0] === numbers[1]).toBe(one === other);
      }),
    );
  });
});
