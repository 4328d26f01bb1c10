import type { Clock } from '../../../src/main/database/clock.ts';

/** Friday, 20 November 2026, noon in UTC: no test depends on the day it is run. */
export const FRIDAY_NOON = Date.UTC(2026, 10, 20, 12);

export const SECOND = 1000;
export const HOUR = 3_600_000;

/** A clock that moves only when a test moves it. */
export class HandClock implements Clock {
  #nowMs: number;
  #uptimeMs = HOUR;
  #boots = 1;

  constructor(nowMs = FRIDAY_NOON) {
    this.#nowMs = nowMs;
  }

  now = (): number => this.#nowMs;
  read = () => ({ nowMs: this.#nowMs, bootId: `boot-${this.#boots}`, uptimeMs: this.#uptimeMs });

  /** Time goes by. */
  advance(ms: number): void {
    this.#nowMs += ms;
    this.#uptimeMs += ms;
  }

  /** The machine starts anew: what it counted before tells nothing any more. */
  reboot(): void {
    this.#boots += 1;
    this.#uptimeMs = 0;
  }

  /** Somebody sets the wall clock. */
  setWall(nowMs: number): void {
    this.#nowMs = nowMs;
  }
}
