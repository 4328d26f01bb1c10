/* Days by the station's own calendar and clock on the wall. */

const two = (value: number): string => String(value).padStart(2, '0');

/** ISO date. */
export function localDay(ms: number): string {
  const date = new Date(ms);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
