import type { LanguageCode } from '../../shared/command-barcodes.ts';

/* Numbers, weights, dates and spans of time as people of a language write them. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Hours of a shift are counted to 24, whatever the language. */
const CLOCK: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };

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
  const isToday = date.toDateString() === new Date(nowMs).toDateString();
  if (isToday) return date.toLocaleTimeString(language, CLOCK);
  const isNear = Math.abs(date.getTime() - nowMs) < 6 * DAY;
  return date.toLocaleString(
    language,
    isNear ? { weekday: 'short', ...CLOCK } : { day: 'numeric', month: 'short', ...CLOCK },
  );
}

/** A calendar day that has no hour: `2027-03-31` in the words of the language. */
export const formatDay = (language: LanguageCode, day: string): string =>
  new Date(`${day}T00:00:00Z`).toLocaleDateString(language, { dateStyle: 'medium', timeZone: 'UTC' });

/** How long, in the two largest units that say something: `45 s`, `21 min`, `26 h 40 min`, `12 d 3 h`. */
export function formatDuration(language: LanguageCode, seconds: number): string {
  const minutes = Math.round(seconds / 60);
  if (seconds < 60) return unit(language, Math.round(Math.max(0, seconds)), 'second');
  if (minutes < 60) return unit(language, minutes, 'minute');
  // Hours as far as people count them: an order may take 48.
  const [large, small, size, rest] =
    minutes < 100 * 60
      ? (['hour', 'minute', 60, minutes] as const)
      : (['day', 'hour', 24, Math.round(minutes / 60)] as const);
  const parts = [unit(language, Math.floor(rest / size), large)];
  if (rest % size > 0) parts.push(unit(language, rest % size, small));
  return parts.join(' ');
}

const KILOBYTE = 1000;

/** `1.2 MB`. */
export function formatBytes(language: LanguageCode, bytes: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'];
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log(bytes) / Math.log(KILOBYTE)));
  return unit(language, bytes / KILOBYTE ** power, units[power] ?? 'byte', power === 0 ? 0 : 1);
}

/** A moment that has to be exact enough to be looked for: day, hour, minute and second. */
export const formatExact = (language: LanguageCode, iso: string): string =>
  new Date(iso).toLocaleString(language, { day: 'numeric', month: 'short', second: '2-digit', ...CLOCK });

/** The hour alone, for the second of two moments. */
export const formatHour = (language: LanguageCode, iso: string): string =>
  new Date(iso).toLocaleTimeString(language, CLOCK);

/** What stands at a tick of a line of time. */
export function formatTick(language: LanguageCode, ms: number, by: 'minute' | 'hour' | 'day' | 'month'): string {
  const options: Readonly<Record<typeof by, Intl.DateTimeFormatOptions>> = {
    minute: CLOCK,
    hour: { weekday: 'short', ...CLOCK },
    day: { weekday: 'short', day: 'numeric', month: 'short' },
    month: { month: 'short', year: 'numeric' },
  };
  return new Date(ms).toLocaleString(language, options[by]);
}

/** `Mug, tea and box`, as the language joins. */
export const formatList = (language: LanguageCode, parts: readonly string[]): string =>
  new Intl.ListFormat(language, { type: 'conjunction' }).format(parts);
