import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterwards } from './afterwards.ts';

/** An empty folder of this test alone; it is removed afterwards, whatever came of the test. */
export function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'pickspan-test-'));
  afterwards(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 1000 }));
  return folder;
}

/** A data folder with a `station.json`. */
export function dataFolderWith(settings: unknown): string {
  const folder = dataFolder();
  writeSettings(folder, settings);
  return folder;
}

export function writeSettings(folder: string, settings: unknown): void {
  writeFileSync(join(folder, 'station.json'), JSON.stringify(settings));
}
