import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** From when to when nothing came through, in ms since the epoch. */
export interface Outage {
  readonly fromMs: number;
  readonly toMs: number;
}

/** The cable between the station and its backend, with a hand on the plug. */
export interface Gate {
  /** What the station takes for its backend. */
  readonly url: string;
  /**
   * Cuts what is under way, and from now on every connection at once. Resolves when the backend has closed its ends
   * too: what was through the gate before has arrived, and only then does the outage begin.
   */
  readonly pull: () => Promise<void>;
  readonly plugIn: () => void;
  /** Resolves as soon as so many pieces of answers have come through in all. */
  readonly passed: (count: number) => Promise<void>;
  readonly answers: () => number;
  /** Resolves as soon as a connection has been cut since the plug was pulled. */
  readonly refused: () => Promise<void>;
  /**
   * The next answer stays here, and its connection with it. Resolves when it has come: its request was taken, and
   * nobody knows. What is asked over other connections goes through.
   */
  readonly holdNextAnswer: () => Promise<void>;
  readonly outages: readonly Outage[];
  readonly refusals: () => number;
  readonly close: () => Promise<void>;
}

type Moment = 'passed' | 'refused' | 'held';

/** Longer than any exporter that is well rests on a network that has just gone or come back. */
const PATIENCE_MS = 60_000;

/** @param target the backend's address, `http://host:port`. */
export async function openGate(target: string): Promise<Gate> {
  const { hostname, port } = new URL(target);
  const open = new Set<Socket>();
  /** Connections to the backend, each with the station's end that it serves. */
  const lines = new Map<Socket, Socket>();
  const waiting = new Set<{ readonly moment: Moment; readonly count: number; readonly tell: () => void }>();
  const outages: Outage[] = [];
  let pulled = false;
  let silentSinceMs: number | undefined;
  let holdsNext = false;
  let refusals = 0;
  let refusedBefore = 0;
  let answers = 0;
  let held = 0;

  function tell(moment: Moment, count: number): void {
    for (const one of waiting) if (one.moment === moment && count >= one.count) one.tell();
  }

  function wait(moment: Moment, count: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const settle = (end: () => void): void => {
        clearTimeout(timer);
        waiting.delete(one);
        end();
      };
      const one = { moment, count, tell: () => settle(resolve) };
      const silence = new Error(`the station sent nothing for ${PATIENCE_MS / 1000} s`);
      const timer = setTimeout(() => settle(() => reject(silence)), PATIENCE_MS);
      waiting.add(one);
    });
  }

  function cutAll(): void {
    for (const socket of open) socket.destroy();
  }

  /** Both ends go together, whatever becomes of one of them. */
  function keep(socket: Socket, other: Socket): void {
    open.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => {
      open.delete(socket);
      other.destroy();
    });
  }

  /**
   * Nothing goes through any more. What the gate has written may still lie in a buffer of the operating system: the
   * backend reads that first, then that there will be no more, and closes its end, with which the station's goes too.
   */
  async function lastBytes(): Promise<void> {
    const closed = [...lines].map(([backend, station]) => {
      station.unpipe(backend);
      return new Promise((resolve) => void backend.once('close', resolve).end());
    });
    await Promise.all(closed);
  }

  const server = createServer((station) => {
    if (pulled) {
      station.on('error', () => undefined);
      station.resetAndDestroy();
      refusals += 1;
      tell('refused', refusals);
      return;
    }
    const backend = connect(Number(port), hostname);
    lines.set(backend, station);
    backend.once('close', () => lines.delete(backend));
    keep(station, backend);
    keep(backend, station);
    station.pipe(backend);
    let silent = false;
    backend.on('data', (answer) => {
      if (pulled || silent) return;
      if (holdsNext) {
        holdsNext = false;
        silent = true;
        held += 1;
        return tell('held', held);
      }
      station.write(answer);
      answers += 1;
      return tell('passed', answers);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the gate has no port');

  return {
    url: `http://127.0.0.1:${address.port}`,
    async pull() {
      pulled = true;
      refusedBefore = refusals;
      await lastBytes();
      silentSinceMs = Date.now();
    },
    plugIn() {
      if (silentSinceMs !== undefined) outages.push({ fromMs: silentSinceMs, toMs: Date.now() });
      silentSinceMs = undefined;
      pulled = false;
    },
    passed: (count) => (answers >= count ? Promise.resolve() : wait('passed', count)),
    answers: () => answers,
    refused: () => (refusals > refusedBefore ? Promise.resolve() : wait('refused', refusedBefore + 1)),
    holdNextAnswer() {
      holdsNext = true;
      return wait('held', held + 1);
    },
    outages,
    refusals: () => refusals,
    async close() {
      const closed = once(server, 'close');
      server.close();
      cutAll();
      await closed;
    },
  };
}
