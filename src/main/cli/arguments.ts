import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { defaultFolder } from './default-folder.ts';

/** Wrong usage (exit code 2): the message says what to write instead. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export interface Arguments {
  readonly command: string;
  readonly folder: string;
  readonly verbose: boolean;
  readonly positionals: readonly string[];
  readonly flags: ReadonlySet<string>;
  readonly values: Readonly<Record<string, string>>;
}

const GLOBAL = {
  data: { type: 'string' },
  verbose: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Options of each command, besides those of all. */
const OPTIONS: Readonly<Record<string, ParseArgsOptionsConfig>> = {
  open: {
    browser: { type: 'boolean' },
    port: { type: 'string' },
    'no-open': { type: 'boolean' },
    demo: { type: 'boolean' },
    'no-sync': { type: 'boolean' },
  },
  intake: {},
  terminal: { 'no-sync': { type: 'boolean' } },
  sync: { now: { type: 'boolean' } },
  takeover: { lead: { type: 'string' }, reason: { type: 'string' } },
  operators: {
    name: { type: 'string' },
    role: { type: 'string' },
    pin: { type: 'boolean' },
    none: { type: 'boolean' },
    json: { type: 'boolean' },
  },
  audit: {
    from: { type: 'string' },
    to: { type: 'string' },
    order: { type: 'string' },
    operator: { type: 'string' },
    json: { type: 'boolean' },
    csv: { type: 'boolean' },
    verify: { type: 'boolean' },
    head: { type: 'string' },
  },
  release: { lead: { type: 'string' }, reason: { type: 'string' } },
  status: { json: { type: 'boolean' } },
  journey: { json: { type: 'boolean' } },
  report: { over: { type: 'string' }, day: { type: 'string' }, json: { type: 'boolean' }, csv: { type: 'boolean' } },
  backup: {},
  restore: {},
  verify: { json: { type: 'boolean' } },
  doctor: { json: { type: 'boolean' } },
  setup: {
    from: { type: 'string' },
    check: { type: 'boolean' },
    print: { type: 'boolean' },
    json: { type: 'boolean' },
  },
  settings: { json: { type: 'boolean' }, 'dry-run': { type: 'boolean' }, 'for-others': { type: 'boolean' } },
  diagnostics: {},
  sheet: { out: { type: 'string' } },
  demo: { keep: { type: 'boolean' } },
  upstream: { orders: { type: 'string' }, to: { type: 'string' }, endpoint: { type: 'string' } },
};

/** How many words a command takes besides its options; `intake` takes any number of files. */
const MOST_WORDS: Readonly<Record<string, number>> = {
  intake: Number.POSITIVE_INFINITY,
  journey: 1,
  report: 1,
  backup: 1,
  restore: 1,
  verify: 1,
  sheet: Number.POSITIVE_INFINITY,
  takeover: 1,
  operators: 2,
  settings: 3,
  diagnostics: 1,
  release: 1,
};

/** @throws UsageError naming what is not understood. */
export function readArguments(argv: readonly string[], environment: NodeJS.ProcessEnv): Arguments {
  const commandAt = argv.findIndex((argument, index) => !argument.startsWith('-') && argv[index - 1] !== '--data');
  const command = commandAt === -1 ? 'help' : (argv[commandAt] ?? 'help');
  const rest = argv.filter((_, index) => index !== commandAt);
  if (rest.includes('--version'))
    return { command: 'version', folder: '', verbose: false, positionals: [], flags: new Set(), values: {} };
  const options = OPTIONS[command] ?? {};
  let parsed;
  try {
    parsed = parseArgs({ args: [...rest], options: { ...GLOBAL, ...options }, allowPositionals: true, strict: true });
  } catch (error) {
    // Node explains some mistakes in three lines; what went wrong stands in the first.
    const [said = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    throw new UsageError(said, { cause: error });
  }
  const tooMany = parsed.positionals[MOST_WORDS[command] ?? 0];
  if (tooMany !== undefined && Object.hasOwn(OPTIONS, command)) {
    throw new UsageError(`'${tooMany}' is one word too many for '${command}'`);
  }
  const values: Record<string, string> = {};
  const flags = new Set<string>();
  for (const [name, value] of Object.entries(parsed.values)) {
    if (typeof value === 'string') values[name] = value;
    else if (value) flags.add(name);
  }
  // An empty name would be the folder the shell happens to be in.
  if (values['data'] === '') throw new UsageError("name the folder: '--data DIR'");
  if (flags.has('json') && flags.has('csv')) throw new UsageError("'--json' or '--csv', not both");
  return {
    command: flags.has('help') ? 'help' : command,
    // A variable that is set to nothing is not set, as everywhere in a shell.
    folder: resolve(values['data'] ?? (environment['PICKSPAN_DATA'] || folderHere(environment))),
    verbose: flags.has('verbose'),
    positionals: parsed.positionals,
    flags,
    values,
  };
}

const folderHere = (environment: NodeJS.ProcessEnv): string =>
  defaultFolder({ platform: process.platform, environment, home: homedir(), program: process.execPath });
