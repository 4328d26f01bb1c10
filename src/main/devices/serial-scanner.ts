import { reasonOf } from '../database/folder-problem.ts';
import type { SerialScanner } from '../settings/settings.ts';
import { feedSerial, SERIAL_DEFAULTS, serialDeadline, startSerial, type SerialOutput } from './serial-lines.ts';
import { serialPorts, type OpenSerialPort } from './serial-port.ts';

/** What a serial scanner tells: what it read, or that it was unplugged (`text` is its port). */
export type SerialRead = SerialOutput | { readonly kind: 'unplugged'; readonly text: string };

export interface SerialScannerParts {
  readonly heard: (read: SerialRead) => void;
  /** For who runs the station: once when a port is lost or cannot be had, once when it is back. */
  readonly say: (line: string) => void;
  readonly openPort?: OpenSerialPort;
  /** The first wait before a port is tried again, and the longest; each is twice the one before, ms. */
  readonly retryMs?: { readonly first: number; readonly most: number };
}

const TERMINATORS: Readonly<Record<SerialScanner['terminator'], readonly number[]>> = {
  enter: SERIAL_DEFAULTS.terminators,
  tab: [0x09],
  etx: [0x03],
};

/**
 * Listens to a scanner on a serial port for as long as the station is open, and gets it back when it was unplugged. No
 * fault of a port is thrown at anybody.
 */
export function startSerialScanner(scanner: SerialScanner, parts: SerialScannerParts): { stop(): Promise<void> } {
  const { heard, say, openPort = serialPorts(), retryMs = { first: 250, most: 5000 } } = parts;
  const { path, baud } = scanner;
  const settings = { ...SERIAL_DEFAULTS, terminators: TERMINATORS[scanner.terminator] };
  let line = startSerial(settings);
  let silence: NodeJS.Timeout | undefined;
  let retry: NodeJS.Timeout | undefined;
  let waitMs = retryMs.first;
  let isMissed = false;
  let stopped = false;
  let close: (() => Promise<void>) | undefined;

  function feed(bytes: Uint8Array): void {
    clearTimeout(silence);
    const { state, outputs } = feedSerial(line, bytes, performance.now());
    line = state;
    for (const output of outputs) heard(output);
    const due = serialDeadline(line);
    if (due !== undefined) silence = setTimeout(feed, Math.max(1, due - performance.now()), new Uint8Array());
  }

  function lost(): void {
    close = undefined;
    clearTimeout(silence);
    // What had begun to come is part of no scan after it.
    line = startSerial(settings);
    if (stopped) return;
    heard({ kind: 'unplugged', text: path });
    miss('it was unplugged');
  }

  function miss(reason: string): void {
    if (!isMissed) say(`pickspan: no scanner at ${path}: ${reason}; it is tried again until it is there.`);
    isMissed = true;
    retry = setTimeout(again, waitMs);
    waitMs = Math.min(waitMs * 2, retryMs.most);
  }

  function again(): void {
    opening = open();
  }

  async function open(): Promise<void> {
    try {
      close = await openPort({ path, baud }, { bytes: feed, closed: lost });
    } catch (error) {
      if (!stopped) miss(reasonOf(error));
      return;
    }
    if (isMissed) say(`pickspan: the scanner at ${path} is there.`);
    isMissed = false;
    waitMs = retryMs.first;
  }

  let opening = open();
  return {
    async stop() {
      stopped = true;
      clearTimeout(retry);
      await opening;
      clearTimeout(silence);
      await close?.();
    },
  };
}

/** Every serial scanner of the settings. */
export function startSerialScanners(
  scanners: readonly SerialScanner[],
  parts: SerialScannerParts,
): { stop(): Promise<void> } {
  const started = scanners.map((scanner) => startSerialScanner(scanner, parts));
  return { stop: async () => void (await Promise.all(started.map((scanner) => scanner.stop()))) };
}
