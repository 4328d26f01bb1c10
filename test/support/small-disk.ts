import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterwards } from './afterwards.ts';
import { dataFolder } from './folder.ts';

const mount = (...args: readonly string[]): boolean => spawnSync('mount', args).status === 0;

/** Whether this machine lets us mount a disk of our own: Linux, as root. */
export const canMount: boolean = ((): boolean => {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  const folder = dataFolder();
  const can = mount('-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder);
  if (can) spawnSync('umount', [folder]);
  return can;
})();

export interface SmallDisk {
  readonly folder: string;
  /** Takes all the room there is. */
  fill(): void;
  /** Gives it back. */
  free(): void;
  setReadOnly(readOnly: boolean): void;
}

/** A data folder on a disk of a few MB of its own. */
export function smallDisk(size: string): SmallDisk {
  const folder = join(dataFolder(), 'disk');
  mkdirSync(folder, { mode: 0o700 });
  if (!mount('-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder)) throw new Error('no disk could be mounted');
  afterwards(() => void spawnSync('umount', ['-l', folder]));
  const filler = join(folder, 'filler');
  return {
    folder,
    fill() {
      for (const kilobytes of [256, 16, 4]) {
        try {
          for (;;) writeFileSync(filler, Buffer.alloc(kilobytes * 1024), { flag: 'a' });
        } catch {
          // Full, as far as pieces of this size go.
        }
      }
    },
    free: () => rmSync(filler, { force: true }),
    setReadOnly(readOnly) {
      if (!mount('-o', `remount,${readOnly ? 'ro' : 'rw'}`, folder)) throw new Error('the disk could not be set');
    },
  };
}
