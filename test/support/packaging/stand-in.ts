import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Electron marks the place of its fuses by these bytes; behind them their version, their number, and one byte each. */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
/** As a fresh Electron has them: 1 on, 0 off. */
const FRESH_FUSES = '101100111';

/**
 * A folder that electron-builder takes for an unpacked Electron for Linux, because the real one is not on the machines that
 * test this. Real is all that electron-builder does with it; the program in it does nothing.
 */
export function makeStandIn(folder: string): void {
  mkdirSync(join(folder, 'locales'), { recursive: true });
  mkdirSync(join(folder, 'resources'));
  for (const language of ['en-US', 'de', 'es', 'pl', 'fr'])
    writeFileSync(join(folder, 'locales', `${language}.pak`), '');
  writeFileSync(join(folder, 'LICENSE'), 'a stand-in\n');
  const fuses = Buffer.concat([Buffer.from(SENTINEL), Buffer.from([1, FRESH_FUSES.length]), Buffer.from(FRESH_FUSES)]);
  writeFileSync(join(folder, 'electron'), Buffer.concat([Buffer.from('#!/bin/sh\nexit 0\n'), fuses]), { mode: 0o755 });
}
