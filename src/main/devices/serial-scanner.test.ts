import { SerialPortMock } from 'serialport';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { hasPseudoPorts, pseudoPort, pseudoPortNote } from '../../../test/support/scanner/pseudo-port.ts';
import { temporaryFolder } from '../../../test/support/station/folder.ts';
import type { SerialScanner } from '../settings/settings.ts';
import { serialPorts } from './serial-port.ts';
import { startSerialScanner, type SerialRead } from './serial-scanner.ts';

/* The `serialport` package's own stream on its own mock port, and once on a real one: no scanner is at hand here. */

/** What of the mock is used; its package does not say where its types are. */
interface MockPort {
  emitData(bytes: string | Buffer): void;
  readonly pendingRead: ((error: Error) => void) | null;
}
const binding = SerialPortMock.binding as unknown as { reset(): void; createPort(path: string): void };

const GS = '\u001D';
const PATH = '/dev/scanner';
const RETRY_MS = { first: 5, most: 20 };

function plugIn(scanner: Partial<SerialScanner> = {}, isThere = true) {
  const opened: { readonly isOpen: boolean; readonly baudRate: number; readonly port?: unknown }[] = [];
  class Watched extends SerialPortMock {
    constructor(options: ConstructorParameters<typeof SerialPortMock>[0]) {
      super(options);
      opened.push(this);
    }
  }
  binding.reset();
  if (isThere) binding.createPort(PATH);
  const reads: SerialRead[] = [];
  const said: string[] = [];
  const started = startSerialScanner(
    { kind: 'serial', path: PATH, baud: 9600, terminator: 'enter', ...scanner },
    {
      heard: (read) => reads.push(read),
      say: (line) => said.push(line),
      openPort: serialPorts(() => Promise.resolve(Watched)),
      retryMs: RETRY_MS,
    },
  );
  onTestFinished(() => started.stop());
  const port = (): MockPort | undefined => opened.findLast(({ isOpen }) => isOpen)?.port as MockPort | undefined;
  return {
    reads,
    said,
    opened,
    started,
    shown: () => reads.map(({ kind, text }) => `${kind} ${text}`),
    isOpen: () => port() !== undefined,
    async send(bytes: string | Buffer): Promise<void> {
      await expect.poll(port).toBeDefined();
      port()?.emitData(bytes);
    },
    /** What was sent is read: by then no timer has run, however slow the computer is. */
    async taken(): Promise<void> {
      for (let ticks = 0; ticks < 100; ticks += 1) {
        await new Promise((next) => {
          process.nextTick(next);
        });
        if (port()?.pendingRead !== null) return;
      }
      throw new Error('nobody reads');
    },
    replug: () => binding.createPort(PATH),
    /** What the library sees of a cable that is pulled: the read that waits fails, and the port is gone. */
    unplug(): void {
      const lost = port();
      binding.reset();
      lost?.pendingRead?.(new Error('Device not configured'));
    },
  };
}

it('reads a line as a scan, GS and text beyond ASCII as they are, and two that came at once as two', async () => {
  const scanner = plugIn();
  await scanner.send(`]C1010950600013435210AB${GS}21X\r\nBin-Ä1\rB-02\n`);
  await expect.poll(scanner.shown).toEqual([`scan ]C1010950600013435210AB${GS}21X`, 'scan Bin-Ä1', 'scan B-02']);
});

it('joins a scan that came in parts, and says of one that does not end that it was cut off', async () => {
  const scanner = plugIn();
  await scanner.send('95060001');
  await scanner.taken();
  await scanner.send('34352\r');
  await expect.poll(scanner.shown).toEqual(['scan 9506000134352']);
  await scanner.send('9506');
  await expect.poll(scanner.shown).toEqual(['scan 9506000134352', 'incomplete 9506']);
});

it('opens with the speed and ends with the terminator of the settings', async () => {
  const scanner = plugIn({ baud: 115_200, terminator: 'etx' });
  await scanner.send('A\rB\u0003');
  await expect.poll(scanner.shown).toEqual(['scan A\rB']);
  expect(scanner.opened.at(-1)?.baudRate).toBe(115_200);
});

it('tells that it was unplugged, drops what had begun, and goes on where it is plugged in again', async () => {
  const scanner = plugIn();
  await scanner.send('123\r456');
  await scanner.taken();
  expect(scanner.shown()).toEqual(['scan 123']);
  scanner.unplug();
  await expect.poll(scanner.shown).toEqual(['scan 123', `unplugged ${PATH}`]);
  expect(scanner.isOpen()).toBe(false);
  const tries = scanner.opened.length;
  await expect.poll(() => scanner.opened.length).toBeGreaterThan(tries + 2);

  scanner.replug();
  await scanner.send('789\r');
  await expect.poll(() => scanner.shown().at(-1)).toBe('scan 789');
  expect(scanner.shown()).toEqual(['scan 123', `unplugged ${PATH}`, 'scan 789']);
  expect(scanner.said.map((line) => line.replace(/^pickspan: /, ''))).toEqual([
    `no scanner at ${PATH}: it was unplugged; it is tried again until it is there.`,
    `the scanner at ${PATH} is there.`,
  ]);
});

it('waits for a scanner that is not there when the station opens, and says so once', async () => {
  const scanner = plugIn({}, false);
  await expect.poll(() => scanner.opened.length).toBeGreaterThan(3);
  expect(scanner.said.length).toBe(1);
  expect(scanner.shown()).toEqual([]);
  scanner.replug();
  await scanner.send('1\r');
  await expect.poll(scanner.shown).toEqual(['scan 1']);
});

it('lets go of the port when the station is closed, and of one that is not there', async () => {
  const scanner = plugIn();
  await scanner.send('1\r');
  await expect.poll(scanner.shown).toEqual(['scan 1']);
  await scanner.started.stop();
  expect(scanner.isOpen()).toBe(false);
  expect(scanner.shown()).toEqual(['scan 1']);
  await plugIn({}, false).started.stop();
});

it.skipIf(!hasPseudoPorts)(
  `does so on a port of the system too, read by the native binding${pseudoPortNote}`,
  async () => {
    const path = join(temporaryFolder(), 'usb-scanner');
    const first = await pseudoPort({ link: path });
    const reads: string[] = [];
    let opened = 0;
    const started = startSerialScanner(
      { kind: 'serial', path, baud: 9600, terminator: 'enter' },
      {
        heard: ({ kind, text }) => reads.push(`${kind} ${text}`),
        say: () => undefined,
        async openPort(options, listener) {
          const close = await serialPorts()(options, listener);
          opened += 1;
          return close;
        },
        retryMs: RETRY_MS,
      },
    );
    onTestFinished(() => started.stop());
    await expect.poll(() => opened).toBe(1);
    first.send(`]C1010950600013435210AB${GS}21X\r\n456`);
    await expect.poll(() => reads[0]).toBeDefined();
    await first.unplug();
    await expect.poll(() => reads.at(-1)).toBe(`unplugged ${path}`);
    const second = await pseudoPort({ link: path });
    await expect.poll(() => opened).toBe(2);
    second.send('789\r');
    // What had begun is no part of it, whether or not pulling the cable took so long that its silence was told.
    const told = (): string[] => reads.filter((read) => read !== 'incomplete 456');
    await expect.poll(told).toEqual([`scan ]C1010950600013435210AB${GS}21X`, `unplugged ${path}`, 'scan 789']);
  },
);
