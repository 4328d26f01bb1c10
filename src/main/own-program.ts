import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A program, and the words that go before those of a command. */
export interface OwnProgram {
  readonly file: string;
  readonly before: readonly string[];
}

/** Needs no display, which Electron would otherwise ask for before it starts. */
const HEADLESS = process.platform === 'linux' ? ['--ozone-platform=headless', '--disable-gpu'] : [];

/**
 * How this very Pickspan is started as a process of its own: `bin/pickspan.mjs` of the checkout this file belongs to,
 * source or built; else the installed program, which can no longer be made to run a script of somebody's choice.
 */
export function ownProgram(): OwnProgram {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    const script = join(folder, 'bin', 'pickspan.mjs');
    if (existsSync(script)) return { file: process.execPath, before: [script] };
    if (folder === dirname(folder)) return { file: process.execPath, before: [...HEADLESS, '--cli'] };
  }
}
