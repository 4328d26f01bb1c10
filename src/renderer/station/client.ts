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
import type { Wire } from './wire.ts';

const AWAY = { ok: false, code: 'away', message: 'The station does not answer.' } as const;

/**
 * The station as the screens have it, whatever the wire is. A call whose answer was lost comes to `away`; sending an input
 * again is the input queue's business. The changes that come out have no gaps: where one is missing, or the wire was
 * down, a snapshot takes its place.
 */
export function createClient(wire: Wire): StationClient {
  const listeners = new Set<StationListener>();
  let stop: (() => void) | undefined;

  async function call<Name extends CallName>(name: Name, input: InputOf<Name>): Promise<Reply<ResultOf<Name>>> {
    try {
      return (await wire.call(name, input)) as Reply<ResultOf<Name>>;
    } catch {
      return AWAY;
    }
  }

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
