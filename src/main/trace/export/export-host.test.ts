import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Answer, Receiver } from '../../demo/receiver/receiver-types.ts';
import { startReceiver } from '../../demo/receiver/receiver.ts';
import { createExportHost, type ExportHost, type ExportHostOptions } from './export-host.ts';
import { endpointAt, TestJournal } from './test-journal.ts';

// The thread of the export as it is: a real worker thread from the source file, on a connection of its own.

let journal: TestJournal;
let respond: () => Answer | undefined;
let receiver: Receiver;
const hosts: ExportHost[] = [];
beforeEach(async () => {
  journal = new TestJournal();
  respond = () => undefined;
  receiver = await startReceiver({ respond: () => respond() });
});
afterEach(async () => {
  await Promise.all(hosts.splice(0).map((host) => host.stop()));
  journal.remove();
  await receiver.close();
});

function newHost(more: Partial<ExportHostOptions> = {}): ExportHost {
  const telemetry = { endpoint: receiver.url };
  const quick = { lookEveryMs: 5, startSpreadMs: 0 };
  const host = createExportHost({ db: journal.db, telemetry, environment: {}, ...quick, ...more });
  hosts.push(host);
  return host;
}

/** Resolves when the receiver has a request whose answer is still open. */
function requestUnderWay(): Promise<void> {
  return new Promise((resolve) => {
    respond = () => {
      resolve();
      return { delayMs: 3_600_000 };
    };
  });
}

test('a sync sends everything from the other thread, and leaves no thread behind', async () => {
  journal.recordMany(1200);
  const host = newHost();
  const answer = await host.sync(false);
  expect(answer).toMatchObject({ ok: true, result: { sent: 1200, stillWaiting: 0, because: null } });
  expect(receiver.spans()).toHaveLength(1200);
  expect(receiver.problems).toEqual([]);
  expect(journal.lanes()).toEqual([[1200, null]]);
  // What the thread syncs itself leaves the commits of scans as they were.
  expect(journal.db.pragma('synchronous', { simple: true })).toBe(2);
  // The last connection that closes takes the log with it: the thread has let go of the database.
  journal.db.close();
  expect(existsSync(join(journal.folder, 'pickspan.sqlite-wal'))).toBe(false);
});

test('syncs at once take turns: each span goes once', async () => {
  journal.recordMany(600);
  const host = newHost();
  const answers = await Promise.all([host.sync(false), host.sync(true)]);
  expect(answers).toMatchObject([
    { ok: true, result: { sent: 600, stillWaiting: 0 } },
    { ok: true, result: { sent: 0, stillWaiting: 0 } },
  ]);
  expect(receiver.duplicates).toBe(0);
});

test('in the background what is journaled goes by itself, and a sync may come in between', async () => {
  const host = newHost();
  host.startBackground();
  journal.recordMany(3, 'first');
  await receiver.waitForSpans(3, 110_000);
  journal.recordMany(3, 'second');
  await receiver.waitForSpans(6, 110_000);
  journal.recordMany(3, 'third');
  expect(await host.sync(false)).toMatchObject({ ok: true, result: { stillWaiting: 0 } });
  journal.recordMany(3, 'fourth');
  await receiver.waitForSpans(12, 110_000);
  expect(receiver.duplicates).toBe(0);
});

test('the station goes on writing while a request is under way', async () => {
  const host = newHost();
  const underWay = requestUnderWay();
  host.startBackground();
  journal.recordMany(1);
  await underWay;
  journal.recordMany(100, 'meanwhile');
  // Nothing of the export is in the way of an exclusive look at the file.
  expect(journal.db.pragma('wal_checkpoint(TRUNCATE)')).toMatchObject([{ busy: 0 }]);
});

test('stopping cuts off a request under way, which counts as not sent', async () => {
  const host = newHost();
  const underWay = requestUnderWay();
  host.startBackground();
  journal.recordMany(2);
  await underWay;
  await host.stop();
  expect(journal.delivery.counts()).toMatchObject({ waiting: 2, sent: 0 });
  expect(journal.lanes()).toEqual([[0, null]]);
  respond = () => undefined;
  expect(await newHost().sync(false)).toMatchObject({ ok: true, result: { sent: 2 } });
  expect(await host.sync(false)).toEqual({ ok: false, problem: 'the station was closed meanwhile' });
});

test('stopping answers a sync that is under way', async () => {
  journal.recordMany(2);
  const host = newHost();
  const underWay = requestUnderWay();
  const answer = host.sync(false);
  await underWay;
  await host.stop();
  expect(await answer).toEqual({ ok: false, problem: 'the station was closed meanwhile' });
});

test('a Retry-After outlives the thread and the process', async () => {
  journal.recordMany(2);
  respond = () => ({ status: 429, headers: { 'retry-after': '3600' } });
  const first = newHost();
  const answer = await first.sync(false);
  await first.stop();
  respond = () => undefined;
  const again = newHost();
  expect(await again.sync(false)).toEqual(answer);
  expect(receiver.requests).toHaveLength(1);
  const { url } = await endpointAt(receiver.url);
  const notBefore = journal.reader.endpointState(url)?.not_before_ms ?? 0;
  expect(notBefore - Date.now()).toBeGreaterThan(3_000_000);
  expect(await again.sync(true)).toMatchObject({ ok: true, result: { sent: 2 } });
});

test('an endpoint that cannot be used is a problem in words', async () => {
  journal.recordMany(1);
  expect(await newHost({ telemetry: { endpoint: 'collector' } }).sync(false)).toEqual({
    ok: false,
    problem: "the telemetry endpoint 'collector' is no http:// or https:// address",
  });
  expect(await newHost({ telemetry: {} }).sync(false)).toMatchObject({
    ok: true,
    result: { because: 'no telemetry endpoint is set', stillWaiting: 1 },
  });
});

test('a write that fails ends the sync in words, and the station lives on', async () => {
  journal.recordMany(1);
  journal.db.exec(`CREATE TEMP TRIGGER full BEFORE INSERT ON deliveries BEGIN SELECT RAISE(ABORT, 'disk full'); END`);
  expect(await newHost().sync(false)).toEqual({ ok: false, problem: 'disk full' });
  expect(journal.delivery.counts()).toMatchObject({ waiting: 1 });
});
