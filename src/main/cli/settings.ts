import { readFileSync } from 'node:fs';
import { text as textOf } from 'node:stream/consumers';
import { makeFolder } from '../database/open.ts';
import { reasonOf } from '../database/folder-problem.ts';
import { inWords } from '../messages/translate.ts';
import { openSecrets, SECRET_NAME } from '../secrets/secrets.ts';
import type { EditParts, SettingsEdit } from '../settings/edit.ts';
import { readValue } from '../settings/environment.ts';
import { readHistory } from '../settings/history.ts';
import { parseSettings, readSettingsFile } from '../settings/load.ts';
import { toShare } from '../settings/share.ts';
import type { Tree } from '../settings/tree.ts';
import { UsageError, type Arguments } from './arguments.ts';
import { changeSettings, editedInWords } from './edit-settings.ts';
import { complain, print } from './output.ts';
import { table } from './table.ts';
import { writeTheFile } from './the-file.ts';

const USAGE = "'settings' takes export [FILE], import FILE, set PATH VALUE, unset PATH, secret NAME, undo or history";

/** `settings`: what stands in `station.json`, and every way of changing it. Exit 1 when a change is refused. */
export async function settings(given: Arguments): Promise<number> {
  const [what = 'show', ...words] = given.positionals;
  switch (what) {
    case 'show':
      return show(given);
    case 'export':
      return exported(given, words[0]);
    case 'import':
      return change(given, { kind: 'replace', settings: readSettingsOf(needed(words[0])) }, 'import');
    case 'set': {
      const path = needed(words[0]).split('.');
      return change(given, { kind: 'set', changes: [{ path, value: readValue(path, needed(words[1])) }] }, 'set');
    }
    case 'unset':
      return change(given, { kind: 'set', changes: [{ path: needed(words[0]).split('.'), value: null }] }, 'set');
    case 'undo':
      return change(given, { kind: 'undo' }, 'set');
    case 'history':
      return history(given);
    case 'secret':
      return keepSecret(given, needed(words[0]));
    default:
      throw new UsageError(USAGE);
  }
}

const needed = (word: string | undefined): string => {
  if (word === undefined) throw new UsageError(USAGE);
  return word;
};

/** A file of settings that somebody names. @throws UsageError where it cannot be read or holds none. */
export function readSettingsOf(file: string): Tree {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file === '-' ? 0 : file);
  } catch (error) {
    throw new UsageError(`cannot read ${file}: ${reasonOf(error)}`, { cause: error });
  }
  const settings = parseSettings(bytes);
  if (typeof settings === 'string') throw new UsageError(`${file} ${settings}`);
  return settings;
}

/** Changes the settings and says what came of it. */
export async function change(
  given: Arguments,
  edit: SettingsEdit,
  how: EditParts['how'],
  say: (line: string) => void = print,
): Promise<number> {
  const edited = await changeSettings(given.folder, edit, { how, dryRun: given.flags.has('dry-run') });
  const faults = edited.ok ? [] : edited.faults.map((fault) => inWords('en', fault));
  if (given.flags.has('json')) print(JSON.stringify(edited.ok ? edited : { ...edited, faults }));
  else if (edited.ok) for (const line of editedInWords(edited)) say(line);
  if (edited.ok) return 0;
  for (const fault of faults) complain(`pickspan: ${fault}`);
  return 1;
}

// oxlint-disable-next-line typescript/require-await -- a command like the others
async function show({ folder }: Arguments): Promise<number> {
  const { file } = toShare(readSettingsFile(folder) ?? {}, { forOthers: false });
  print(JSON.stringify(file, null, 2));
  return 0;
}

async function exported({ folder, flags }: Arguments, to: string | undefined): Promise<number> {
  const { file, leftOut } = toShare(readSettingsFile(folder) ?? {}, { forOthers: flags.has('for-others') });
  const text = `${JSON.stringify(file, null, 2)}\n`;
  if (to === undefined || to === '-') print(text.trimEnd());
  else if (!writeTheFile(to, text)) return 1;
  if (leftOut.length > 0) complain(`Left out: ${leftOut.join(', ')}.`);
  return Promise.resolve(0);
}

// oxlint-disable-next-line typescript/require-await -- a command like the others
async function history({ folder, flags }: Arguments): Promise<number> {
  const versions = readHistory(folder).map(({ at, by, how }) => ({ at, by, how }));
  if (flags.has('json')) print(JSON.stringify(versions));
  else
    print(
      table(
        ['when', 'who', 'how'],
        versions.map(({ at, by, how }) => [at, by ?? '', how]),
      ),
    );
  return 0;
}

/** The secret comes on standard input: on a command line every process of the computer could read it. */
async function keepSecret({ folder }: Arguments, name: string): Promise<number> {
  if (!SECRET_NAME.test(name))
    throw new UsageError(`'${name}' is no name of a secret: letters, digits, dot, dash, underscore`);
  const value = (await textOf(process.stdin)).replace(/\r?\n$/, '');
  makeFolder(folder);
  const secrets = openSecrets(folder, process.env);
  if (value === '') {
    secrets.forget(name);
    print(`The secret ${name} is forgotten.`);
    return 0;
  }
  const kept = secrets.keep(name, value);
  const noKeychain = secrets.noKeychain();
  print(
    `The secret ${name} is kept in ${kept === 'keychain' ? 'the keychain' : kept}. It is used from the next start on.`,
  );
  if (noKeychain !== undefined)
    complain(`This computer has no keychain (${noKeychain}): ${kept} can be read by its owner alone.`);
  return 0;
}
