/** Prints a line for whoever called: people or a program. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Says what went wrong, on one or two lines of stderr. */
export function complain(line: string): void {
  process.stderr.write(`${line}\n`);
}
