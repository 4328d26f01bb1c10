/* Days and times by the station's own calendar and the clock on its wall. */

const two = (value: number): string => String(value).padStart(2, '0');

/** ISO date. */
export function localDay(ms: number): string {
  const date = new Date(ms);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** `16:30`: such texts compare as times do. */
export function timeOfDay(ms: number): string {
  const date = new Date(ms);
  return `${two(date.getHours())}:${two(date.getMinutes())}`;
}

export const isWeekend = (ms: number): boolean => [0, 6].includes(new Date(ms).getDay());

/** The same time on the next day that is neither Saturday nor Sunday. */
export function nextWorkingDay(ms: number): number {
  const date = new Date(ms);
  do date.setDate(date.getDate() + 1);
  while (isWeekend(date.getTime()));
  return date.getTime();
}
