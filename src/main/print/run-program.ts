import { execFile } from 'node:child_process';

export interface Ran {
  readonly ok: boolean;
  readonly stdout: string;
  /** What it said was wrong, in one line. */
  readonly said: string;
}

/** Runs a program of the system: its arguments as they are, no shell, in the language of machines. Never throws. */
export function runProgram(
  program: string,
  args: readonly string[],
  options: {
    readonly input?: Uint8Array;
    readonly env?: Readonly<Record<string, string>>;
    readonly timeoutMs?: number;
  } = {},
): Promise<Ran> {
  const { input, env = {}, timeoutMs = 15_000 } = options;
  return new Promise((resolve) => {
    const child = execFile(
      program,
      [...args],
      { timeout: timeoutMs, encoding: 'utf8', windowsHide: true, env: { ...process.env, LC_ALL: 'C', ...env } },
      (error, stdout, stderr) => {
        const said = (stderr.trim() === '' ? (error?.message ?? '') : stderr).replaceAll(/\s+/g, ' ').trim();
        resolve({ ok: error === null, stdout, said: said.slice(0, 300) });
      },
    );
    // A program that ends without reading says why in its own words.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}
