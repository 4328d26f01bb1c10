import type { LanguageCode } from '../../shared/command-barcodes.ts';

/* Numbers, weights, dates and spans of time as people of a language write them. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Making a format is slow, using one is not. */
function kept<Options, Format>(make: (language: LanguageCode, options: Options) => Format) {
  const formats = new Map<string, Format>();
  return (language: LanguageCode, options: Options): Format => {
    const key = language + JSON.stringify(options);
    const format = formats.get(key) ?? make(language, options);
    formats.set(key, format);
    return format;
  };
}

const numberFormat = kept((language, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(language, options));
const dateFormat = kept((language, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(language, options));

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

const midnight = (at: Date): number => new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime();

/** Which day it was, counted from today: `today`, `yesterday`, `12 days ago`. */
export function formatDaysAgo(language: LanguageCode, iso: string, nowMs: number): string {
  const days = Math.round((midnight(new Date(nowMs)) - midnight(new Date(iso))) / DAY);
  return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(-Math.max(0, days), 'day');
}

const TIME = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
const NEAR = { weekday: 'short', ...TIME } as const;
const FAR = { day: 'numeric', month: 'short', ...TIME } as const;
const DATE = { dateStyle: 'medium', timeZone: 'UTC' } as const;

/** The hour of today; with its weekday within the week, else with its date. */
export function formatMoment(language: LanguageCode, iso: string, nowMs: number): string {
  const date = new Date(iso);
  const isToday = date.toDateString() === new Date(nowMs).toDateString();
  const isNear = Math.abs(date.getTime() - nowMs) < 6 * DAY;
  return dateFormat(language, isToday ? TIME : isNear ? NEAR : FAR).format(date);
}

/** A calendar day that has no hour: `2027-03-31` in the words of the language. */
export const formatDay = (language: LanguageCode, day: string): string =>
  dateFormat(language, DATE).format(new Date(`${day}T00:00:00Z`));

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
  dateFormat(language, { ...FAR, second: '2-digit' }).format(new Date(iso));

/** The hour alone, for the second of two moments. */
export const formatHour = (language: LanguageCode, iso: string): string =>
  dateFormat(language, TIME).format(new Date(iso));

/** What stands at a tick of a line of time. */
export function formatTick(language: LanguageCode, ms: number, by: 'minute' | 'hour' | 'day' | 'month'): string {
  const options: Readonly<Record<typeof by, Intl.DateTimeFormatOptions>> = {
    minute: TIME,
    hour: NEAR,
    day: { weekday: 'short', day: 'numeric', month: 'short' },
    month: { month: 'short', year: 'numeric' },
  };
  return dateFormat(language, options[by]).format(new Date(ms));
}

/** `Mug, tea and box`, as the language joins. */
export const formatList = (language: LanguageCode, parts: readonly string[]): string =>
  new Intl.ListFormat(language, { type: 'conjunction' }).format(parts);
