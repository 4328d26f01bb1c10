import { afterEach, beforeEach, expect, test } from 'vitest';
import { startReceiver } from '../../demo/receiver/receiver.ts';
import type { Receiver } from '../../demo/receiver/receiver-types.ts';
import { openReadOnly } from '../../database/open.ts';
import { deliveryCounts } from './delivery-counts.ts';
import { endpointAt, START_MS, TestJournal } from './test-journal.ts';

let journal: TestJournal;
let receiver: Receiver;
beforeEach(async () => {
  journal = new TestJournal();
  receiver = await startReceiver();
});
afterEach(async () => {
  journal.remove();
  await receiver.close();
});

test.each(['gzip', 'none'])('a backlog goes out in batches, each span once (compression: %s)', async (compression) => {
  journal.recordMany(1500);
  const endpoint = await endpointAt(receiver.url, { OTEL_EXPORTER_OTLP_COMPRESSION: compression });
  expect(await journal.sync(endpoint)).toEqual({
    sent: 1500,
    rejected: 0,
    refused: 0,
    stillWaiting: 0,
    because: null,
    notBeforeMs: null,
    parked: [],
  });
  expect(receiver.problems).toEqual([]);
  expect(receiver.duplicates).toBe(0);
  expect(receiver.spans()).toHaveLength(1500);
  expect(receiver.requests.map(({ spanCount }) => spanCount)).toEqual([512, 512, 476]);
  for (const { headers, wireBytes } of receiver.requests) {
    expect(headers['content-encoding']).toBe(compression === 'gzip' ? 'gzip' : undefined);
    expect(headers['content-length']).toBe(String(wireBytes));
    expect(headers['transfer-encoding']).toBeUndefined();
  }
  expect(journal.lanes()).toEqual([[1500, null]]);
  expect(journal.db.prepare('SELECT count(*) FROM journal').pluck().get()).toBe(1500);
  expect(journal.deliveries()).toEqual([512, 512, 476].map((spans) => ['sent', spans, 200, '']));

  expect(await journal.sync(endpoint)).toMatchObject({ sent: 0, stillWaiting: 0 });
  expect(receiver.requests).toHaveLength(3);
});

test('a batch is bounded by size too, and one large span still goes', async () => {
  const list = Array.from({ length: 100 }, () => 'x'.repeat(4000));
  journal.record(...Array.from({ length: 6 }, (_, index) => ({ name: `large-${index}`, attributes: { list } })));
  await journal.sync(await endpointAt(receiver.url));
  expect(receiver.requests.map(({ spanCount }) => spanCount)).toEqual([2, 2, 2]);
});

test('status counts, also on a read-only connection', async () => {
  journal.recordMany(3);
  const db = openReadOnly(journal.folder);
  if (db === undefined) throw new Error('no database');
  const reader = deliveryCounts(db);
  const none = { waiting: 0, sent: 0, parked: 0, refused: 0, given_up: 0, oldest_waiting_ms: null, last_sync_ms: null };
  expect(reader.counts()).toEqual({ ...none, waiting: 3, oldest_waiting_ms: START_MS - 1000 });
  await journal.sync(await endpointAt(receiver.url));
  expect(reader.counts()).toEqual({ ...none, sent: 3, last_sync_ms: START_MS });
  db.close();
});

test('spans that are written while a request is under way are sent too, and writing does not wait', async () => {
  journal.recordMany(2);
  await receiver.close();
  let wrote = false;
  receiver = await startReceiver({
    respond() {
      // The answer of the first request is still open here.
      if (!wrote) journal.recordMany(2, 'meanwhile');
      wrote = true;
      return undefined;
    },
  });
  expect(await journal.sync(await endpointAt(receiver.url))).toMatchObject({ sent: 4, stillWaiting: 0 });
  expect(receiver.requests.map(({ spanCount }) => spanCount)).toEqual([2, 2]);
});

test('without an endpoint nothing is sent, and the reason says so', async () => {
  journal.recordMany(2);
  expect(await journal.sync(undefined)).toMatchObject({
    sent: 0,
    stillWaiting: 2,
    because: 'no telemetry endpoint is set',
  });
});
