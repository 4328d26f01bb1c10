import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { ownProgram } from '../../own-program.ts';

/** A child that hangs is ended: the demo has to come to an end, whatever is wrong. */
const LONGEST_MS = 80_000;

/** What a command of the station printed, and how it ended. */
export interface Finished {
  readonly exit: number | null;
  readonly lines: readonly string[];
  readonly complaints: string;
}

/** The `pickspan` of this very program, for one data folder, each call a process of its own. */
export interface Program {
  readonly run: (args: readonly string[], input?: string) => Promise<Finished>;
  readonly start: (args: readonly string[]) => ChildProcessWithoutNullStreams;
}

export function createProgram(folder: string, receiverUrl: string): Program {
  const { file, before } = ownProgram();
  const environment = cleanEnvironment(receiverUrl);
  const start = (args: readonly string[]): ChildProcessWithoutNullStreams =>
    spawn(file, [...before, ...args, '--data', folder], { env: environment, timeout: LONGEST_MS });

  return {
    start,
    run: (args, input = '') =>
      new Promise((resolve, reject) => {
        const child = start(args);
        const [output, complaints] = [child.stdout, child.stderr].map((stream) => {
          const heard = { text: '' };
          stream.setEncoding('utf8').on('data', (text) => (heard.text += String(text)));
          return heard;
        });
        child.once('error', reject);
        // A child that refuses its arguments is gone before it has read anything.
        child.stdin.on('error', () => undefined);
        child.once('close', (exit) =>
          resolve({
            exit,
            lines: (output?.text ?? '').split('\n').filter((line) => line !== ''),
            complaints: (complaints?.text ?? '').trim(),
          }),
        );
        child.stdin.end(input);
      }),
  };
}

/** Settings and collectors of whoever runs the demo are none of its business: its spans go to its own receiver. */
function cleanEnvironment(receiverUrl: string): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(?:OTEL_|PICKSPAN_)|_proxy$/i.test(name));
  return { ...Object.fromEntries(kept), OTEL_EXPORTER_OTLP_ENDPOINT: receiverUrl };
}
