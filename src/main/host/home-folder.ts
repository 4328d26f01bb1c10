import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Where this Pickspan lies: the nearest folder above with a package.json, for a source file and for a bundle alike. */
export function homeFolder(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json'))) {
    const above = dirname(folder);
    if (above === folder) throw new Error('the files of Pickspan are incomplete: there is no package.json');
    folder = above;
  }
  return folder;
}
