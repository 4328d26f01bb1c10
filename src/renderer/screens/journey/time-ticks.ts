const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

interface Step {
  readonly ms: number;
  readonly unit: 'minute' | 'hour' | 'day' | 'month';
  readonly every: number;
}

const step = (unit: Step['unit'], every: number, ms: number): Step => ({ unit, every, ms: every * ms });

/** What clocks and calendars are read in. */
const STEPS: readonly Step[] = [
  ...[1, 5, 15, 30].map((every) => step('minute', every, MINUTE)),
  ...[1, 2, 3, 6, 12].map((every) => step('hour', every, HOUR)),
  ...[1, 2, 7, 14].map((every) => step('day', every, DAY)),
  ...[1, 3, 6, 12, 60].map((every) => step('month', every, 30 * DAY)),
];

export interface Ticks {
  readonly unit: Step['unit'];
  /** Times in ms, each a round one where the window stands. */
  readonly at: readonly number[];
}

/** Round times between two others, at most so many, by the clock and calendar of the place where this runs. */
export function timeTicks(fromMs: number, toMs: number, most: number): Ticks {
  const span = Math.max(0, toMs - fromMs);
  const { unit, every } = STEPS.find(({ ms }) => span / ms <= Math.max(1, most)) ?? step('month', 120, 30 * DAY);
  const at: number[] = [];
  // One more than fits may begin before the span does.
  for (let tick = roundBefore(fromMs, unit, every); tick.getTime() <= toMs; tick = next(tick, unit, every)) {
    if (tick.getTime() >= fromMs) at.push(tick.getTime());
  }
  return { unit, at };
}

function roundBefore(ms: number, unit: Step['unit'], every: number): Date {
  const date = new Date(ms);
  const [year, month, day] = [date.getFullYear(), date.getMonth(), date.getDate()];
  if (unit === 'month') return every >= 12 ? new Date(year, 0, 1) : new Date(year, month - (month % every), 1);
  if (unit === 'day') return new Date(year, month, day);
  const hour = date.getHours();
  if (unit === 'hour') return new Date(year, month, day, hour - (hour % every));
  const minute = date.getMinutes();
  return new Date(year, month, day, hour, minute - (minute % every));
}

/** By the calendar: across a change of the clock midnight stays midnight. */
function next(date: Date, unit: Step['unit'], every: number): Date {
  if (unit === 'minute') return new Date(date.getTime() + every * MINUTE);
  const [year, month, day, hour] = [date.getFullYear(), date.getMonth(), date.getDate(), date.getHours()];
  const then =
    unit === 'month'
      ? new Date(year, month + every, day)
      : unit === 'day'
        ? new Date(year, month, day + every)
        : new Date(year, month, day, hour - (hour % every) + every);
  // The hour that a clock change leaves out would come again for ever.
  return then.getTime() > date.getTime() ? then : new Date(date.getTime() + HOUR);
}

/** Of labels around their ticks those that do not touch the one kept before: where time is drawn wider they crowd. */
export function apart<Label extends { readonly x: number; readonly half: number }>(
  labels: readonly Label[],
  gap: number,
): readonly Label[] {
  const kept: Label[] = [];
  for (const label of labels) {
    const last = kept.at(-1);
    if (last === undefined || label.x - label.half >= last.x + last.half + gap) kept.push(label);
  }
  return kept;
}
