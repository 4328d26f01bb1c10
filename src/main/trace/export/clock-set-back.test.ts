import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Answer, Receiver } from '../../demo/receiver/receiver-types.ts';
import { startReceiver } from '../../demo/receiver/receiver.ts';
import type { Endpoint } from './endpoint.ts';
import { readRetryAfter, judge } from './send-outcome.ts';
import { testBackground } from './test-background.ts';
import { endpointAt, START_MS, TestJournal } from './test-journal.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const YEARS = 5 * 365 * 24 * HOUR;

let journal: TestJournal;
let respond: () => Answer | undefined;
let receiver: Receiver;
let endpoint: Endpoint;
beforeEach(async () => {
  journal = new TestJournal();
  respond = () => undefined;
  receiver = await startReceiver({ respond: () => respond() });
  endpoint = await endpointAt(receiver.url);
});
afterEach(async () => {
  journal.remove();
  await receiver.close();
});

/** The background export after a start; its monotonic clock goes on whatever the wall clock does. */
function start() {
  let monotonicMs = 0;
  const background = testBackground(journal, { endpoint, monotonicMs: () => monotonicMs });
  return {
    /** Lets it do what it does in so much time; the wall clock goes on from where it was set to. */
    async run(ms: number): Promise<void> {
      const endMs = monotonicMs + ms;
      while (monotonicMs < endMs) {
        const restMs = Math.min(await background.step(), endMs - monotonicMs);
        monotonicMs += restMs;
        journal.nowMs += restMs;
      }
      await background.step();
    },
  };
}

describe.each([
  ['forward', YEARS],
  ['back', -YEARS],
  ['an hour forward', HOUR],
  ['an hour back', -HOUR],
])('the clock is set %s', (_way, jumpMs) => {
  test.each([
    ['a Retry-After of ten minutes', { status: 429, headers: { 'retry-after': '600' } }, 10 * MINUTE],
    ['spans that are parked', { status: 401 }, 5 * MINUTE],
    ['a back-off', { status: 503 }, 0],
  ])('%s is waited out as it was said, over a restart too', async (_what, answer, waitMs) => {
    respond = () => answer;
    journal.recordMany(3);
    const before = start();
    await before.run(MINUTE);
    expect(receiver.requests.length).toBeGreaterThan(0);
    journal.nowMs += jumpMs;
    respond = () => undefined;
    await start().run(waitMs + 7 * MINUTE);
    expect(receiver.spans()).toHaveLength(3);
  });

  test('while the export runs, too', async () => {
    respond = () => ({ status: 401 });
    journal.recordMany(3);
    const running = start();
    await running.run(MINUTE);
    journal.nowMs += jumpMs;
    respond = () => undefined;
    await running.run(12 * MINUTE);
    expect(receiver.spans()).toHaveLength(3);
  });

  test('a sync says a time that is not absurd', async () => {
    respond = () => ({ status: 503, headers: { 'retry-after': '600' } });
    journal.recordMany(3);
    await journal.sync(endpoint);
    journal.nowMs += jumpMs;
    respond = () => undefined;
    const { notBeforeMs, sent } = await journal.sync(endpoint);
    // Forward: the ten minutes are over. Back: they are counted again from now.
    expect(jumpMs > 0 ? sent : (notBeforeMs ?? 0) - journal.nowMs).toBe(jumpMs > 0 ? 3 : 10 * MINUTE);
  });
});

test('a Retry-After that is a date is reckoned by the clock of the server', () => {
  const answer = {
    status: 503,
    retryAfter: 'Fri, 20 Nov 2026 09:01:00 GMT',
    date: 'Fri, 20 Nov 2026 09:00:00 GMT',
    contentType: undefined,
    body: '',
  };
  for (const nowMs of [START_MS, START_MS - YEARS, START_MS + YEARS])
    expect(judge(answer, nowMs)).toMatchObject({ kind: 'retry', retryAfterMs: MINUTE });
  expect(judge({ ...answer, date: 'yesterday' }, START_MS)).toMatchObject({ retryAfterMs: MINUTE });
  expect(readRetryAfter('60', START_MS + YEARS)).toBe(MINUTE);
});
