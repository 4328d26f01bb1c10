import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Answer, Input } from '../../../shared/answers.ts';
import type { View } from '../../../shared/views.ts';
import type { Program } from './program.ts';

/** A running `pickspan terminal`: one line in, one line out. */
export interface Terminal {
  /** What it showed when it was ready. */
  readonly view: View;
  readonly send: (input: Input) => Promise<Answer>;
  /** Without waiting for an answer, as who is about to lose the station. */
  readonly sendUnheard: (input: Input) => void;
  /** Ends its input, as a worker who switches the bench off; returns its exit code, or the signal that ended it. */
  readonly close: () => Promise<number | NodeJS.Signals | null>;
  /** SIGKILL: the station has no moment left to do anything. */
  readonly kill: () => Promise<void>;
}

export async function startTerminal(program: Program): Promise<Terminal> {
  const child = program.start(['terminal']);
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (complaints += String(text)));
  child.stdin.on('error', () => undefined);
  const closed = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();

  const read = async (): Promise<unknown> => {
    const line = await lines.next();
    if (line.done === true) throw new Error(`the terminal ended${complaints === '' ? '' : `: ${complaints.trim()}`}`);
    return JSON.parse(line.value) as unknown;
  };

  const write = (input: Input): void => void child.stdin.write(`${JSON.stringify(input)}\n`);

  const ready = (await read()) as { readonly ready: boolean; readonly view: View };
  return {
    view: ready.view,
    sendUnheard: write,
    async send(input) {
      write(input);
      return (await read()) as Answer;
    },
    async close() {
      child.stdin.end();
      const [exit, signal] = await closed;
      return exit ?? signal;
    },
    async kill() {
      child.kill('SIGKILL');
      await closed;
    },
  };
}
