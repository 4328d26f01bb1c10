import { spawnSync } from 'node:child_process';
import { afterwards } from './afterwards.ts';
import { dataFolder } from './folder.ts';

/** An empty disk of its own of so many KiB, until the test is over; undefined where the system gives none. */
export function smallDisk(kibibytes: number): string | undefined {
  const folder = dataFolder();
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${kibibytes}k`, 'tmpfs', folder]);
  if (status !== 0) return undefined;
  afterwards(() => void spawnSync('umount', ['-l', folder]));
  return folder;
}
