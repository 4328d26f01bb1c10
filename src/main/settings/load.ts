import { isUtf8 } from 'node:buffer';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode } from '../database/durable-file.ts';
import { FolderProblem, reasonOf } from '../database/folder-problem.ts';
import type { Said } from '../messages/message.ts';
import { inWords } from '../messages/translate.ts';
import { openSecrets, secretVariable, type Secrets } from '../secrets/secrets.ts';
import { withEnvironment } from './environment.ts';
import { checkSettings } from './faults.ts';
import type { SettingsFile } from './schema.ts';
import { withSecrets } from './secret-places.ts';
import { dotted, isTree, type Tree } from './tree.ts';

export const SETTINGS_FILE = 'station.json';

/**
 * Reads `station.json` of the data folder (none is well: every key has a value for trying out), lays the environment
 * over it, fills the secrets in and checks the whole.
 * @throws FolderProblem naming each key that is unknown or wrong.
 */
export function loadSettings(
  folder: string,
  environment: NodeJS.ProcessEnv,
  secrets: Secrets = openSecrets(folder, environment),
): SettingsFile {
  const given = withEnvironment(readSettingsFile(folder) ?? {}, environment);
  const { file, missing } = withSecrets(given, secrets.find);
  const [first] = missing;
  if (first !== undefined) throw new FolderProblem(inWords('en', missingSecret(dotted(first.path), first.name)));
  const checked = checkSettings(file);
  if (checked.ok) return checked.file;
  const where = join(folder, SETTINGS_FILE);
  const faults = checked.faults.map((fault) => inWords('en', fault));
  throw new FolderProblem(`The settings are wrong (${where} and PICKSPAN_ variables): ${faults.join('; ')}.`);
}

/** A station that would tell others without its key, or keep from them what they are to be told, does not start. */
export const missingSecret = (path: string, name: string): Said => ({
  say: 'fault.secret',
  words: { path, name, variable: secretVariable(name) },
});

/**
 * The file as it was written; undefined where there is none.
 * @throws FolderProblem where it cannot be read or holds no object.
 */
export function readSettingsFile(folder: string): Tree | undefined {
  const file = join(folder, SETTINGS_FILE);
  let bytes: Uint8Array;
  try {
    // A pipe would be waited for until somebody writes.
    if (statSync(file).isFIFO()) throw new FolderProblem(`${file} is a pipe, not a file.`);
    bytes = readFileSync(file);
  } catch (error) {
    if (error instanceof FolderProblem) throw error;
    if (errorCode(error) === 'ENOENT') return undefined;
    throw new FolderProblem(`Cannot read ${file}: ${reasonOf(error)}.`);
  }
  const read = parseSettings(bytes);
  if (typeof read === 'string') throw new FolderProblem(`${file} ${read}`);
  return read;
}

/** One JSON object, or in words why it is none. A byte order mark is left out. */
export function parseSettings(bytes: Uint8Array): Tree | string {
  // Decoded leniently, a name that an editor saved in another encoding would be printed with holes in it.
  if (!isUtf8(bytes)) return 'is not in UTF-8: save it in UTF-8.';
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return isTree(value) ? value : 'must hold one JSON object.';
  } catch (error) {
    // Without the piece of the file that V8 quotes: a key may stand in it.
    return `is no JSON: ${reasonOf(error).replace(/,[^,]*" is not valid JSON$/s, '')}.`;
  }
}
