import { rmSync, writeFileSync } from 'node:fs';
import { mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { isCarriersOwn } from '../paper/job-data.ts';
import { reasonOf } from '../database/folder-problem.ts';
import { paperOf, type Dpi } from './documents.ts';
import type { PrinterCheck, PrintPort, Render } from './port.ts';

/**
 * A printer that is a folder: each label becomes a file of ZPL and a picture of it, each page a PDF, named by the job's
 * number. The default where no printer is set up, and a place to look for people who try the station out.
 */
export function folderPrinter(options: {
  readonly name: string;
  readonly folder: string;
  readonly dpi: Dpi;
  readonly render: Render;
}): PrintPort {
  const { name, folder, dpi, render } = options;
  return {
    name,
    // The same job has the same file name: it overwrites, it never doubles.
    repeatable: true,
    form: (document) => ({ language: paperOf(document) === 'label' ? 'zpl' : 'pdf', dpi }),
    async print(job) {
      const stem = `${String(job.id).padStart(6, '0')}-${job.document}`;
      const isLabel = paperOf(job.document) === 'label';
      try {
        const picture = isLabel && !isCarriersOwn(job.data) ? await render(job, { language: 'png', dpi }) : undefined;
        await mkdir(folder, { recursive: true, mode: 0o700 });
        if (picture !== undefined) await writeWhole(folder, `${stem}.png`, picture);
        await writeWhole(folder, `${stem}.${isLabel ? 'zpl' : 'pdf'}`, job.bytes);
        return { result: 'confirmed' };
      } catch (error) {
        return { result: 'not-sent', problem: 'no_room', reason: reasonOf(error) };
      }
    },
    check: () => Promise.resolve(checkFolder(folder)),
  };
}

/** A name stands for a whole file or for none. Never waits for the disk where a scan would wait with it. */
async function writeWhole(folder: string, name: string, bytes: Uint8Array): Promise<void> {
  const temporary = join(folder, `.${name}.tmp`);
  const file = await open(temporary, 'w', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, join(folder, name));
}

function checkFolder(folder: string): PrinterCheck {
  const probe = join(folder, `.check-${process.pid}.tmp`);
  try {
    writeFileSync(probe, 'x', { flag: 'wx' });
    return { ok: true, stands: 'takes_paper' };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { ok: true, stands: 'unused' };
    return { ok: false, problem: 'no_room', reason: reasonOf(error) };
  } finally {
    try {
      rmSync(probe, { force: true });
    } catch {
      // Where it could not be made.
    }
  }
}
