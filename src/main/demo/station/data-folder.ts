import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BOXES } from '../shop/goods.ts';

/** A fresh data folder of a station; the numbers it gives out stay those for trying out. */
export function makeDataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'pickspan-demo-'));
  const station = { id: 'bench-1', name: 'Demo bench', site: 'Demo warehouse' };
  const settings = { station, boxes: BOXES, http: { port: 0 } };
  writeFileSync(join(folder, 'station.json'), `${JSON.stringify(settings, null, 2)}\n`);
  return folder;
}

export const removeDataFolder = (folder: string): void =>
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
