import { Connection } from 'rabbitmq-client';
import { setTimeout as wait } from 'node:timers/promises';
import { reasonOf } from '../../database/folder-problem.ts';
import { authorities } from '../../network/authorities.ts';
import { declareTopology } from './topology.ts';

/** How long somebody waits for a connection before it is a failed try, in ms. */
const PATIENCE_MS = 5000;
/** Between two tries at declaring what the floor needs. */
const DECLARE_AGAIN_MS = 5000;

/** The station's one connection to the floor's broker. It comes back by itself, with back-off, as often as it breaks. */
export interface Broker {
  readonly connection: Connection;
  /** Where it is, without user and password. */
  readonly where: string;
  /** Why the broker takes no messages for the moment (its alarm); undefined while it does. */
  blockedBecause(): string | undefined;
  /** Resolves when it stops taking messages: what was sent and not confirmed by then may wait for long. */
  whenBlocked(): Promise<unknown>;
  /** Resolves when all that the floor needs is declared on this connection. @throws in words, when it does not come. */
  ready(): Promise<void>;
  /** Ends at once: what was not confirmed or acknowledged is asked again later. */
  close(): void;
}

export function connectBroker(options: {
  readonly url: string;
  /** A file with the house's own CA, for an address of amqps. */
  readonly caFile: string | undefined;
  readonly stationId: string;
  /** Told when the broker is there, and when it is not and why. */
  readonly changed: (state: 'online' | 'offline' | 'blocked', because: string) => void;
}): Broker {
  const { url, stationId, changed } = options;
  const connection = new Connection({
    url,
    connectionName: `pickspan ${stationId}`,
    acquireTimeout: PATIENCE_MS,
    connectionTimeout: PATIENCE_MS,
    retryLow: 250,
    retryHigh: 30_000,
    heartbeat: 20,
    noDelay: true,
    ...brokerTls(options),
  });
  const { hostname, port, protocol } = new URL(url);
  let lastFault = 'no answer yet';
  let blocked: string | undefined;
  let blocking = Promise.withResolvers<void>();
  let isClosed = false;
  let connections = 0;
  let declared = Promise.withResolvers<void>();
  let isDeclared = false;
  /** Who waits already goes on waiting for the next time. */
  const forget = (): void => {
    if (isDeclared) declared = Promise.withResolvers<void>();
    isDeclared = false;
  };

  const unblock = (): void => {
    if (blocked !== undefined) blocking = Promise.withResolvers<void>();
    blocked = undefined;
  };

  async function declare(): Promise<void> {
    connections += 1;
    const mine = connections;
    // Until it is done, or another connection has taken the place of this one.
    for (;;) {
      if (isClosed || mine !== connections) return;
      try {
        await declareTopology(connection, stationId);
        if (mine !== connections) return;
        isDeclared = true;
        declared.resolve();
        changed('online', '');
        return;
      } catch (error) {
        lastFault = reasonOf(error);
        changed('offline', lastFault);
        await wait(DECLARE_AGAIN_MS, undefined, { ref: false });
      }
    }
  }

  connection.on('connection', () => {
    unblock();
    forget();
    void declare();
  });
  connection.on('error', (error: unknown) => {
    lastFault = reasonOf(error);
    if (connection.ready) return;
    forget();
    changed('offline', lastFault);
  });
  connection.on('connection.blocked', (reason) => {
    blocked = reason;
    blocking.resolve();
    changed('blocked', reason);
  });
  connection.on('connection.unblocked', () => {
    unblock();
    changed('online', '');
  });

  return {
    connection,
    where: `${protocol}//${hostname}${port === '' ? '' : `:${port}`}`,
    blockedBecause: () => blocked,
    whenBlocked: () => blocking.promise,
    async ready() {
      const late = new AbortController();
      const timeout = wait(PATIENCE_MS, undefined, { signal: late.signal }).then(
        () => Promise.reject(new Error(`the broker does not answer: ${lastFault}`)),
        () => undefined,
      );
      try {
        await Promise.race([declared.promise, timeout]);
      } finally {
        late.abort();
      }
    },
    close() {
      isClosed = true;
      connection.unsafeDestroy();
    },
  };
}

/** What an address of amqps is trusted by. Without a CA file that can be read it is as if none were named. */
export function brokerTls({ url, caFile }: { readonly url: string; readonly caFile: string | undefined }) {
  if (!url.startsWith('amqps:') || caFile === undefined) return {};
  try {
    return { tls: { ca: authorities(caFile) } };
  } catch {
    return {};
  }
}
