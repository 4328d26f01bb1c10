import type { LanguageCode } from '../../shared/command-barcodes.ts';

/* Numbers, weights, dates and spans of time as people of a language write them. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const numbers = new Map<string, Intl.NumberFormat>();

/** Making a format is slow, using one is not. */
function numberFormat(language: LanguageCode, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = language + JSON.stringify(options);
  const known = numbers.get(key) ?? new Intl.NumberFormat(language, options);
  numbers.set(key, known);
  return known;
}

export const formatNumber = (language: LanguageCode, value: number): string => numberFormat(language, {}).format(value);

const unit = (language: LanguageCode, value: number, of: string, digits = 0, sign = false): string =>
  numberFormat(language, {
    style: 'unit',
    unit: of,
    unitDisplay: 'short',
    maximumFractionDigits: digits,
    ...(sign ? { signDisplay: 'exceptZero' } : {}),
  }).format(value);

/** Grams below a kilogram, kilograms above: `850 g`, `1.34 kg`. With a sign for differences. */
export const formatWeight = (language: LanguageCode, grams: number, sign = false): string =>
  Math.abs(grams) < 1000 ? unit(language, grams, 'gram', 0, sign) : unit(language, grams / 1000, 'kilogram', 3, sign);

/** How long ago: `12 min`, `3 h`, `2 d`. */
export function formatAge(language: LanguageCode, ms: number): string {
  if (ms < HOUR) return unit(language, Math.max(0, Math.floor(ms / MINUTE)), 'minute');
  return ms < 2 * DAY ? unit(language, Math.floor(ms / HOUR), 'hour') : unit(language, Math.floor(ms / DAY), 'day');
}

/** The hour of today; with its weekday within the week, else with its date. */
export function formatMoment(language: LanguageCode, iso: string, nowMs: number): string {
  const date = new Date(iso);
  const time: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
  const isToday = date.toDateString() === new Date(nowMs).toDateString();
  if (isToday) return date.toLocaleTimeString(language, time);
  const isNear = Math.abs(date.getTime() - nowMs) < 6 * DAY;
  return date.toLocaleString(
    language,
    isNear ? { weekday: 'short', ...time } : { day: 'numeric', month: 'short', ...time },
  );
}

/** A calendar day that has no hour: `2027-03-31` in the words of the language. */
export const formatDay = (language: LanguageCode, day: string): string =>
  new Date(`${day}T00:00:00Z`).toLocaleDateString(language, { dateStyle: 'medium', timeZone: 'UTC' });
