import { statSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { replaceFile } from '../database/durable-file.ts';
import { reasonOf } from '../database/folder-problem.ts';
import { UsageError, type Arguments } from './arguments.ts';
import { complain } from './output.ts';

/** The one file that a command is given. @throws UsageError where it is missing. */
export function theFile({ command, positionals }: Arguments): string {
  const [file] = positionals;
  if (file === undefined || file === '') throw new UsageError(`'${command}' needs a file: pickspan ${command} FILE`);
  return resolve(file);
}

/**
 * Puts there what a command was asked for: a file whole or not at all, a pipe or a device as it comes.
 * @returns whether it could be written; if not, it has been said.
 */
export function writeTheFile(file: string, text: string): boolean {
  try {
    const present = statSync(file, { throwIfNoEntry: false });
    // What takes the place of a device does so for all who use it.
    if (present === undefined || present.isFile()) replaceFile(file, text);
    else writeFileSync(file, text);
    return true;
  } catch (error) {
    complain(`${file} cannot be written: ${reasonOf(error)}.`);
    return false;
  }
}
