import * as v from 'valibot';

/* What fields of several subjects are made of. */

export const text = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
/** More than a thousand million grams, days or spans is a slip, and would not fit what is reckoned with it. */
export const whole = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000_000));
export const country = v.pipe(v.string(), v.regex(/^[A-Z]{2}$/, 'ISO 3166-1 alpha-2, in capitals'));
export const webAddress = v.pipe(v.string(), v.url(), v.regex(/^https?:/i, 'an http:// or https:// address'));
/** On the clock of the station's wall. */
export const timeOfDay = v.pipe(v.string(), v.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'a time of day, as 16:30'));
/** Of a station, a target: what others remember it by. */
export const shortName = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9._-]{1,64}$/, 'letters, digits, dot, dash and underscore only'),
);
/** Scanned, and said: no blank at its ends. */
export const scannedName = v.pipe(
  v.string(),
  v.regex(/^[^\p{Cc}\s](?:[^\p{Cc}]{0,62}[^\p{Cc}\s])?$/u, '1 to 64 printable characters'),
);

export const port = v.pipe(whole, v.maxValue(65_535));

/** @returns whether each of a list has another key. */
export const isUnique = <T>(list: readonly T[], keyOf: (each: T) => string): boolean =>
  new Set(list.map(keyOf)).size === list.length;
