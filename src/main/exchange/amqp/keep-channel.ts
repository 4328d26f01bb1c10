import type { Channel } from 'rabbitmq-client';
import { backOff } from '../../trace/export/retry-schedule.ts';
import type { Broker } from './broker.ts';

/** Work on a channel of its own. */
export interface Consuming {
  /** Ends it. What is in hand is not acknowledged, and comes again, here or elsewhere. */
  stop(): Promise<void>;
}

/**
 * Keeps a channel open as long as there is a broker: `serve` sets it up, each time anew.
 * @param trouble told why a channel could not be set up, or ended; it is opened again after a while.
 */
export function keepChannel(
  broker: Broker,
  serve: (channel: Channel) => Promise<void>,
  trouble: (error: unknown) => void,
): Consuming {
  let isStopping = false;
  let endRest = (): void => undefined;
  let open: Channel | undefined;

  const rest = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      endRest = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  async function serveOnce(): Promise<void> {
    // That there is no broker is said once, by the connection.
    const isReady = await broker.ready().then(
      () => true,
      () => false,
    );
    if (!isReady || isStopping) return;
    const channel = await broker.connection.acquire({ emitErrorsFromChannel: true });
    open = channel;
    // A channel that closes while it is set up rejects what is asked of it.
    const closed = new Promise<void>((resolve) => {
      channel.once('close', () => resolve());
    });
    channel.on('error', trouble);
    try {
      await serve(channel);
      await closed;
    } finally {
      open = undefined;
      if (!isStopping) void channel.close();
    }
  }

  async function keep(): Promise<void> {
    for (let failures = 0; ;) {
      const began = performance.now();
      try {
        await serveOnce();
      } catch (error) {
        if (!isStopping) trouble(error);
      }
      if (isStopping) return;
      failures = performance.now() - began > 10_000 ? 0 : failures + 1;
      await rest(100 + backOff(Math.min(failures, 6), Math.random));
      if (isStopping) return;
    }
  }

  const kept = keep();
  return {
    async stop() {
      isStopping = true;
      endRest();
      // A broker that does not answer keeps nobody from going home: the connection is cut after this.
      void open?.close();
      broker.close();
      await kept;
    },
  };
}
