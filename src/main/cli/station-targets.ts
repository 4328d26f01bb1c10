import type { Database } from 'better-sqlite3';
import { deliveryStore } from '../exchange/targets/delivery-store.ts';
import { createDispatcher, type Dispatcher, type TargetSync } from '../exchange/targets/dispatcher.ts';
import { makeTargets } from '../exchange/targets/set-up.ts';
import type { Target } from '../exchange/targets/target.ts';
import type { HeldStation } from './hold.ts';
import { logTargets } from './log-targets.ts';
import { complain } from './output.ts';

type Telling = Pick<HeldStation, 'db' | 'settings' | 'log' | 'folder'>;

const running = new WeakMap<Database, Dispatcher>();

function dispatcherOf(held: Telling, more: readonly Target[]): Dispatcher {
  const { db, settings, log, folder } = held;
  const { targets, problems } = makeTargets(settings, { folder, environment: process.env, nowMs: Date.now });
  for (const problem of problems) {
    complain(`pickspan: ${problem}`);
    log.error('target.trouble', { problem });
  }
  return createDispatcher({
    store: deliveryStore(db),
    targets: [...targets, ...more],
    source: `urn:pickspan:station:${settings.station.id}`,
    nowMs: Date.now,
    random: Math.random,
    ...logTargets(log),
  });
}

/** Tells the targets of the settings, and `more`, of every event out, until it is stopped. */
export function tellTargets(held: Telling, more: readonly Target[]): Dispatcher {
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
}

/** One try for all targets: by whoever tells them anyway, or for this once. */
export async function syncTargets(
  held: Telling,
  force: boolean,
  forThisOnce: () => readonly Target[],
): Promise<TargetSync[]> {
  const known = running.get(held.db);
  if (known !== undefined) return known.sync(force);
  const once = dispatcherOf(held, forThisOnce());
  try {
    return await once.sync(force);
  } finally {
    await once.stop();
  }
}
