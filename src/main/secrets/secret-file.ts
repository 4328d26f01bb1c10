import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode, replaceFile } from '../database/durable-file.ts';
import { FolderProblem, reasonOf } from '../database/folder-problem.ts';

export const SECRETS_FILE = 'secrets.json';

/**
 * Secrets of a computer without a keychain: a file that its owner alone can read (mode 0600), in no backup.
 * @throws FolderProblem when it is there and cannot be read; nothing of what is in it is told.
 */
export function readSecretFile(folder: string): ReadonlyMap<string, string> {
  const file = join(folder, SECRETS_FILE);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return new Map();
    throw new FolderProblem(`Cannot read ${file}: ${reasonOf(error)}.`);
  }
  try {
    const value: unknown = JSON.parse(text);
    const entries = typeof value === 'object' && value !== null ? Object.entries(value) : undefined;
    if (entries?.every(([, secret]) => typeof secret === 'string') === true) return new Map(entries);
  } catch {
    // V8 would quote a piece of it.
  }
  throw new FolderProblem(`${file} must hold one JSON object of names and texts.`);
}

export function writeSecretFile(folder: string, secrets: ReadonlyMap<string, string>): void {
  replaceFile(join(folder, SECRETS_FILE), `${JSON.stringify(Object.fromEntries(secrets), null, 2)}\n`);
}
