import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { startReceiver } from '../../src/main/demo/receiver/receiver.ts';
import { dataFolder } from '../support/folder.ts';
import { mugs, orderCreated } from '../support/orders.ts';
import { afterwards } from '../support/afterwards.ts';
import { environmentOf } from '../support/pickspan.ts';

/*
 * The command line as an installed app carries it: one bundle, in which the thread that sends spans has to find its own
 * file. `npm test` builds it first.
 */

const CLI = resolve(import.meta.dirname, '../../out/main/cli.js');
const START = `await (await import(${JSON.stringify(pathToFileURL(CLI).href)})).main(process.argv.slice(1))`;

function start(folder: string, endpoint: string, args: readonly string[]): ChildProcessWithoutNullStreams {
  const env = environmentOf(folder, { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint });
  const child = spawn(process.execPath, ['--input-type=module', '-e', START, '--', ...args], { env });
  afterwards(() => void child.kill('SIGKILL'));
  child.stderr.setEncoding('utf8').on('data', (text) => expect.soft(text, 'stderr').toBe(''));
  return child;
}

async function endOf(child: ChildProcessWithoutNullStreams, input = ''): Promise<unknown> {
  const closed = once(
    child.on('error', () => undefined),
    'close',
  ) as Promise<[number | null]>;
  child.stdin.end(input);
  child.stdout.resume();
  const [code] = await closed;
  return code;
}

async function stationWithReceiver() {
  expect(existsSync(CLI), `${CLI} is built (npm test does, or electron-vite build)`).toBe(true);
  const receiver = await startReceiver();
  onTestFinished(() => receiver.close());
  return { receiver, folder: dataFolder() };
}

const order = (id: string): string => JSON.stringify(orderCreated(id, [mugs(1)]));

it('the bundled command line sends through its thread when it is asked to', async () => {
  const { receiver, folder } = await stationWithReceiver();
  expect(await endOf(start(folder, receiver.url, ['intake', '-']), order('ORD-1'))).toBe(0);
  expect(receiver.spans()).toEqual([]);
  expect(await endOf(start(folder, receiver.url, ['sync']))).toBe(0);
  expect(receiver.spans().map(({ name }) => name)).toEqual(['process orders.new', 'record_order_analytics']);
  expect(receiver.problems).toEqual([]);
});

it('and beside a running terminal by itself', async () => {
  const { receiver, folder } = await stationWithReceiver();
  const terminal = start(folder, receiver.url, ['terminal']);
  await once(terminal.stdout, 'data');
  expect(await endOf(start(folder, receiver.url, ['intake', '-']), order('ORD-1'))).toBe(0);
  await receiver.waitForSpans(1, 110_000);
  expect(await endOf(terminal)).toBe(0);
});
