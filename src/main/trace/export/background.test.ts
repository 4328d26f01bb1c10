import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Answer, Receiver } from '../../demo/receiver/receiver-types.ts';
import { startReceiver } from '../../demo/receiver/receiver.ts';
import type { Background, BackgroundOptions } from './background.ts';
import { testBackground } from './test-background.ts';
import { endpointAt, TestJournal } from './test-journal.ts';

const MINUTE = 60_000;

let journal: TestJournal;
let respond: () => Answer | undefined;
let receiver: Receiver;
beforeEach(async () => {
  journal = new TestJournal();
  respond = () => undefined;
  receiver = await startReceiver({ respond: () => respond() });
});
afterEach(async () => {
  journal.remove();
  await receiver.close();
});

const newBackground = async (more: Partial<BackgroundOptions> = {}): Promise<Background> =>
  testBackground(journal, { endpoint: await endpointAt(receiver.url), ...more });

const advance = (ms: number): void => {
  journal.nowMs += ms;
};

test('a station that starts with a backlog waits its turn, then sends fresh ones as they come', async () => {
  journal.recordMany(10);
  const background = await newBackground();
  expect(await background.step()).toBe(2500);
  expect(receiver.requests).toHaveLength(0);
  advance(2500);
  expect(await background.step()).toBe(1000);
  expect(receiver.spans()).toHaveLength(10);
  expect(await background.step()).toBe(1000);
  journal.recordMany(1);
  await background.step();
  expect(receiver.requests).toHaveLength(2);
});

test('the backlog goes out two batches a second', async () => {
  journal.recordMany(2000);
  const background = await newBackground({ startSpreadMs: 0 });
  const rests: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    rests.push(await background.step());
    advance(500);
  }
  expect(rests).toEqual([500, 500, 1000]);
  expect(receiver.requests.map(({ spanCount }) => spanCount)).toEqual([512, 512, 512, 464]);
});

test('failures are waited out longer and longer, whatever is journaled meanwhile; a success ends that', async () => {
  const background = await newBackground();
  await background.step();
  journal.recordMany(1);
  respond = () => ({ status: 503 });
  const rests: number[] = [];
  for (let tries = 0; tries < 11; tries += 1) {
    const rest = await background.step();
    rests.push(rest);
    journal.recordMany(1);
    // Asked too early, it does nothing.
    expect(await background.step()).toBe(rest);
    advance(rest);
  }
  expect(rests.map((ms) => ms / 500)).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
  expect(receiver.requests).toHaveLength(11);
  respond = () => undefined;
  expect(await background.step()).toBe(1000);
  expect(receiver.spans()).toHaveLength(12);
});

test('Retry-After is kept by the next process too', async () => {
  journal.recordMany(1);
  respond = () => ({ status: 429, headers: { 'retry-after': '3600' } });
  const before = await newBackground({ startSpreadMs: 0 });
  expect(await before.step()).toBe(3_600_500);
  advance(600_000);
  const after = await newBackground({ startSpreadMs: 0 });
  expect(await after.step()).toBe(3_000_500);
  expect(receiver.requests).toHaveLength(1);
});

test('a refused key is tried every five minutes, by one batch, and all flows once it is mended', async () => {
  journal.recordMany(600);
  respond = () => ({ status: 401 });
  const background = await newBackground({ startSpreadMs: 0 });
  for (let tries = 1; tries <= 3; tries += 1) {
    expect(await background.step()).toBe(5.5 * MINUTE);
    expect(receiver.requests).toHaveLength(tries);
    expect(journal.delivery.counts()).toMatchObject({ parked: 512, waiting: 88 });
    advance(5.5 * MINUTE);
  }
  respond = () => undefined;
  expect(await background.step()).toBe(500);
  advance(500);
  await background.step();
  expect(journal.delivery.counts()).toMatchObject({ parked: 0, waiting: 0, sent: 600 });
});

test('what the server fails at is tried again every five minutes, the rest flows meanwhile', async () => {
  journal.recordMany(1, 'poison');
  respond = () => ({ status: 500 });
  const background = await newBackground({ startSpreadMs: 0 });
  expect(await background.step()).toBe(1000);
  respond = () => undefined;
  journal.recordMany(1);
  await background.step();
  expect(journal.delivery.counts()).toMatchObject({ parked: 1, sent: 1 });
  advance(5.5 * MINUTE);
  await background.step();
  expect(journal.delivery.counts()).toMatchObject({ parked: 0, sent: 2 });
});

test('a sync that got through ends a back-off', async () => {
  journal.recordMany(1);
  respond = () => ({ status: 503, headers: { 'retry-after': '60' } });
  const background = await newBackground({ startSpreadMs: 0 });
  expect(await background.step()).toBe(60_500);
  respond = () => undefined;
  await journal.sync(await endpointAt(receiver.url), { ignoreNotBefore: true });
  background.afterSync();
  journal.recordMany(1);
  await background.step();
  expect(receiver.spans()).toHaveLength(2);
});

test('a fault of our own is told, and it goes on after a minute', async () => {
  journal.recordMany(1);
  let broken = true;
  const troubles: unknown[] = [];
  const background = await newBackground({
    startSpreadMs: 0,
    trouble: (error) => troubles.push(error),
    write(what) {
      if (broken) throw new Error('disk full');
      journal.store.apply(what);
    },
  });
  expect(await background.step()).toBe(MINUTE);
  expect(troubles).toEqual([new Error('disk full')]);
  broken = false;
  advance(MINUTE);
  await background.step();
  expect(journal.delivery.counts()).toMatchObject({ waiting: 0, sent: 1 });
});
