import { readdirSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { orderState } from '../support/database.ts';
import { dataFolder } from '../support/folder.ts';
import { mugs, orderCreated, takeIn } from '../support/orders.ts';
import { run } from '../support/pickspan.ts';
import { canMount, smallDisk } from '../support/small-disk.ts';

/* Backup and restore where the disk has no room, on a real disk that is full (skipped where none can be had). */

async function usedFolder(): Promise<string> {
  const folder = dataFolder();
  await takeIn(folder, orderCreated('ORD-1', [mugs(1)]));
  return folder;
}

it.skipIf(!canMount)('a backup says so, and leaves nothing half-written', async () => {
  const disk = smallDisk('100k').folder;
  const folder = await usedFolder();
  const { code, stderr } = await run(folder, ['backup', join(disk, 'backup')]);
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(/no room.*MiB/) as string });
  expect(readdirSync(disk)).toEqual([]);
});

it.skipIf(!canMount)('a restore says so, and changes nothing', async () => {
  const disk = smallDisk('4000k').folder;
  const backup = join(dataFolder(), 'backup');
  await run(await usedFolder(), ['backup', backup]);
  const folder = join(disk, 'data');
  await takeIn(folder, orderCreated('ORD-2', [mugs(1)]));
  const { bavail, bsize } = statfsSync(disk);
  writeFileSync(join(disk, 'filler'), Buffer.alloc(bavail * bsize - 100 * 1024));
  const { code, stderr } = await run(folder, ['restore', backup]);
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: expect.stringMatching(/nothing was changed.*(ENOSPC|full)/) as string,
  });
  expect(readdirSync(folder).filter((name) => name.includes('restor'))).toEqual([]);
  expect(orderState(folder, 'ORD-2')).toBe('ready');
});
