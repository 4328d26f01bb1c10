import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { BareDisk } from './disk.ts';
import { quantile } from './statistics.ts';

/** What a ratio depends on besides the code. Times in ms; the load is that of the last minute. */
export interface Machine {
  readonly node: string;
  readonly cores: number;
  readonly load: string;
  readonly fsyncP50Ms: string;
  readonly fsyncP99Ms: string;
}

const SYNCS = 500;

export function machine(): Machine {
  const folder = mkdtempSync(join(tmpdir(), 'pickspan-measure-'));
  const disk = new BareDisk(folder);
  for (let sync = 0; sync < SYNCS; sync += 1) disk.sync();
  disk.remove();
  rmSync(folder, { recursive: true });
  return {
    node: process.versions.node,
    cores: availableParallelism(),
    load: (loadavg()[0] ?? 0).toFixed(1),
    fsyncP50Ms: quantile(disk.times, 0.5).toFixed(3),
    fsyncP99Ms: quantile(disk.times, 0.99).toFixed(3),
  };
}
