import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a folder and those above it that are missing; one that is there is left as it is. Node's own `recursive` does
 * not end where the folder above is there and takes none (`/proc` answers ENOENT): it makes the two in turns for ever.
 * @throws the system's error when one cannot be made.
 */
export function makeFolders(folder: string, mode: number): void {
  try {
    mkdirSync(folder, { mode });
  } catch (error) {
    if (existsSync(folder) && statSync(folder).isDirectory()) return;
    const above = dirname(folder);
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || above === folder || existsSync(above)) throw error;
    makeFolders(above, mode);
    makeFolders(folder, mode);
  }
}
