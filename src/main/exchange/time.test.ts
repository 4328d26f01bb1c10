import { describe, expect, it } from 'vitest';
import { isoTime, readTime } from './time.ts';

describe('reading a time', () => {
  it.each([
    ['2026-11-20T09:12:00Z', Date.UTC(2026, 10, 20, 9, 12)],
    ['2026-11-20t09:12:00z', Date.UTC(2026, 10, 20, 9, 12)],
    ['2026-11-20T09:12:00.5Z', Date.UTC(2026, 10, 20, 9, 12, 0, 500)],
    ['2026-11-20T09:12:00.123456789Z', Date.UTC(2026, 10, 20, 9, 12, 0, 123)],
    ['2026-11-20T09:12:00+01:00', Date.UTC(2026, 10, 20, 8, 12)],
    ['2026-11-20T00:30:00+05:30', Date.UTC(2026, 10, 19, 19, 0)],
    ['2026-11-20T23:30:00-12:00', Date.UTC(2026, 10, 21, 11, 30)],
    ['2026-11-20T09:12:00-00:00', Date.UTC(2026, 10, 20, 9, 12)],
    ['2028-02-29T00:00:00Z', Date.UTC(2028, 1, 29)],
    ['1969-12-31T23:59:59Z', -1000],
  ])('%s', (text, ms) => {
    expect(readTime(text)).toEqual({ ok: true, ms });
  });

  it.each([[undefined], [null]])('%s is no time given', (value) => {
    expect(readTime(value)).toEqual({ ok: true, ms: undefined });
  });

  it.each([
    ['a day', '2026-11-20'],
    ['no offset', '2026-11-20T09:12:00'],
    ['no seconds', '2026-11-20T09:12Z'],
    ['a blank in the middle', '2026-11-20 09:12:00Z'],
    ['a blank at the end', '2026-11-20T09:12:00Z '],
    ['a line break at the end', '2026-11-20T09:12:00Z\n'],
    ['31 February', '2026-02-31T00:00:00Z'],
    ['29 February of no leap year', '2026-02-29T00:00:00Z'],
    ['month 13', '2026-13-01T00:00:00Z'],
    ['day 0', '2026-11-00T00:00:00Z'],
    ['hour 24', '2026-11-20T24:00:00Z'],
    ['hour 25', '2026-11-20T25:00:00Z'],
    ['minute 60', '2026-11-20T09:60:00Z'],
    ['an offset of 25 hours', '2026-11-20T09:12:00+25:00'],
    ['two digits of a year', '26-11-20T09:12:00Z'],
    ['other digits', '２０２６-11-20T09:12:00Z'],
    ['words', 'yesterday'],
    ['empty', ''],
    ['a number', 1_795_000_000_000],
    ['an object', {}],
  ])('%s is none', (_name, value: unknown) => {
    expect(readTime(value)).toEqual({ ok: false });
  });

  it('leaves as ISO 8601 in UTC with milliseconds', () => {
    expect(isoTime(Date.UTC(2026, 10, 20, 9, 12))).toBe('2026-11-20T09:12:00.000Z');
  });
});
