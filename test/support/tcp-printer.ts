import { connect, createServer, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { ownPort } from './own-port.ts';

/** What a printer does with one connection. `drops-mid-label` takes so much of it and resets the line. */
export type Behaviour =
  | { readonly kind: 'well' }
  | { readonly kind: 'slow'; readonly ms: number }
  /** No answer to `~HS`, as where labels are out; what is sent is kept and never printed. */
  | { readonly kind: 'silent' }
  | { readonly kind: 'says'; readonly problem: keyof typeof FLAGS }
  /** The label that it is given is its last: it prints none of it, and says why. */
  | { readonly kind: 'fails-while-printing'; readonly problem: keyof typeof FLAGS }
  | { readonly kind: 'silent-while-printing' }
  | { readonly kind: 'drops-mid-label'; readonly after: number }
  /** It prints, and the line is gone before it can say so. */
  | { readonly kind: 'drops-after-label' }
  | { readonly kind: 'drops-at-once' };

const FLAGS = { paper_out: [1, 1], head_open: [2, 2], ribbon_out: [2, 3], paused: [1, 2] } as const;

/**
 * A label printer on a port of its own, written from the ZPL II guide and sharing no code with the sender: it answers
 * `~HS`, prints what stands between `^XA` and `^XZ`, takes one connection at a time, and breaks as it is told.
 */
export class TcpPrinterDouble {
  /** What came out, label by label, in full. */
  readonly labels: string[] = [];
  /** Whether it answers `~HS` at all. */
  readonly answers: boolean;
  behaviour: () => Behaviour = () => ({ kind: 'well' });
  onConnection: () => void = () => undefined;
  onLabel: () => void = () => undefined;
  #server: Server | undefined;
  readonly #sockets = new Set<Socket>();
  #printing = 0;
  #probe: { readonly port: Promise<unknown>; readonly accepted: () => void } | undefined;
  #changed: () => void = () => undefined;
  port = 0;

  constructor(answers = true) {
    this.answers = answers;
  }

  async start(): Promise<this> {
    const server = createServer((socket) => void this.#accept(socket));
    this.#server = server;
    // Where it was before: it may have been away.
    this.port ||= await ownPort();
    server.listen(this.port, '127.0.0.1');
    await once(server, 'listening');
    return this;
  }

  /** Off, or out of the network; its address stays its own. */
  async vanish(): Promise<void> {
    const server = this.#server;
    if (server === undefined) return;
    this.#server = undefined;
    for (const socket of this.#sockets) socket.resetAndDestroy();
    server.close();
    await once(server, 'close');
  }

  /** Resolves when all that was sent to it is read and printed, as far as it is: its senders have hung up, or are dead. */
  async settled(): Promise<void> {
    if (this.#server === undefined) return;
    // Connections are accepted in their order: after this one nobody is left at the door.
    await new Promise<void>((accepted) => {
      const probe = connect(this.port, '127.0.0.1');
      this.#probe = { port: once(probe, 'connect').then(() => probe.localPort), accepted };
    });
    while (this.#sockets.size + this.#printing > 0) await new Promise<void>((changed) => (this.#changed = changed));
  }

  async #accept(socket: Socket): Promise<void> {
    this.#sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.#sockets.delete(socket);
      this.#changed();
    });
    const probe = this.#probe;
    if (probe === undefined || (await probe.port) !== socket.remotePort) return this.#talk(socket);
    this.#probe = undefined;
    socket.destroy();
    probe.accepted();
  }

  #talk(socket: Socket): void {
    const behaviour = this.behaviour();
    this.onConnection();
    let heard = '';
    let flags: keyof typeof FLAGS | undefined = behaviour.kind === 'says' ? behaviour.problem : undefined;
    let silent = !this.answers || behaviour.kind === 'silent';
    let waiting = 0;
    if (behaviour.kind === 'drops-at-once') return void socket.resetAndDestroy();

    const print = (label: string): void => {
      waiting -= 1;
      this.labels.push(label);
      this.onLabel();
    };
    const take = (label: string): void => {
      waiting += 1;
      switch (behaviour.kind) {
        case 'slow':
          this.#printing += 1;
          setTimeout(() => {
            this.#printing -= 1;
            print(label);
            this.#changed();
          }, behaviour.ms);
          return;
        case 'silent':
        case 'says':
          return;
        case 'fails-while-printing':
          flags = behaviour.problem;
          return;
        case 'silent-while-printing':
          silent = true;
          return;
        case 'drops-after-label':
          print(label);
          socket.resetAndDestroy();
          return;
        case 'well':
        case 'drops-mid-label':
          print(label);
      }
    };

    socket.on('data', (data) => {
      heard += data.toString('latin1');
      for (;;) {
        const question = heard.indexOf('~HS');
        const begin = heard.indexOf('^XA');
        const end = heard.indexOf('^XZ', begin);
        if (question !== -1 && (begin === -1 || question < begin)) {
          heard = heard.slice(question + 3);
          if (!silent) socket.write(statusOf(flags, waiting));
        } else if (behaviour.kind === 'drops-mid-label' && begin !== -1 && heard.length - begin >= behaviour.after) {
          socket.resetAndDestroy();
          return;
        } else if (begin !== -1 && end !== -1) {
          const label = heard.slice(begin, end + 3);
          heard = heard.slice(end + 3);
          take(label);
        } else {
          return;
        }
      }
    });
  }
}

function statusOf(problem: keyof typeof FLAGS | undefined, waiting: number): string {
  const one = ['030', '0', '0', '1245', String(waiting).padStart(3, '0'), '0', '0', '0', '000', '0', '0', '0'];
  const two = ['001', '0', '0', '0', '1', '2', '6', '0', '00000000', '1', '000'];
  if (problem !== undefined) {
    const [line, at] = FLAGS[problem];
    (line === 1 ? one : two)[at] = '1';
  }
  return [one, two, ['1234', '0']].map((line) => `\u0002${line.join(',')}\u0003\r\n`).join('');
}
