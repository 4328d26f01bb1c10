import type { Database } from 'better-sqlite3';
import { stationSource } from '../exchange/station-source.ts';
import { deliveryStore, type DeliveryStore } from '../exchange/targets/delivery-store.ts';
import { createDispatcher, type Dispatcher, type TargetSync } from '../exchange/targets/dispatcher.ts';
import { makeTargets } from '../exchange/targets/set-up.ts';
import type { Target } from '../exchange/targets/target.ts';
import type { TargetSettings } from '../settings/schema/targets.ts';
import type { HeldStation } from './hold.ts';
import { logTargets } from './log-targets.ts';
import { complain } from './output.ts';

type Telling = Pick<HeldStation, 'db' | 'settings' | 'log' | 'folder' | 'subscribers'>;

/** Some listeners of one kind, for as long as a station runs or for one sync. */
interface Listeners {
  /** Tells them, and `more`, of what they wait for, until it is stopped. */
  readonly tell: (held: Telling, more?: readonly Target[]) => Dispatcher;
  /** One try for all of them: by whoever tells them anyway, or for this once. */
  readonly sync: (held: Telling, force: boolean, forThisOnce?: () => readonly Target[]) => Promise<TargetSync[]>;
}

function listeners(of: (held: Telling) => { readonly store: DeliveryStore; readonly targets: readonly Target[] }) {
  const running = new WeakMap<Database, Dispatcher>();
  const dispatcherOf = (held: Telling, more: readonly Target[]): Dispatcher => {
    const { store, targets } = of(held);
    return createDispatcher({
      store,
      targets: [...targets, ...more],
      source: stationSource(held.settings.station.id),
      nowMs: Date.now,
      random: Math.random,
      ...logTargets(held.log),
    });
  };
  const made: Listeners = {
    tell(held, more = []) {
      const dispatcher = dispatcherOf(held, more);
      running.set(held.db, dispatcher);
      dispatcher.start();
      return {
        ...dispatcher,
        async stop() {
          running.delete(held.db);
          await dispatcher.stop();
        },
      };
    },
    async sync(held, force, forThisOnce = () => []) {
      const known = running.get(held.db);
      if (known !== undefined) return known.sync(force);
      const once = dispatcherOf(held, forThisOnce());
      try {
        return await once.sync(force);
      } finally {
        await once.stop();
      }
    },
  };
  return made;
}

/** Those that can be used; of the others it is said why not. */
function usable({ log, folder, settings: { epcis, network } }: Telling, listed: readonly TargetSettings[]): Target[] {
  const { targets, problems } = makeTargets(listed, {
    folder,
    environment: process.env,
    nowMs: Date.now,
    network,
    locationBase: epcis.locationBase,
  });
  for (const problem of problems) {
    complain(`pickspan: ${problem}`);
    log.error('target.trouble', { problem });
  }
  return targets;
}

/** Webhooks, folders and the broker: they are told of every event out. */
export const eventTargets = listeners((held) => ({
  store: deliveryStore(held.db),
  targets: usable(held, held.settings.targets),
}));

/** Those who tell customers. One event at a time: the place in the log is all that is known of how far each has come. */
export const subscriberTargets = listeners((held) => ({
  store: held.subscribers.notifications,
  targets: usable(held, held.settings.subscribers).map((target) => ({ ...target, atOnce: 1 })),
}));
