import type { ControlAnswer } from '../control/protocol.ts';

/** Prints a line for whoever called: people or a program. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Prints what came of a command. @returns its exit code. */
export function tell({ lines, errors, exit }: Pick<ControlAnswer, 'lines' | 'errors' | 'exit'>): number {
  for (const line of lines) print(line);
  for (const line of errors) complain(line);
  return exit;
}

/** Says what went wrong, on one or two lines of stderr. */
export function complain(line: string): void {
  process.stderr.write(`${line}\n`);
}
