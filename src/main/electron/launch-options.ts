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

/** What a script on the command line puts before its words (resources/package/pickspan). */
const MARK = '--cli';

/**
 * The words of a command, where the program was started to answer one and not to show its window: what follows the mark,
 * or all of it where it begins with a word. `open` is the window, unless a browser is to show it.
 * @param argv what follows the program (and, in a checkout, the script).
 */
export function commandWords(argv: readonly string[]): readonly string[] | undefined {
  const marked = argv.indexOf(MARK);
  const words = marked !== -1 || argv[0]?.startsWith('-') === false ? argv.slice(marked + 1) : [];
  const command = words.find((word, index) => !word.startsWith('-') && words[index - 1] !== '--data');
  const isWindow = words.length === 0 || (command === 'open' && !words.includes('--browser'));
  return isWindow ? undefined : words;
}
