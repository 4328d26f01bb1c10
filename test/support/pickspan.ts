import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { resolve } from 'node:path';
import type { Answer, Input } from '../../src/shared/answers.ts';
import type { View } from '../../src/shared/views.ts';
import { afterwards } from './afterwards.ts';

/* The real command line in processes of its own, as a user starts it. */

export const BIN = resolve(import.meta.dirname, '../../bin/pickspan.mjs');

/**
 * What tests start. `npm test` builds first and starts the built program, which is what an installation runs and which
 * starts in a third of the time; a test that is run by itself starts the sources, which are never stale. So does a
 * process with something preloaded, which reaches into a package and would not find it in the build.
 */
export const PROGRAM = process.env['PICKSPAN_TEST_BUILT'] === '1' ? resolve(import.meta.dirname, 'built-cli.mjs') : BIN;

export type Environment = Readonly<Record<string, string>>;

/** Nothing of the person's own set-up reaches a process under test. */
export function environmentOf(folder: string, more: Environment = {}): Record<string, string | undefined> {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(PICKSPAN|OTEL)_/.test(name));
  return { ...Object.fromEntries(inherited), PICKSPAN_DATA: folder, ...more };
}

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly input?: string | Uint8Array;
  readonly env?: Environment;
  /** The Node to run it with, where it is not the one that runs the tests. */
  readonly node?: string;
}

/** Runs one command to its end. */
export async function run(folder: string, args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  const child = start(folder, args, options);
  const [stdout, stderr] = [child.stdout, child.stderr].map(textOf);
  child.stdin.end(options.input ?? '');
  const code = await ended(child);
  return { code, stdout: (await stdout) ?? '', stderr: (await stderr) ?? '' };
}

export interface Ready {
  readonly ready: true;
  readonly pid: number;
  readonly version: string;
  readonly view: View;
}

export interface Terminal {
  readonly ready: Ready;
  /** The process that was started: with an old Node not the one that holds the folder. */
  readonly pid: number | undefined;
  /** The screen as the last answer showed it. */
  lastView(): View;
  /** Writes one line and waits for the one line that answers it. */
  send(line: string | Input): Promise<Answer>;
  /** Writes all lines in one go, then waits for as many answers. */
  sendAtOnce(lines: readonly string[]): Promise<Answer[]>;
  /** Ends the input. Resolves to the exit code; throws when the terminal said something nobody asked for. */
  close(): Promise<number | null>;
  kill(signal: 'SIGKILL'): Promise<void>;
  /** Its exit code, when it has ended; null when it was killed. */
  readonly ended: Promise<number | null>;
}

/** Starts `terminal` and waits until it is ready. */
export async function startTerminal(
  folder: string,
  env: Environment = {},
  options: Pick<RunOptions, 'node'> & { readonly sync?: boolean } = {},
): Promise<Terminal> {
  const child = start(folder, ['terminal', ...(options.sync === true ? [] : ['--no-sync'])], { ...options, env });
  const stderr = textOf(child.stderr);
  const end = ended(child);
  const lines = linesOf(child);
  const next = async (): Promise<unknown> => {
    const line = await lines.next();
    if (line.done === true) throw new Error(`the terminal ended with ${await end}: ${await stderr}`);
    return JSON.parse(line.value) as unknown;
  };
  const ready = (await next()) as Ready;
  let lastView = ready.view;
  const nextAnswer = async (): Promise<Answer> => {
    const answer = (await next()) as Answer;
    lastView = answer.view;
    return answer;
  };
  return {
    ready,
    pid: child.pid,
    ended: end,
    lastView: () => lastView,
    send(line) {
      child.stdin.write(`${typeof line === 'string' ? line : JSON.stringify(line)}\n`);
      return nextAnswer();
    },
    async sendAtOnce(all) {
      child.stdin.write(all.map((line) => `${line}\n`).join(''));
      const answers: Answer[] = [];
      while (answers.length < all.length) answers.push(await nextAnswer());
      return answers;
    },
    async close() {
      child.stdin.end();
      const unasked = await lines.next();
      if (unasked.done !== true) throw new Error(`nobody asked for: ${unasked.value}`);
      return end;
    },
    async kill(signal) {
      child.kill(signal);
      await end;
    },
  };
}

/** Sends scans that must all be accepted; the answer to the last one. */
export async function accept(terminal: Terminal, ...scans: readonly string[]): Promise<Answer> {
  let last: Answer | undefined;
  for (const scan of scans) {
    last = await terminal.send(scan);
    if (!last.ok) throw new Error(`${scan} was refused: ${last.code} (${last.message})`);
  }
  if (last === undefined) throw new Error('no scan was given');
  return last;
}

function start(folder: string, args: readonly string[], { env, node }: RunOptions): ChildProcessWithoutNullStreams {
  const program = node === undefined && env?.['NODE_OPTIONS'] === undefined ? PROGRAM : BIN;
  const child = spawn(node ?? process.execPath, [program, ...args], {
    env: environmentOf(folder, env),
  });
  // Whoever ends first closes the pipe; the exit code tells the rest.
  child.stdin.on('error', () => undefined);
  afterwards(() => void (child.exitCode === null && child.kill('SIGKILL')));
  return child;
}

function ended(child: ChildProcessWithoutNullStreams): Promise<number | null> {
  return new Promise((settle, reject) => {
    child.once('error', reject);
    child.once('close', settle);
  });
}

async function textOf(stream: NodeJS.ReadableStream): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

/** Lines ended by LF and by nothing else. */
async function* linesOf(child: ChildProcessWithoutNullStreams): AsyncGenerator<string, undefined> {
  let rest = Buffer.alloc(0);
  for await (const chunk of child.stdout) {
    rest = Buffer.concat([rest, chunk as Buffer]);
    for (let at = rest.indexOf(10); at !== -1; at = rest.indexOf(10)) {
      yield rest.toString('utf8', 0, at);
      rest = rest.subarray(at + 1);
    }
  }
  if (rest.length > 0) yield rest.toString('utf8');
}
