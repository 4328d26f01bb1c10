import { join } from 'node:path';
import { SerialPortMock, type SerialPort } from 'serialport';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { hasPseudoPorts, pseudoPort, pseudoPortNote } from '../../../test/support/scanner/pseudo-port.ts';
import { openBench } from '../../../test/support/station/bench.ts';
import { created, MUG_GTIN, PICK_SCANS, TEA_GTIN } from '../../../test/support/station/samples.ts';
import { temporaryFolder } from '../../../test/support/station/folder.ts';
import { checkScale } from '../doctor/check-bench.ts';
import type { Reading } from './scale.ts';
import { openSerialScale } from './serial-scale.ts';
import { createWeighedInput } from './weighed-input.ts';

const PATH = '/dev/SCALE';

/** For what comes when it comes. */
const CALM = { timeout: 60_000 };

/** What a test does at the other end of a mocked port; its own types lie in a package of a package. */
interface FarEnd {
  emitData(text: string): void;
}
const { binding } = SerialPortMock as unknown as {
  readonly binding: { reset(): void; createPort(path: string, options: object): void };
};
afterEach(() => binding.reset());

/** A serial port with a scale at its other end that answers each question with the next of its lines. */
function scaleThatSays(lines: readonly string[]) {
  binding.createPort(PATH, { echo: false, record: true });
  const port = new SerialPortMock({ path: PATH, baudRate: 9600, autoOpen: false });
  let asked = 0;
  const write = port.write.bind(port);
  port.write = ((data: string) => {
    const answer = lines[asked];
    asked += 1;
    if (data === 'S\r\n' && answer !== undefined) (port.port as FarEnd | undefined)?.emitData(answer);
    return write(data);
  }) as typeof port.write;
  return { open: () => Promise.resolve(port as unknown as SerialPort), port };
}

describe('a serial scale', () => {
  it('is asked, and its answers are read, also when they come in pieces', async () => {
    const { open } = scaleThatSays([
      'S D  90.00 g\r\nS S 1',
      '00.00 g\r\n',
      'x'.repeat(300),
      'S S 7.00 g\r\nS S 8.00 g\r\n',
    ]);
    const readings: Reading[] = [];
    const source = openSerialScale({
      kind: 'mt-sics',
      port: PATH,
      baud: 9600,
      open,
      onReading: (reading) => readings.push(reading),
      onTrouble: () => undefined,
    });
    await vi.waitFor(() => expect(readings.length).toBeGreaterThanOrEqual(3), CALM);
    expect(readings.slice(0, 3)).toEqual([
      { kind: 'moving' },
      { kind: 'stable', grams: 100 },
      { kind: 'stable', grams: 8 },
    ]);
    await source.close();
  });

  it('that is not there is told of once, and is a fault', async () => {
    const troubles: string[] = [];
    const readings: Reading[] = [];
    const source = openSerialScale({
      kind: 'mt-sics',
      port: '/dev/NONE',
      baud: 9600,
      open: () =>
        Promise.resolve(
          new SerialPortMock({ path: '/dev/NONE', baudRate: 9600, autoOpen: false }) as unknown as SerialPort,
        ),
      onReading: (reading) => readings.push(reading),
      onTrouble: (problem) => troubles.push(problem),
    });
    await vi.waitFor(() => expect(readings[0]).toEqual({ kind: 'fault' }), CALM);
    expect(troubles).toHaveLength(1);
    await source.close();
  });

  it('that is pulled out is told of', async () => {
    const { open, port } = scaleThatSays([]);
    const troubles: string[] = [];
    const source = openSerialScale({
      kind: 'mt-sics',
      port: PATH,
      baud: 9600,
      open,
      onReading: () => undefined,
      onTrouble: (problem) => troubles.push(problem),
    });
    await vi.waitFor(() => expect(port.isOpen).toBe(true), CALM);
    port.close();
    await vi.waitFor(() => expect(troubles).toEqual(['the scale is gone']), CALM);
    await source.close();
  });
});

/** Answers as a scale does: `S` with the next of these lines, the last of them again and again, all else with an error. */
function mtSics(lines: readonly string[]) {
  const left = [...lines];
  return (text: string, send: (bytes: string) => void): void => {
    for (const command of text.match(/[^\r\n]+/g) ?? []) {
      const answer = left.length > 1 ? left.shift() : left[0];
      send(command === 'S' ? `${answer}\r\n` : 'ES\r\n');
    }
  };
}

