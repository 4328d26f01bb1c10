import {
  CONTRACT,
  type CallName,
  type Change,
  type InputOf,
  type Reply,
  type ResultOf,
  type StationClient,
  type StationListener,
} from '../../shared/contract.ts';
import { followChanges } from './follow-changes.ts';
import { inOrder } from './in-order.ts';
import type { Wire } from './wire.ts';

/** So long a lost input is sent again under its id. After that the worker has to look at what is on the screen. */
const PATIENCE_MS = 30_000;
const SEND_AGAIN_MS = 300;

const AWAY = { ok: false, code: 'away', message: 'The station does not answer.' } as const;

/**
 * The station as the screens have it, whatever the wire is. Inputs go one after the other, in the order in which they
 * were made; one whose answer was lost goes again under the same id until it is answered, so it counts once. The changes
 * that come out have no gaps: where one is missing, or the wire was down, a snapshot takes its place.
 */
export function createClient(wire: Wire, sleep: (ms: number) => Promise<void> = wait): StationClient {
  const listeners = new Set<StationListener>();
  let isConnected = true;
  let stop: (() => void) | undefined;

  async function call<Name extends CallName>(name: Name, input: InputOf<Name>): Promise<Reply<ResultOf<Name>>> {
    try {
      return (await wire.call(name, input)) as Reply<ResultOf<Name>>;
    } catch {
      return AWAY;
    }
  }

  const input = inOrder(async (given: InputOf<'input'>): Promise<Reply<ResultOf<'input'>>> => {
    // A station that is known to be away is not asked: the worker hears of it at once.
    if (!isConnected) return AWAY;
    const deadline = performance.now() + PATIENCE_MS;
    for (;;) {
      const reply = await call('input', given);
      if (reply.ok || reply.code !== 'away' || performance.now() > deadline) return reply;
      await sleep(SEND_AGAIN_MS);
    }
  });

  function start(): () => void {
    const follow = followChanges({
      snapshot: () => call('snapshot', undefined),
      tell: (change: Change) => {
        for (const { change: tell } of listeners) tell(change);
      },
    });
    return wire.watch({
      change: follow.change,
      connected(is) {
        isConnected = is;
        for (const { connected } of listeners) connected(is);
        if (is) follow.catchUp();
      },
    });
  }

  const calls = Object.fromEntries(
    (Object.keys(CONTRACT) as CallName[]).map((name) => [name, (given: never) => call(name, given)]),
  ) as unknown as StationClient;

  return {
    ...calls,
    input,
    watch(listener) {
      listeners.add(listener);
      stop ??= start();
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        stop?.();
        stop = undefined;
      };
    },
  };
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));
