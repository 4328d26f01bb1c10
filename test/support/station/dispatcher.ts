import { expect, onTestFinished } from 'vitest';
import type { DeliveryStore } from '../../../src/main/exchange/targets/delivery-store.ts';
import { createDispatcher, type Dispatcher } from '../../../src/main/exchange/targets/dispatcher.ts';
import { makeTargets } from '../../../src/main/exchange/targets/set-up.ts';
import type { Target } from '../../../src/main/exchange/targets/target.ts';
import type { Bench } from './bench.ts';

/** Sends what lies in a store of a bench to its targets, stopped with the test; a fault of ours fails the test. */
export function dispatcherOf(
  { folder, settings, clock }: Bench,
  store: DeliveryStore,
  listeners: Parameters<typeof makeTargets>[0] = settings.targets,
  as: (target: Target) => Target = (target) => target,
): Dispatcher {
  const { targets, problems } = makeTargets(listeners, {
    folder,
    environment: {},
    nowMs: clock.now,
    network: settings.network,
    locationBase: settings.epcis.locationBase,
  });
  expect(problems).toEqual([]);
  const dispatcher = createDispatcher({
    store,
    targets: targets.map(as),
    source: 'urn:test',
    nowMs: clock.now,
    random: () => 0.5,
    passed: () => undefined,
    trouble(_, error) {
      throw error;
    },
  });
  onTestFinished(() => dispatcher.stop());
  return dispatcher;
}
