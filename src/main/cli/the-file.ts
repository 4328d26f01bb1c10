import { resolve } from 'node:path';
import { UsageError, type Arguments } from './arguments.ts';

/** The one file that a command is given. @throws UsageError where it is missing. */
export function theFile({ command, positionals }: Arguments): string {
  const [file] = positionals;
  if (file === undefined || file === '') throw new UsageError(`'${command}' needs a file: pickspan ${command} FILE`);
  return resolve(file);
}
