const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;

/** When the hour began on the station's wall clock: where people are half an hour beside UTC, so are their hours. */
export function hourOf(ms: number): number {
  const offsetMs = -new Date(ms).getTimezoneOffset() * MINUTE_MS;
  return Math.floor((ms + offsetMs) / HOUR_MS) * HOUR_MS - offsetMs;
}

/** The day of a moment on the station's wall clock: `2026-11-20`. */
export function dayOf(ms: number): string {
  const date = new Date(ms);
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/**
 * Where a day of the station's wall clock begins and ends, in ms; undefined for what is no day.
 * @param day `2026-11-20`
 */
export function boundsOfDay(day: string): { readonly fromMs: number; readonly toMs: number } | undefined {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? [];
  const from = new Date(Number(year), Number(month) - 1, Number(date));
  if (Number.isNaN(from.getTime()) || dayOf(from.getTime()) !== day) return undefined;
  return { fromMs: from.getTime(), toMs: new Date(Number(year), Number(month) - 1, Number(date) + 1).getTime() };
}
