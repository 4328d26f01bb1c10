import { expect, it, onTestFinished } from 'vitest';
import { keep, type Keeper } from './keeper.ts';
import type { Retention } from './retention.ts';

const TIMES = { firstMs: 0, everyMs: 0, restMs: 0, lookMs: 1 };

/** Runs until `enough` is called; what was complained of. */
async function run(make: (enough: () => void) => Retention): Promise<string[]> {
  const said: string[] = [];
  // The keeper itself never keeps a process alive.
  const alive = setInterval(() => undefined, 1000);
  onTestFinished(() => clearInterval(alive));
  let keeper: Keeper | undefined;
  await new Promise<void>((resolve) => {
    keeper = keep(make(resolve), (line) => said.push(line), TIMES);
  });
  await keeper?.stop();
  return said;
}

it('does one step at a time, and lets others have a turn in between', async () => {
  const seen: string[] = [];
  await run((enough) => ({
    *pass() {
      for (let step = 1; step <= 3; step += 1) {
        seen.push(`step ${step}`);
        setImmediate(() => seen.push('a scan'));
        yield;
      }
      enough();
    },
    look: () => undefined,
  }));
  expect(seen).toEqual(['step 1', 'a scan', 'step 2', 'a scan', 'step 3', 'a scan']);
});

it('tells each trouble once and goes on; a full disk is no news', async () => {
  let passes = 0;
  let looks = 0;
  const said = await run((enough) => ({
    *pass() {
      passes += 1;
      yield;
      if (passes >= 6 && looks >= 3) enough();
      if (passes % 2 === 0) throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
      throw new Error('this was not foreseen');
    },
    look() {
      looks += 1;
      throw new Error('nor this');
    },
  }));
  expect(said.toSorted()).toEqual([
    'What is old could not be removed: nor this.',
    'What is old could not be removed: this was not foreseen.',
  ]);
});

it('stops in the middle of a pass, and closes what the pass has open', async () => {
  let closed = 0;
  await run((enough) => ({
    *pass() {
      try {
        for (;;) {
          yield;
          enough();
        }
      } finally {
        closed += 1;
      }
    },
    look: () => undefined,
  }));
  expect(closed).toBe(1);
});
