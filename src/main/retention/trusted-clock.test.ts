import { expect, it } from 'vitest';
import { FRIDAY_NOON, HandClock, HOUR } from '../../../test/support/station/hand-clock.ts';
import { LARGEST_LEAP_MS, lookAtClock, STEADY_FOR_MS, type ClockMemory } from './trusted-clock.ts';

const DAY = 24 * HOUR;
const YEARS = 3 * 365 * DAY;

/** Looks once an hour, as the station does. */
class Looks {
  readonly clock = new HandClock();
  #boot = 'first';
  #bootedAtMs = this.clock.read().uptimeMs;
  #memory: ClockMemory = {
    trusted_ms: FRIDAY_NOON,
    wall_ms: FRIDAY_NOON,
    boot_id: 'first',
    uptime_ms: 0,
    steady_ms: 0,
  };

  reboot(name: string): void {
    this.#boot = name;
    this.#bootedAtMs = this.clock.read().uptimeMs;
  }

  look(): boolean {
    const { nowMs, uptimeMs } = this.clock.read();
    const looked = lookAtClock(this.#memory, { nowMs, bootId: this.#boot, uptimeMs: uptimeMs - this.#bootedAtMs });
    this.#memory = looked.memory;
    return looked.believed;
  }

  /** Whether each look of so many hours believed the clock. */
  hours(count: number): boolean[] {
    return Array.from({ length: count }, () => {
      this.clock.advance(HOUR);
      return this.look();
    });
  }
}

it('a clock that goes is believed, for weeks within one boot', () => {
  const looks = new Looks();
  expect(looks.hours(24 * 21)).not.toContain(false);
  looks.clock.advance(30 * DAY);
  expect(looks.look()).toBe(true);
});

it('a station that was off over a long weekend believes its clock at once', () => {
  const looks = new Looks();
  looks.clock.advance(LARGEST_LEAP_MS);
  looks.reboot('second');
  expect(looks.look()).toBe(true);
});

it('a leap of years is doubted until the clock has gone steadily for a day', () => {
  const looks = new Looks();
  looks.clock.setWall(FRIDAY_NOON + YEARS);
  expect(looks.look()).toBe(false);
  const believed = looks.hours(30);
  expect(believed.indexOf(true)).toBe(STEADY_FOR_MS / HOUR - 1);
  expect(believed.lastIndexOf(false)).toBe(believed.indexOf(true) - 1);
});

it('one that is put right meanwhile is believed again, and nothing was counted', () => {
  const looks = new Looks();
  looks.hours(5);
  looks.clock.setWall(FRIDAY_NOON + YEARS);
  expect(looks.hours(10)).not.toContain(true);
  looks.clock.setWall(FRIDAY_NOON + 15 * HOUR);
  expect(looks.look()).toBe(true);
  looks.clock.setWall(FRIDAY_NOON + YEARS);
  expect(looks.hours(23)).not.toContain(true);
});

it('one that is set again and again is never steady; half of a leap taken back is still a leap', () => {
  const looks = new Looks();
  looks.clock.setWall(FRIDAY_NOON + YEARS);
  looks.hours(20);
  looks.clock.setWall(FRIDAY_NOON + YEARS / 2);
  expect(looks.hours(20)).not.toContain(true);
});

it('the steady hours of several days of work add up', () => {
  const looks = new Looks();
  looks.clock.setWall(FRIDAY_NOON + YEARS);
  const days = [1, 2, 3, 4].map((day) => {
    looks.reboot(`day ${day}`);
    const believed = looks.look();
    const shift = looks.hours(9);
    looks.clock.advance(15 * HOUR);
    return believed || shift.includes(true);
  });
  expect(days).toEqual([false, false, true, true]);
});

it('a dead battery: years back at every boot and put right by a time server is believed, and is no leap', () => {
  const looks = new Looks();
  for (let day = 1; day <= 10; day += 1) {
    const right = looks.clock.now() + 15 * HOUR;
    looks.reboot(`day ${day}`);
    looks.clock.setWall(FRIDAY_NOON - YEARS);
    expect(looks.look()).toBe(true);
    looks.clock.setWall(right);
    expect(looks.hours(9)).not.toContain(false);
  }
});
