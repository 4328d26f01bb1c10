import { expect, test } from 'vitest';
import { pauseBeforeNext, type Situation } from './retry-schedule.ts';

const MINUTE = 60_000;
const usual: Situation = {
  after: 'wait',
  attempts: 1,
  notBeforeInMs: 0,
  startSpreadMs: 0,
  parkedDueInMs: undefined,
};

test.each<[what: string, situation: Partial<Situation>, least: number, most: number]>([
  ['the first failure', { attempts: 1 }, 0, 1000],
  ['the second', { attempts: 2 }, 0, 2000],
  ['the fifth', { attempts: 5 }, 0, 16_000],
  ['the tenth, and it grows no more', { attempts: 10 }, 0, 5 * MINUTE],
  ['a week of failures', { attempts: 5000 }, 0, 5 * MINUTE],
  ['a failure that was not counted', { attempts: 0 }, 0, 1000],
  ['Retry-After comes on top', { attempts: 1, notBeforeInMs: 3_600_000 }, 3_600_000, 3_601_000],
  ['a Retry-After that is over', { attempts: 3, notBeforeInMs: -5 }, 0, 4000],
  ['mending is waited for', { after: 'stop', attempts: 7 }, 5 * MINUTE, 6 * MINUTE],
  ['nothing is left', { after: 'empty', attempts: 0 }, Infinity, Infinity],
  ['all but what is parked', { after: 'empty', parkedDueInMs: 4 * MINUTE }, 4 * MINUTE, 4.8 * MINUTE],
  ['what is parked is due already', { after: 'empty', parkedDueInMs: -4 }, 1000, 1200],
  ['a start with nothing to send', { after: 'start', attempts: 0 }, 0, 0],
  ['a start with a backlog', { after: 'start', attempts: 0, startSpreadMs: 5000 }, 0, 5000],
  ['a start after failures', { after: 'start', attempts: 4, startSpreadMs: 5000 }, 0, 8000],
  ['a start under a Retry-After', { after: 'start', attempts: 1, notBeforeInMs: 9000 }, 9000, 10_000],
])('%s: full jitter from least to most', (_what, more, least, most) => {
  const situation = { ...usual, ...more };
  expect(pauseBeforeNext(situation, () => 0)).toBe(least);
  // What random never quite reaches.
  expect(pauseBeforeNext(situation, () => 1)).toBeCloseTo(most);
  const middle = least === most ? most : (least + most) / 2;
  expect(pauseBeforeNext(situation, () => 0.5)).toBeCloseTo(middle);
});
