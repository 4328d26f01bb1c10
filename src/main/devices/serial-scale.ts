import type { SerialPort } from 'serialport';
import { SCALE_DRIVERS, type Reading } from './scale.ts';

/** A scale that is read as long as it is open. */
export interface ScaleSource {
  close(): Promise<void>;
}

export interface SerialScaleOptions {
  readonly kind: 'mt-sics';
  readonly port: string;
  readonly baud: number;
  readonly onReading: (reading: Reading) => void;
  /** Once for each time the scale goes away, in the system's words. */
  readonly onTrouble: (problem: string) => void;
  /** How a port is opened; the real one is loaded only where a scale is set up. */
  readonly open?: (path: string, baudRate: number) => Promise<SerialPort>;
  /** How long a port that is gone is left alone. */
  readonly openAgainMs?: number;
}

const ASK_EVERY_MS = 200;
const OPEN_AGAIN_MS = 5000;
/** No reading is longer; a scale that never ends its line is not one of ours. */
const LONGEST_LINE = 200;

async function openReal(path: string, baudRate: number): Promise<SerialPort> {
  const { SerialPort: Port } = await import('serialport');
  return new Port({ path, baudRate, autoOpen: false });
}

/** Reads a serial scale until it is closed; a cable that comes out is opened again when it is back. */
export function openSerialScale({ kind, port: path, baud, ...options }: SerialScaleOptions): ScaleSource {
  const { ask, read } = SCALE_DRIVERS[kind];
  const open = options.open ?? openReal;
  let port: SerialPort | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;
  let isTold = false;
  let line = '';

  const take = (bytes: Buffer): void => {
    line += bytes.toString('latin1');
    const lines = line.split('\n');
    const rest = lines.pop() ?? '';
    // What comes after too long a beginning is still part of that line, which is no reading.
    line = rest.length > LONGEST_LINE ? '?' : rest;
    for (const each of lines) {
      const reading = read(Buffer.from(each, 'latin1'));
      if (reading !== undefined) options.onReading(reading);
    }
  };

  const again = (problem: string): void => {
    clearInterval(timer);
    if (isClosed) return;
    if (!isTold) options.onTrouble(problem);
    isTold = true;
    line = '';
    options.onReading({ kind: 'fault' });
    timer = setTimeout(() => void start(), options.openAgainMs ?? OPEN_AGAIN_MS);
    timer.unref();
  };

  async function start(): Promise<void> {
    try {
      const opened = await open(path, baud);
      await new Promise<void>((resolve, reject) => {
        opened.open((error) => (error ? reject(error) : resolve()));
      });
      if (isClosed) {
        opened.close();
        return;
      }
      port = opened;
      isTold = false;
      opened.on('data', take);
      opened.on('error', () => undefined);
      opened.on('close', () => again('the scale is gone'));
      timer = setInterval(() => opened.write(ask), ASK_EVERY_MS);
      timer.unref();
    } catch (error) {
      again(error instanceof Error ? error.message : String(error));
    }
  }

  void start();
  return {
    async close() {
      isClosed = true;
      clearInterval(timer);
      clearTimeout(timer);
      const open_ = port;
      if (open_?.isOpen === true) await new Promise<void>((resolve) => open_.close(() => resolve()));
    },
  };
}
