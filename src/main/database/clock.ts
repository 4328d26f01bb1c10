import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { uptime } from 'node:os';

/** A reading of both clocks: wall time that people set, and the uptime of one boot that nobody sets. */
export interface ClockReading {
  /** Milliseconds since the Unix epoch. */
  readonly nowMs: number;
  readonly bootId: string;
  /** Milliseconds since boot, counting sleep too (a sleeping station is not a clock that was set). */
  readonly uptimeMs: number;
}

/** Where the station reads the time; tests hand in their own. */
export interface Clock {
  now(): number;
  read(): ClockReading;
}

/** Linux names each boot; elsewhere readings are compared only within one process. */
function nameOfThisBoot(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return `process-${randomUUID()}`;
  }
}

const bootId = nameOfThisBoot();

export const systemClock: Clock = {
  now: Date.now,
  read: () => ({ nowMs: Date.now(), bootId, uptimeMs: Math.round(uptime() * 1000) }),
};
