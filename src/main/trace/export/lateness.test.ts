import { afterEach, beforeEach, expect, test } from 'vitest';
import { startReceiver } from '../../demo/receiver/receiver.ts';
import type { Answer, Receiver } from '../../demo/receiver/receiver-types.ts';
import { LATE_AFTER_MS, lateSpans } from './lateness.ts';
import { endpointAt, START_MS, TestJournal } from './test-journal.ts';

let journal: TestJournal;
let receiver: Receiver;
let answer: Answer | undefined;
beforeEach(async () => {
  journal = new TestJournal();
  answer = undefined;
  receiver = await startReceiver({ respond: () => answer });
});
afterEach(async () => {
  journal.remove();
  await receiver.close();
});

const recordAged = (...agesMs: readonly number[]): void =>
  journal.record(
    ...agesMs.map((age, index) => ({ name: `span-${index}`, startMs: START_MS - 60_000, endMs: START_MS - age })),
  );

test('late is what was sent later than the limit after it ended, span by span', async () => {
  recordAged(30_000, LATE_AFTER_MS + 1, LATE_AFTER_MS, 0);
  expect(lateSpans(journal.db)).toEqual({ late: 0, worst_ms: null });
  await journal.sync(await endpointAt(receiver.url));
  expect(lateSpans(journal.db)).toEqual({ late: 2, worst_ms: 30_000 });
});

test('waiting, parked and refused spans are not late: nobody has sent them', async () => {
  recordAged(30_000);
  answer = { status: 403 };
  await journal.sync(await endpointAt(receiver.url));
  expect(journal.deliveries()).toMatchObject([['parked', 1, 403, expect.any(String)]]);
  expect(lateSpans(journal.db)).toEqual({ late: 0, worst_ms: null });
});

test('a parked span is late once it is sent, and the others around it are not', async () => {
  const endpoint = await endpointAt(receiver.url);
  recordAged(30_000);
  answer = { status: 403 };
  await journal.sync(endpoint);
  answer = undefined;
  recordAged(0, 0);
  await journal.sync(endpoint, { ignoreNotBefore: true });
  expect(receiver.spans()).toHaveLength(3);
  expect(lateSpans(journal.db)).toEqual({ late: 1, worst_ms: 30_000 });
});
