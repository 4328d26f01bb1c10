import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dataFolder } from '../../../test/support/folder.ts';
import { environmentOf, PROGRAM, run, type Environment } from '../../../test/support/pickspan.ts';
import type { Answer, Receiver } from '../demo/receiver/receiver-types.ts';
import { startReceiver } from '../demo/receiver/receiver.ts';

// The export as a user meets it: real processes, a real receiver.

const ORDERS = ['ORD-1', 'ORD-2'].map((order_id) => ({
  specversion: '1.0',
  id: order_id,
  source: 'urn:shop',
  type: 'pickspan.order.created',
  subject: order_id,
  data: { order_id, items: [{ sku: 'MUG', quantity: 1, bin_location: 'A-01-03' }] },
}));
const TAKEN = 3;
/** With one for each order, once they are counted. */
const SPANS = 5;

let folder: string;
let respond: () => Answer | undefined;
let receiver: Receiver;
let env: Environment;
beforeEach(async () => {
  folder = dataFolder();
  respond = () => undefined;
  receiver = await startReceiver({ respond: () => respond() });
  env = { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url };
});
afterEach(() => receiver.close());

const takeIn = () => run(folder, ['intake', '-'], { input: JSON.stringify(ORDERS) });

async function startTerminal(...flags: string[]) {
  const child = spawn(process.execPath, [PROGRAM, 'terminal', ...flags], {
    env: environmentOf(folder, env),
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  await lines.next();
  return {
    async scan(code: string): Promise<unknown> {
      child.stdin.write(`${code}\n`);
      return JSON.parse(String((await lines.next()).value));
    },
    async end(): Promise<unknown> {
      const closed = once(child, 'close');
      child.stdin.end();
      const [exit] = (await closed) as [unknown];
      const { done } = await lines.next();
      return { exit, unasked: done !== true };
    },
  };
}

test('a terminal sends in the background what is journaled, through whatever door', async () => {
  const terminal = await startTerminal();
  expect(await takeIn()).toMatchObject({ code: 0 });
  await receiver.waitForSpans(TAKEN, 110_000);
  expect(await terminal.scan('PS:OP:w1')).toMatchObject({ code: 'signin.ok' });
  expect(await terminal.end()).toEqual({ exit: 0, unasked: false });
  expect(receiver.problems).toEqual([]);
});

test('at the end of input it stops at once, with the answer of the network still open', async () => {
  env = { ...env, OTEL_EXPORTER_OTLP_TIMEOUT: '3600000' };
  const underWay = new Promise<void>((resolve) => {
    respond = () => {
      resolve();
      return { delayMs: 3_600_000 };
    };
  });
  const terminal = await startTerminal();
  await takeIn();
  await underWay;
  // The scanner is answered as always meanwhile.
  expect(await terminal.scan('PS:OP:w1')).toMatchObject({ code: 'signin.ok' });
  expect(await terminal.end()).toEqual({ exit: 0, unasked: false });
  const { stdout } = await run(folder, ['status', '--json']);
  expect(JSON.parse(stdout)).toMatchObject({ spans: { waiting: SPANS, sent: 0 }, last_sync: null });
});

test('with --no-sync nothing leaves by itself; a sync that is handed over does it, and ends with the station', async () => {
  const terminal = await startTerminal('--no-sync');
  await takeIn();
  expect(await run(folder, ['sync'])).toMatchObject({ code: 0, stdout: `Spans: ${SPANS} sent, 0 waiting.\n` });
  expect(receiver.requests).toHaveLength(1);
  const underWay = new Promise<void>((resolve) => {
    respond = () => {
      resolve();
      return { delayMs: 3_600_000 };
    };
  });
  await run(folder, ['intake', '-'], { input: JSON.stringify({ ...ORDERS[0], id: 'again', subject: 'ORD-3' }) });
  const sync = run(folder, ['sync']);
  await underWay;
  expect(await terminal.end()).toEqual({ exit: 0, unasked: false });
  expect(await sync).toMatchObject({ code: 1, stderr: 'Nothing was sent: the station was closed meanwhile.\n' });
});

test('what is parked is listed with its time, tried by --now, and shown by status', async () => {
  await takeIn();
  respond = () => ({ status: 401, body: { message: 'no key' } });
  await run(folder, ['sync'], { env });
  const second = await run(folder, ['sync'], { env });
  expect(second.code).toBe(1);
  expect(second.stdout).toMatch(/^Parked: 5 until \d{4}-\d\d-\d\dT.*Z: 401: no key$/m);
  expect(second.stderr).toMatch(/^5 spans wait: 401: no key; not before .*'sync --now' asks at once/);
  expect(receiver.requests).toHaveLength(1);
  const { stdout } = await run(folder, ['status', '--json']);
  expect(JSON.parse(stdout)).toMatchObject({
    spans: { parked: 5 },
    delivery: {
      attempts: 1,
      because: '401: no key',
      set_aside: [{ state: 'parked', reason: '401: no key' }, {}, {}, {}, {}],
    },
  });
  respond = () => undefined;
  expect(await run(folder, ['sync', '--now'], { env })).toMatchObject({ code: 0 });
});
