import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { reasonOf } from '../../database/folder-problem.ts';
import { syncFolder } from '../../database/durable-file.ts';
import type { TargetSettings } from '../../settings/schema/targets.ts';
import type { CloudEventOut } from './cloud-event.ts';
import type { Format, Written } from './format.ts';
import type { SendOutcome, Target } from './target.ts';

/**
 * One file per event, in the order of their names. A file has its name only when it is whole and on the disk: whoever
 * reads the folder leaves what begins with a dot.
 * @param home what a relative path is relative to.
 */
export function folderTarget(
  settings: Extract<TargetSettings, { kind: 'folder' }>,
  home: string,
  format: Format,
): Target {
  const folder = resolve(home, settings.path);

  async function write(event: CloudEventOut, { body }: Written): Promise<void> {
    // Not what lies above: a share that is not mounted must not become a folder of this computer.
    await mkdir(folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
    const name = `${String(event.seq).padStart(12, '0')}-${event.attributes.id}.json`;
    const draft = join(folder, `.${name}.tmp`);
    try {
      const file = await open(draft, 'w');
      try {
        await file.writeFile(`${body}\n`);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(draft, join(folder, name));
      syncFolder(folder);
    } catch (error) {
      await rm(draft, { force: true }).catch(() => undefined);
      throw error;
    }
  }

  return {
    name: settings.name,
    where: folder,
    address: folder,
    atOnce: 1,
    async send(event): Promise<SendOutcome> {
      try {
        const written = format(event);
        if (written !== undefined) await write(event, written);
        return { kind: 'taken' };
      } catch (error) {
        return { kind: 'later', because: reasonOf(error) };
      }
    },
    close: () => Promise.resolve(),
  };
}
