import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { randomOf } from '../../../../test/support/random.ts';
import { runs, seed, seedName } from '../../../../test/support/station/seed.ts';
import { startReceiver } from '../../demo/receiver/receiver.ts';
import { BATCH_SPANS } from './delivery-reader.ts';
import { TestJournal } from './test-journal.ts';

/** A process that drains until it is killed. */
const DRAIN = `
  const [, folder, endpoint] = process.argv;
  const { openDatabase } = await import(${JSON.stringify(new URL('../../database/open.ts', import.meta.url).href)});
  const { createExportHost } = await import(${JSON.stringify(new URL('export-host.ts', import.meta.url).href)});
  const quick = { lookEveryMs: 1, backlogEveryMs: 0, startSpreadMs: 0 };
  createExportHost({ db: openDatabase(folder), telemetry: { endpoint }, environment: {}, ...quick }).startBackground();
  setInterval(() => undefined, 1 << 30);
`;

const KILLS = runs(200);

test(`${KILLS} kills while another process writes: every span arrives, and a kill costs a batch at most (${seedName})`, async () => {
  const random = randomOf(seed);
  const upTo = (most: number): number => Math.floor(random() * (most + 1));
  const journal = new TestJournal();
  let child: ChildProcess | undefined;
  let recorded = 0;
  let writing = true;
  let onRequest = (): void => undefined;
  const receiver = await startReceiver({
    respond() {
      if (writing) write();
      onRequest();
      return undefined;
    },
  });
  onTestFinished(async () => {
    child?.kill('SIGKILL');
    journal.remove();
    await receiver.close();
  });

  /** At least one span: the drain that is to be killed at its next request must have something to send. */
  function write(): void {
    const spans = 1 + (upTo(3) === 0 ? upTo(1200) : upTo(20));
    journal.recordMany(spans, `after-${recorded}`);
    recorded += spans;
  }
  function start(): ChildProcess {
    const args = ['--input-type=module', '-e', DRAIN, journal.folder, receiver.url];
    return spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  }
  /** Starts a drain and kills it a while after one of its first requests, wherever it is by then. */
  async function killOne(): Promise<void> {
    journal.recordMany(BATCH_SPANS, 'start');
    recorded += BATCH_SPANS;
    const running = start();
    child = running;
    const dead = once(running, 'exit');
    let left = upTo(5);
    const dueMs = random() * 12;
    onRequest = () => {
      left -= 1;
      if (left < 0) setTimeout(() => running.kill('SIGKILL'), dueMs);
    };
    await dead;
    onRequest = () => undefined;
  }

  for (let kills = 0; kills < KILLS; kills += 1) await killOne();
  writing = false;
  child = start();
  await receiver.waitForSpans(recorded, 100_000);

  expect(receiver.spans()).toHaveLength(recorded);
  expect(receiver.resendsDiffer).toEqual([]);
  expect(receiver.problems).toEqual([]);
  expect(receiver.duplicates).toBeLessThanOrEqual(KILLS * BATCH_SPANS);
  expect(journal.db.pragma('integrity_check', { simple: true })).toBe('ok');
}, 900_000);
