import { describe, expect, it } from 'vitest';
import { settingsOf } from '../../../test/support/station/lines.ts';
import { chooseCarrier, estimatedDelivery, type Consignment } from './choose.ts';

const settings = settingsOf({
  carriers: { fast: { transit_days: 1 }, slow: { transit_days: 4 }, heavy: { transit_days: 3 } },
  rules: [
    { when: { carrier: ['slow'], country: ['CH'] }, carrier: 'fast', transit_days: 2 },
    { when: { country: ['DE', 'AT'], level: ['express'] }, carrier: 'fast' },
    { when: { min_weight_g: 30_000 }, carrier: 'heavy' },
    { when: { max_weight_g: 50, country: ['DE'] }, carrier: 'letterpost' },
    { when: { max_weight_g: 100 }, carrier: 'slow', transit_days: 0 },
  ],
});

const nothing: Consignment = {
  country: null,
  weightG: null,
  level: null,
  carrier: null,
  nowMs: new Date(2026, 10, 20, 12).getTime(),
};

describe('which carrier', () => {
  it.each<[string, Partial<Consignment>, string, number]>([
    ['the first rule that fits', { country: 'AT', level: 'express' }, 'fast', 1],
    ['all that is given must hold', { country: 'FR', level: 'express', carrier: 'slow' }, 'slow', 4],
    ['a rule wins over the order, with its own days', { carrier: 'slow', country: 'CH' }, 'fast', 2],
    ['from a weight on', { weightG: 30_000 }, 'heavy', 3],
    ['just below it', { weightG: 29_999, carrier: 'fast' }, 'fast', 1],
    ['up to a weight, with no days at all', { weightG: 100 }, 'slow', 0],
    ['a weight nobody knows fits no rule of weights', { carrier: 'slow' }, 'slow', 4],
    ['a rule for a carrier nobody set up is passed over', { weightG: 40, country: 'DE' }, 'slow', 0],
    ['what the order asks for', { carrier: 'heavy' }, 'heavy', 3],
    ['an unknown wish falls to the first carrier set up', { carrier: 'pigeon' }, 'house', 1],
    ['no wish at all', {}, 'house', 1],
  ])('%s', (_name, consignment, carrier, transitDays) => {
    expect(chooseCarrier({ ...nothing, ...consignment }, settings)).toEqual({ carrier, transitDays, service: null });
  });

  it('a rule without conditions fits all', () => {
    const always = settingsOf({ carriers: { fast: {} }, rules: [{ carrier: 'fast' }] });
    expect(chooseCarrier(nothing, always)).toEqual({ carrier: 'fast', transitDays: 1, service: null });
  });

  it.each([
    [15, 59, 'fast', 'EXPRESS 12'],
    [16, 0, 'slow', null],
  ])('by the time of day: %i:%i', (hours, minutes, carrier, service) => {
    const byTime = settingsOf({
      carriers: { fast: {}, slow: {} },
      rules: [
        { when: { before: '16:00' }, carrier: 'fast', service: 'EXPRESS 12' },
        { when: { from: '16:00' }, carrier: 'slow' },
      ],
    });
    const nowMs = new Date(2026, 10, 20, hours, minutes).getTime();
    expect(chooseCarrier({ ...nothing, nowMs }, byTime)).toMatchObject({ carrier, service });
  });
});

describe('when it will be there', () => {
  // By the calendar on the wall of the station: local days.
  it.each<[string, [number, number, number], number, string]>([
    ['Friday and one day', [2026, 10, 20], 1, '2026-11-23'],
    ['Friday and no day', [2026, 10, 20], 0, '2026-11-20'],
    ['Friday and five days', [2026, 10, 20], 5, '2026-11-27'],
    ['Friday and six days', [2026, 10, 20], 6, '2026-11-30'],
    ['Saturday and one day', [2026, 10, 21], 1, '2026-11-23'],
    ['Sunday and one day', [2026, 10, 22], 1, '2026-11-23'],
    ['Saturday and no day', [2026, 10, 21], 0, '2026-11-23'],
    ['Sunday and no day', [2026, 10, 22], 0, '2026-11-23'],
    ['Thursday and one day', [2026, 10, 19], 1, '2026-11-20'],
    ['Thursday and two days', [2026, 10, 19], 2, '2026-11-23'],
    ['over the end of the year', [2026, 11, 31], 1, '2027-01-01'],
    ['over the end of February', [2028, 1, 28], 1, '2028-02-29'],
  ])('%s', (_name, [year, month, day], days, expected) => {
    const morning = new Date(year, month, day, 0, 5).getTime();
    const evening = new Date(year, month, day, 23, 55).getTime();
    expect([estimatedDelivery(morning, days), estimatedDelivery(evening, days)]).toEqual([expected, expected]);
  });

  it.each<[string, number, number, number, string]>([
    ['Thursday before the cut-off', 19, 15, 59, '2026-11-20'],
    ['Thursday at the cut-off', 19, 16, 0, '2026-11-23'],
    ['Friday after it', 20, 18, 0, '2026-11-24'],
    ['Saturday, when there is none', 21, 18, 0, '2026-11-23'],
  ])('%s', (_name, day, hours, minutes, expected) => {
    expect(estimatedDelivery(new Date(2026, 10, day, hours, minutes).getTime(), 1, '16:00')).toBe(expected);
  });
});
