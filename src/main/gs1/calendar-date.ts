/** Dates of element strings: six digits, the century left out, the day sometimes `00`. */

/** `day` is null where the label gives only the month. */
export interface LabelDate {
  readonly year: number;
  readonly month: number;
  readonly day: number | null;
}

/** How many days a month has (Gregorian; month 1 to 12, otherwise 0). */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  if (month < 1 || month > 12) return 0;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/**
 * The full year of a two-digit one: the one that lies 49 years back to 50 years ahead.
 *
 * @param twoDigits 0 to 99
 * @param thisYear four digits
 * Source: GS1 General Specifications, section 7.12 "Determination of century in dates".
 */
export function fullYear(twoDigits: number, thisYear: number): number {
  const century = thisYear - (thisYear % 100);
  const ahead = twoDigits - (thisYear % 100);
  if (ahead >= 51) return century - 100 + twoDigits;
  if (ahead <= -50) return century + 100 + twoDigits;
  return century + twoDigits;
}

/**
 * Reads YYMMDD.
 *
 * @param text at least six digits, of which the first six are read
 * @param thisYear the year the sliding window is laid around
 * @returns undefined where there is no such day; day `00` gives `day: null`
 */
export function readLabelDate(text: string, thisYear: number): LabelDate | undefined {
  if (!/^\d{6}/.test(text)) return undefined;
  const year = fullYear(Number(text.slice(0, 2)), thisYear);
  const month = Number(text.slice(2, 4));
  const day = Number(text.slice(4, 6));
  const last = daysInMonth(year, month);
  if (last === 0 || day > last) return undefined;
  return { year, month, day: day === 0 ? null : day };
}

/** YYYY-MM-DD; where only the month is known, its last day, which is what `00` means on an expiry date. */
export function isoDate(date: LabelDate): string {
  const day = date.day ?? daysInMonth(date.year, date.month);
  return `${String(date.year)}-${String(date.month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
