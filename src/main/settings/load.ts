import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { FolderProblem, reasonOf } from '../database/folder-problem.ts';
import { withEnvironment } from './environment.ts';
import { settingsSchema, type SettingsFile } from './schema.ts';

const SECRET = /^(telemetry|http|amqp|operators|targets|subscribers)\b/;

/**
 * Reads `station.json` of the data folder (none is well: every key has a value for trying out), lays the environment
 * over it and checks the whole.
 * @throws FolderProblem naming each key that is unknown or wrong.
 */
export function loadSettings(folder: string, environment: NodeJS.ProcessEnv): SettingsFile {
  const file = join(folder, 'station.json');
  const given = withEnvironment(readObject(file), environment);
  const checked = v.safeParse(settingsSchema, given);
  if (checked.success) return checked.output;
  const faults = checked.issues.map((issue) => {
    const path = v.getDotPath(issue) ?? '(the whole file)';
    // Valibot calls a key that a strict object does not know an unexpected one of type never.
    if (issue.expected === 'never') return `${path}: no such setting`;
    // What was given instead may be a key or a password.
    const words = SECRET.test(path) ? issue.message.replace(/(: | but )received .*$/is, '') : issue.message;
    return `${path}: ${words}`;
  });
  throw new FolderProblem(`The settings are wrong (${file} and PICKSPAN_ variables): ${faults.join('; ')}.`);
}

function readObject(file: string): Record<string, unknown> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw new FolderProblem(`Cannot read ${file}: ${reasonOf(error)}.`);
  }
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch (error) {
    // Without the piece of the file that V8 quotes: a key may stand in it.
    throw new FolderProblem(`${file} is no JSON: ${reasonOf(error).replace(/,[^,]*" is not valid JSON$/s, '')}.`);
  }
  throw new FolderProblem(`${file} must hold one JSON object.`);
}
