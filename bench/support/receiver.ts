import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** A receiver in another process that takes everything, and says how much when it is asked. */
export class Receiver {
  readonly url: string;
  readonly #process: ChildProcess;

  private constructor(process: ChildProcess, port: number) {
    this.#process = process;
    this.url = `http://127.0.0.1:${port}`;
  }

  static async start(): Promise<Receiver> {
    const process = fork(new URL('receiver-process.ts', import.meta.url));
    const [port] = (await once(process, 'message')) as [number];
    return new Receiver(process, port);
  }

  /** The spans that came since it was asked last. */
  async spans(): Promise<number> {
    const counted = once(this.#process, 'message');
    this.#process.send('count');
    const [{ spans }] = (await counted) as [{ spans: number }];
    return spans;
  }

  stop(): void {
    this.#process.kill();
  }
}