describe.skipIf(!hasPseudoPorts)(`a scale on a port of the system${pseudoPortNote}`, () => {
  it('is asked and read by the native binding, told of when it is pulled out, and read again when it is back', async () => {
    const link = join(temporaryFolder(), 'usb-scale');
    const first = await pseudoPort({
      link,
      told: mtSics(['S S       0.00 g', 'S D     512.30 g', 'S +', 'S S     1.234 kg']),
    });
    const readings: Reading[] = [];
    const troubles: string[] = [];
    const source = openSerialScale({
      kind: 'mt-sics',
      port: link,
      baud: 9600,
      openAgainMs: 50,
      onReading: (reading) => readings.push(reading),
      onTrouble: (problem) => troubles.push(problem),
    });
    onTestFinished(() => source.close());
    // It is asked on and on.
    await vi.waitFor(() => expect(readings.length).toBeGreaterThanOrEqual(5), CALM);
    expect(readings.slice(0, 5)).toEqual([
      { kind: 'zero' },
      { kind: 'moving' },
      { kind: 'overload' },
      { kind: 'stable', grams: 1234 },
      { kind: 'stable', grams: 1234 },
    ]);

    await first.unplug();
    await vi.waitFor(() => expect(troubles).toEqual(['the scale is gone']), CALM);
    const before = readings.length;
    await pseudoPort({ link, told: mtSics(['S S     250.00 g']) });
    const weighed: Reading = { kind: 'stable', grams: 250 };
    await vi.waitFor(() => expect(readings.slice(before)).toContainEqual(weighed), CALM);
    // In between it was gone and nothing else, and that was said once.
    expect(readings.slice(before).filter(({ kind }) => kind !== 'fault')).toEqual(
      expect.not.arrayContaining([{ kind: 'stable', grams: 1234 }]),
    );
    expect(troubles).toHaveLength(1);
  });

  it('is found by an examination', async () => {
    const { path: port } = await pseudoPort({ told: mtSics(['S S     250.00 g']) });
    const found = await checkScale({ scale: { kind: 'mt-sics', port, baud: 9600 } }, false);
    expect(found).toMatchObject({ state: 'ok', code: 'scale.answers', words: { port } });
  });
});

describe('the scale of a bench', () => {
  const SCALE = { scale: { kind: 'mt-sics', port: PATH } };

  function packingBench() {
    const bench = openBench(SCALE);
    bench.take(created('ORD-1'), created('ORD-2'));
    let now = 0;
    const feed = createWeighedInput({
      view: () => bench.view,
      take: (scan) => bench.input({ scan, entry: 'scale' }),
      nowMs: () => now,
    });
    const put = (...readings: readonly Reading[]): void => {
      for (const reading of readings) {
        now += 200;
        feed(reading);
      }
    };
    bench.codes('PS:OP:w1', 'ORD-1', ...PICK_SCANS, 'ORD-2', ...PICK_SCANS, 'ORD-1');
    return { bench, put };
  }
  const load = (grams: number): Reading[] => [1, 2, 3].map(() => ({ kind: 'stable', grams }));

  it('gives the weight when all units are in, and no parcel is closed without one', () => {
    const { bench, put } = packingBench();
    bench.codes(MUG_GTIN, MUG_GTIN);
    put(...load(700));
    expect(bench.view).toMatchObject({ filling: { weight_g: null } });
    bench.codes(TEA_GTIN);
    expect(bench.codes('PS:DONE')).toEqual(['pack.weight.needed']);
    put(...load(1200));
    expect(bench.view).toMatchObject({ filling: { weight_g: 1200 } });
    expect(bench.codes('PS:DONE')).toEqual(['pack.done']);
    expect(bench.rows('SELECT weight_g, weight_source FROM parcels')).toEqual([
      { weight_g: 1200, weight_source: 'scale' },
    ]);
    expect(bench.value(`SELECT entry FROM audit WHERE code = 'pack.weight.ok'`)).toBe('scale');
  });

  it('does not give the last parcel’s weight to the next', () => {
    const { bench, put } = packingBench();
    bench.codes(MUG_GTIN, MUG_GTIN, TEA_GTIN);
    put(...load(1200));
    bench.codes('PS:DONE', 'ORD-2', MUG_GTIN, MUG_GTIN, TEA_GTIN);
    put(...load(1200));
    expect(bench.view).toMatchObject({ filling: { weight_g: null } });
    put({ kind: 'zero' }, ...load(1210));
    expect(bench.view).toMatchObject({ filling: { weight_g: 1210 } });
  });

  it('may be passed over by typing, and a doubtful weight may be weighed again', () => {
    const { bench, put } = packingBench();
    bench.codes(MUG_GTIN, MUG_GTIN, TEA_GTIN);
    put(...load(3000));
    expect(bench.view.kind).toBe('question');
    put({ kind: 'zero' }, ...load(1200));
    expect(bench.view).toMatchObject({ kind: 'pack', filling: { weight_g: 1200 } });
    expect(bench.codes('PS:WEIGHT:1190', 'PS:DONE')).toEqual(['pack.weight.ok', 'pack.done']);
    expect(bench.value('SELECT weight_source FROM parcels')).toBe('typed');
  });
});
