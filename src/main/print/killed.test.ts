import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { numberOn, PATIENT, queueLabel } from '../../../test/support/printing.ts';
import { randomOf } from '../../../test/support/random.ts';
import { Bench } from '../../../test/support/station/bench.ts';
import { HANG_LIMIT_MS, runs, seed, seedName } from '../../../test/support/station/seed.ts';
import { TcpPrinterDouble } from '../../../test/support/tcp-printer.ts';
import { printJobs } from './jobs.ts';

const STATION = resolve(import.meta.dirname, '../../../test/support/printing-station.ts');
const KILLS = runs(100);

it(
  `killed ${KILLS} times while it prints: what came out and what the jobs say agree, nothing is printed twice (${seedName})`,
  async () => {
    const random = randomOf(seed);
    const printer = await new TcpPrinterDouble().start();
    onTestFinished(() => printer.vanish());
    printer.behaviour = () => ({ kind: 'slow', ms: 5 });
    const patient = { patience: PATIENT };
    const zpl = { kind: 'zpl', name: 'P2', host: '127.0.0.1', port: printer.port, answers_status: true };
    let bench = new Bench({ printers: [zpl] }, undefined, patient);
    onTestFinished(() => bench.remove());
    const { folder } = bench;
    const out = (number: string): number => printer.labels.filter((label) => numberOn(label) === number).length;
    let asked = 0;

    for (let kill = 0; kill < KILLS; kill += 1) {
      const numbers = Array.from({ length: 12 }, (_, index) => `K${kill}-${index}`);
      for (const number of numbers) {
        queueLabel(bench, number, 'P2');
        makeReady(bench, number);
      }
      bench.close();
      const connected = new Promise<void>((settle) => (printer.onConnection = settle));
      const child = spawn(process.execPath, [STATION, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
      const gone = once(child, 'exit');
      await Promise.race([connected, gone]);
      await wait(random() * 120);
      child.kill('SIGKILL');
      await gone;
      // What the printer holds already it prints, whoever has died.
      await printer.settled();

      // As a station does when it opens: what was half-sent is asked for.
      bench = new Bench(undefined, folder, patient);
      bench.scan('PS:OP:w1');
      const states = new Map(
        bench
          .rows<{ number: string; state: string }>(
            `SELECT data ->> '$.parcel.tracking_number' AS number, state FROM print_jobs WHERE order_id LIKE 'order K${kill}-%'`,
          )
          .map(({ number, state }) => [number, state]),
      );
      for (const number of numbers) {
        const state = states.get(number);
        const allowed = state === 'queued' ? [0] : state === 'unknown' ? [0, 1] : [1];
        assert.ok(allowed.includes(out(number)), `${number} is ${state}`);
      }
      await bench.print();
      for (const { parcel } of bench.rows<{ parcel: string }>(
        `SELECT data ->> '$.parcel.tracking_number' AS parcel FROM print_jobs WHERE state = 'unknown'`,
      )) {
        asked += 1;
        if (out(parcel) === 1) assert.equal(bench.scan(parcel).code, 'print.confirmed');
        else assert.deepEqual(bench.codes('PS:NO', 'PS:REPRINT:missing'), ['print.not_out', 'print.again']);
        await bench.print();
      }
      for (const number of numbers) assert.equal(out(number), 1, number);
    }
    expect(asked).toBeGreaterThan(0);
  },
  HANG_LIMIT_MS,
);

/** Its bytes, as an earlier run has stored them. */
function makeReady(bench: Bench, number: string): void {
  const jobs = printJobs(bench.db);
  const job = jobs.next('P2');
  const last = jobs.queued().at(-1) ?? job;
  if (last === undefined) throw new Error('nothing is queued');
  const bytes = Buffer.from(`^XA^FX${'.'.repeat(2000)}^FD${number}^FS^XZ`);
  jobs.storeBytes(last.id, { language: 'zpl', dpi: 203, bytes, contentType: 'application/zpl', sha256: '' });
}
