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
