import { parseArgs } from 'node:util';

/** How the desktop app was started. */
export interface LaunchOptions {
  readonly folder: string | undefined;
  readonly demo: boolean;
  readonly sync: boolean;
}

/** Reads what is ours among the arguments; the rest (Chromium's own switches, the script's path) is not ours to judge. */
export function launchOptions(argv: readonly string[]): LaunchOptions {
  const { values } = parseArgs({
    args: [...argv],
    strict: false,
    allowPositionals: true,
    options: { data: { type: 'string' }, demo: { type: 'boolean' }, 'no-sync': { type: 'boolean' } },
  });
  const { data, demo, 'no-sync': noSync } = values;
  return { folder: typeof data === 'string' ? data : undefined, demo: demo === true, sync: noSync !== true };
}
