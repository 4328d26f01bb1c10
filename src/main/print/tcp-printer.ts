import { connect, type Socket } from 'node:net';
import { readHostStatus, STATUS_QUESTION, type HostStatus, type PrinterProblem } from './host-status.ts';

/**
 * What became of a label. `not-sent`: nothing of it reached the printer, it may be sent again. `unknown`: some of it did,
 * and nobody but a person can say whether it came out; it is never sent again by itself. `sent`: the printer took all of
 * it and says nothing. `confirmed`: the printer says that it has printed it.
 */
export type SendOutcome =
  | { readonly result: 'sent' | 'confirmed' }
  | { readonly result: 'not-sent' | 'unknown'; readonly problem: PrinterProblem; readonly reason: string };

export interface TcpPrinter {
  readonly host: string;
  readonly port: number;
  /** Whether it answers `~HS`; learnt when it was set up. */
  readonly answers: boolean;
}

/** How long a printer may take, in milliseconds. A label is printed at about a second an inch at worst. */
export interface Patience {
  readonly connectMs: number;
  readonly answerMs: number;
  readonly stallMs: number;
  readonly printMs: number;
}

export const PATIENCE: Patience = { connectMs: 3000, answerMs: 2500, stallMs: 8000, printMs: 30_000 };
const ASK_AGAIN_MS = 250;

/** Sends a label's bytes to a printer on the network. One connection, closed in every case; never throws. */
export async function sendLabel(
  printer: TcpPrinter,
  bytes: Uint8Array,
  patience: Patience = PATIENCE,
): Promise<SendOutcome> {
  const line = new Line(printer, patience);
  try {
    const opened = await line.open();
    if (opened !== undefined) return { result: 'not-sent', problem: 'away', reason: opened };
    if (printer.answers) {
      const before = await line.status();
      if (before === undefined)
        return { result: 'not-sent', problem: 'silent', reason: line.failure ?? 'it does not answer' };
      if (before.problem !== undefined) return { result: 'not-sent', problem: before.problem, reason: before.problem };
    }
    const written = await line.write(bytes);
    if (written !== undefined) return { result: 'unknown', problem: 'away', reason: written };
    if (!printer.answers) {
      await line.end();
      return line.failure === undefined
        ? { result: 'sent' }
        : { result: 'unknown', problem: 'away', reason: line.failure };
    }
    return await line.printed();
  } finally {
    line.close();
  }
}

/** Whether a printer answers `~HS` at all: asked once, when it is set up. @returns undefined where it cannot be reached. */
export async function askStatus(
  { host, port }: Pick<TcpPrinter, 'host' | 'port'>,
  patience: Patience = PATIENCE,
): Promise<HostStatus | 'silent' | undefined> {
  const line = new Line({ host, port, answers: true }, patience);
  try {
    if ((await line.open()) !== undefined) return undefined;
    return (await line.status()) ?? 'silent';
  } finally {
    line.close();
  }
}

/** One conversation. A socket may fail at any moment: the failure is kept, and whoever waits is told. */
class Line {
  readonly #printer: TcpPrinter;
  readonly #patience: Patience;
  #socket: Socket | undefined;
  #heard = '';
  #wake: (() => void) | undefined;
  failure: string | undefined;

  constructor(printer: TcpPrinter, patience: Patience) {
    this.#printer = printer;
    this.#patience = patience;
  }

  /** @returns why it could not be opened. */
  async open(): Promise<string | undefined> {
    const { host, port } = this.#printer;
    const socket = connect({ host, port, noDelay: true });
    this.#socket = socket;
    let open = false;
    socket.on('connect', () => {
      open = true;
      this.#wake?.();
    });
    socket.on('data', (data) => {
      this.#heard = (this.#heard + data.toString('latin1')).slice(-4096);
      this.#wake?.();
    });
    socket.on('error', (error) => this.#fail(error.message));
    socket.on('close', () => this.#fail('the printer closed the connection'));
    await this.#until(() => open, this.#patience.connectMs);
    return open ? undefined : (this.failure ?? 'no connection in time');
  }

  async status(): Promise<HostStatus | undefined> {
    this.#heard = '';
    this.#socket?.write(STATUS_QUESTION);
    await this.#until(() => readHostStatus(this.#heard) !== undefined, this.#patience.answerMs);
    return readHostStatus(this.#heard);
  }

  /** @returns why not all of it could be written. */
  async write(bytes: Uint8Array): Promise<string | undefined> {
    let done = false;
    let seen = -1;
    this.#socket?.write(bytes, () => {
      done = true;
      this.#wake?.();
    });
    while (!done && this.failure === undefined) {
      const before = this.#socket?.bytesWritten ?? 0;
      const pending = this.#socket?.writableLength ?? 0;
      if (before - pending === seen) return 'the printer stopped taking data';
      seen = before - pending;
      await this.#until(() => done, this.#patience.stallMs);
    }
    return this.failure;
  }

  /** Waits until the printer has printed what it took. */
  async printed(): Promise<SendOutcome> {
    const deadline = performance.now() + this.#patience.printMs;
    for (;;) {
      const now = await this.status();
      if (now === undefined) {
        return {
          result: 'unknown',
          problem: 'silent',
          reason: this.failure ?? 'it stopped answering while it printed',
        };
      }
      if (now.problem !== undefined && now.problem !== 'buffer_full') {
        return { result: 'unknown', problem: now.problem, reason: now.problem };
      }
      if (now.formatsWaiting === 0 && now.labelsLeft === 0) return { result: 'confirmed' };
      if (performance.now() > deadline) return { result: 'unknown', problem: 'silent', reason: 'it does not finish' };
      await this.#until(() => false, ASK_AGAIN_MS);
    }
  }

  /** Says that nothing more will come, and waits until the other side has taken it all. */
  async end(): Promise<void> {
    let finished = false;
    const socket = this.#socket;
    if (socket === undefined) return;
    socket.removeAllListeners('close');
    socket.on('close', () => {
      finished = true;
      this.#wake?.();
    });
    socket.end(() => {
      finished = true;
      this.#wake?.();
    });
    await this.#until(() => finished, this.#patience.stallMs);
    if (!finished && this.failure === undefined) this.failure = 'the printer stopped taking data';
  }

  close(): void {
    this.#socket?.destroy();
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
