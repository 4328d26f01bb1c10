import type { ClockReading } from '../database/clock.ts';

/** What is remembered of the clock from one look to the next. Times in ms. */
export interface ClockMemory {
  /** The latest wall time that was believed, since the epoch. */
  readonly trusted_ms: number;
  /** The clocks as they stood at the last look. */
  readonly wall_ms: number;
  readonly boot_id: string;
  readonly uptime_ms: number;
  /** For how long a clock that jumped ahead has gone steadily since. */
  readonly steady_ms: number;
}

/** A station may be switched off over a long weekend; a clock further ahead than that is doubted. */
export const LARGEST_LEAP_MS = 4 * 86_400_000;
/** It is believed after all once it has gone steadily for so long. */
export const STEADY_FOR_MS = 86_400_000;
const UNSTEADY_BY_MS = 5 * 60_000;

/**
 * Which time things may be removed by. A wall clock that leapt years ahead would have everything removed at once, so a
 * leap is doubted until the clock has gone steadily for a day of running. A clock set back only makes things stay longer;
 * when it is put right again (a dead battery and a time server do that every morning) it is no leap.
 */
export function lookAtClock(
  before: ClockMemory,
  { nowMs, bootId, uptimeMs }: ClockReading,
): { readonly believed: boolean; readonly memory: ClockMemory } {
  const sameBoot = bootId === before.boot_id && uptimeMs >= before.uptime_ms;
  const elapsedMs = sameBoot ? uptimeMs - before.uptime_ms : 0;
  const leapMs = nowMs - (before.wall_ms + elapsedMs);
  // Between two boots nobody knows how long it was; within one the two clocks must agree.
  const isSteady = sameBoot ? Math.abs(leapMs) <= UNSTEADY_BY_MS : leapMs >= 0 && leapMs <= LARGEST_LEAP_MS;
  const steadyMs = isSteady ? before.steady_ms + elapsedMs : 0;

  const believed = nowMs <= before.trusted_ms + elapsedMs + LARGEST_LEAP_MS || steadyMs >= STEADY_FOR_MS;
  return {
    believed,
    memory: {
      trusted_ms: believed ? Math.max(nowMs, before.trusted_ms) : before.trusted_ms,
      wall_ms: nowMs,
      boot_id: bootId,
      uptime_ms: uptimeMs,
      steady_ms: believed ? 0 : steadyMs,
    },
  };
}
