import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { vi } from 'vitest';
import { main } from '../../../src/main/cli.ts';
import type { Answer } from '../../../src/shared/answers.ts';

export interface Ran {
  readonly code: typeof process.exitCode;
  readonly stdout: string;
  readonly stderr: string;
}

/** A line of standard input, or one that is made of the answers so far. */
export type InputLine = string | ((answers: readonly Answer[]) => string);

/**
 * Runs one command of our command line within this process, which saves starting one: its arguments, its environment, its
 * standard input. Of a line of input the next is given once the one before has its answer.
 */
export async function runOurs(
  words: readonly string[],
  environment: Readonly<Record<string, string>>,
  input: readonly InputLine[] = [],
): Promise<Ran> {
  const [out, err]: [string[], string[]] = [[], []];
  const answers = (): Answer[] =>
    out.join('').split('\n').filter((line) => line !== '').slice(1).map((line) => JSON.parse(line) as Answer); // prettier-ignore
  async function* lines(): AsyncGenerator<string, undefined> {
    for (const [place, line] of input.entries()) {
      if (typeof line === 'string') yield `${line}\n`;
      else {
        while (answers().length < place) await setImmediate();
        yield `${line(answers())}\n`;
      }
    }
  }
  const listeners = process.stdout.listeners('error');
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  const spies = [
    vi.spyOn(process, 'stdin', 'get').mockReturnValue(Readable.from(lines()) as typeof process.stdin),
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => out.push(String(text)) > 0),
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => err.push(String(text)) > 0),
  ];
  try {
    await main(words);
    return { code: process.exitCode, stdout: out.join(''), stderr: err.join('') };
  } finally {
    for (const spy of spies) spy.mockRestore();
    vi.unstubAllEnvs();
    process.exitCode = undefined;
    for (const listener of process.stdout.listeners('error'))
      if (!listeners.includes(listener)) process.stdout.off('error', listener as () => void);
  }
}
