import { describe, expect, it } from 'vitest';
import { parcel } from '../../../test/support/station/packs.ts';
import { dispatchFacts, isDispatched, isLabelOf } from './rules.ts';

const SSCC = '095274198900000004';
const labelled = parcel(1, { sscc: SSCC, tracking_number: 'HL74198900000000' });

describe('whether a code is on the label of a parcel', () => {
  it.each([
    ['its tracking number', { text: 'HL74198900000000', sscc: undefined }, true],
    ['in small letters, as a keyboard writes it', { text: 'hl74198900000000', sscc: undefined }, true],
    ['its SSCC as it stands', { text: SSCC, sscc: undefined }, true],
    ['its SSCC with what belongs before it', { text: `00${SSCC}`, sscc: SSCC }, true],
    ['another tracking number', { text: 'HL74198900000017', sscc: undefined }, false],
    ['another SSCC', { text: '00095274198900000011', sscc: '095274198900000011' }, false],
    ['half of it', { text: 'HL7419', sscc: undefined }, false],
    ['nothing', { text: '', sscc: undefined }, false],
  ])('%s', (_name, code, is) => {
    expect(isLabelOf(labelled, code)).toBe(is);
  });

  it('a parcel without numbers has no label', () => {
    expect(isLabelOf(parcel(1), { text: 'null', sscc: undefined })).toBe(false);
    expect(isLabelOf(parcel(1), { text: '', sscc: undefined })).toBe(false);
  });
});

describe('when an order is dispatched', () => {
  it('with its last parcel', () => {
    const gone = parcel(1, { state: 'handed_over' });
    expect(isDispatched([gone, parcel(2, { state: 'proven' })])).toBe(false);
    expect(isDispatched([gone, parcel(2, { state: 'handed_over' })])).toBe(true);
  });

  it('tells all tracking numbers, and the latest day', () => {
    const parcels = [
      parcel(1, { carrier: 'fast', tracking_number: 'T1', estimated_delivery: '2026-11-25' }),
      parcel(2, { carrier: 'fast', tracking_number: 'T2', estimated_delivery: '2026-11-24' }),
    ];
    expect(dispatchFacts(parcels)).toEqual({
      carrier: 'fast',
      trackingNumbers: ['T1', 'T2'],
      estimatedDelivery: '2026-11-25',
    });
  });
});
