import { connect, type Socket } from 'node:net';
import { readHostStatus, STATUS_QUESTION, type HostStatus } from './host-status.ts';

/** How long a printer may take, in milliseconds. A label is printed at about a second an inch at worst. */
export interface Patience {
  readonly connectMs: number;
  readonly answerMs: number;
  readonly stallMs: number;
  readonly printMs: number;
  /** How long after the last byte a printer that says nothing may still turn out to be broken. */
  readonly lingerMs: number;
  readonly askAgainMs: number;
}

export const PATIENCE: Patience = {
  connectMs: 3000,
  answerMs: 2500,
  stallMs: 8000,
  printMs: 30_000,
  lingerMs: 300,
  askAgainMs: 250,
};

/** One conversation with a printer. A socket may fail at any moment: the failure is kept, and whoever waits is told. */
export class TcpLine {
  readonly #patience: Patience;
  readonly #socket: Socket;
  #heard = '';
  #isOpen = false;
  #isClosed = false;
  #wake: (() => void) | undefined;
  failure: string | undefined;

  constructor(at: { readonly host: string; readonly port: number }, patience: Patience, signal?: AbortSignal) {
    this.#patience = patience;
    this.#socket = connect({ host: at.host, port: at.port, noDelay: true });
    this.#socket.on('connect', () => {
      this.#isOpen = true;
      this.#wake?.();
    });
    this.#socket.on('data', (data) => {
      this.#heard = (this.#heard + data.toString('latin1')).slice(-4096);
      this.#wake?.();
    });
    this.#socket.on('error', (error) => this.#fail(error.message));
    this.#socket.on('close', () => {
      this.#isClosed = true;
      this.#fail('the printer closed the connection');
    });
    const stop = (): void => this.#fail('the station stops');
    if (signal?.aborted === true) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  }

  /** @returns why it could not be opened. */
  async open(): Promise<string | undefined> {
    await this.#until(() => this.#isOpen, this.#patience.connectMs);
    return this.failure ?? (this.#isOpen ? undefined : 'no connection in time');
  }

  async status(): Promise<HostStatus | undefined> {
    this.#heard = '';
    this.#socket.write(STATUS_QUESTION);
    await this.#until(() => readHostStatus(this.#heard) !== undefined, this.#patience.answerMs);
    return readHostStatus(this.#heard);
  }

  /** @returns why not all of it could be written. */
  async write(bytes: Uint8Array): Promise<string | undefined> {
    const sending = { done: false };
    this.#socket.write(bytes, () => {
      sending.done = true;
      this.#wake?.();
    });
    let taken = -1;
    for (;;) {
      const now = this.#socket.bytesWritten - this.#socket.writableLength;
      if (now === taken) return 'the printer stopped taking data';
      taken = now;
      await this.#until(() => sending.done, this.#patience.stallMs);
      if (sending.done || this.failure !== undefined) return this.failure;
    }
  }

  /**
   * Says that nothing more will come, and waits a moment for an objection: a connection that is reset now has lost what
   * it was given. That the printer closes its side is none.
   * @returns the objection.
   */
  async end(): Promise<string | undefined> {
    this.#socket.end();
    const failed = { by: undefined as string | undefined };
    this.#socket.once('error', (error) => (failed.by = error.message));
    await this.#until(() => this.#isClosed, this.#patience.lingerMs);
    return failed.by ?? (this.failure === 'the station stops' ? this.failure : undefined);
  }

  /** A moment, or less where the line fails. */
  pause = (): Promise<void> => this.#until(() => false, this.#patience.askAgainMs);

  close(): void {
    this.#socket.destroy();
  }

  #fail(reason: string): void {
    this.failure ??= reason;
    this.#wake?.();
  }

  /** Until something holds, the line fails or the time is over, whichever comes first. */
  async #until(holds: () => boolean, timeoutMs: number): Promise<void> {
    const deadline = performance.now() + timeoutMs;
    while (!holds() && this.failure === undefined) {
      const left = deadline - performance.now();
      if (left <= 0) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.#wake = undefined;
    }
  }
}
