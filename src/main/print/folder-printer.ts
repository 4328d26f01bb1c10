import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { reasonOf } from '../database/folder-problem.ts';
import type { PrintPort } from './port.ts';

/**
 * A printer that is a folder: each job becomes one file with the job's data, named by the job's number. The default
 * where no printer is set up, and a place to look for people who try the station out.
 */
export function folderPrinter(folder: string): PrintPort {
  return {
    name: 'folder',
    // The same job has the same file name: it overwrites, it never doubles.
    repeatable: true,
    print(job) {
      const name = `${String(job.id).padStart(6, '0')}-${job.document}.json`;
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        const temporary = join(folder, `.${name}.tmp`);
        const file = openSync(temporary, 'w', 0o600);
        try {
          const document = {
            job: job.id,
            document: job.document,
            order_id: job.order_id,
            parcel: job.parcel,
            copy: job.copy,
          };
          writeSync(file, `${JSON.stringify({ ...document, data: JSON.parse(job.data) as unknown }, null, 2)}\n`);
          fsyncSync(file);
        } finally {
          closeSync(file);
        }
        renameSync(temporary, join(folder, name));
        return { result: 'confirmed' };
      } catch (error) {
        return { result: 'not-sent', reason: reasonOf(error) };
      }
    },
  };
}
