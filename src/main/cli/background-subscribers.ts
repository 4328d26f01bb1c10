import { isStorageFault } from '../database/storage-fault.ts';
import { faultDetails } from '../log/log-line.ts';
import { keepCounting } from '../subscribers/keep-counting.ts';
import type { Background, BackgroundOptions } from './background.ts';
import type { HeldStation } from './hold.ts';
import { subscriberTargets } from './station-targets.ts';

/**
 * Who hears of orders that came in and have left, while the station runs: each for itself, so that one that fails holds
 * up no other. With `--no-sync` only the figures are counted.
 */
export function startSubscribers(held: HeldStation, { sync }: BackgroundOptions): Promise<Background> {
  const counting = keepCounting(held.subscribers.analytics, (error) => {
    // A full disk is told to whoever scans; it is no news here.
    if (!isStorageFault(error)) held.log.error('figures.trouble', faultDetails(error));
  });
  const telling = sync ? subscriberTargets.tell(held) : undefined;
  return Promise.resolve({
    async stop() {
      await counting.stop();
      await telling?.stop();
    },
  });
}
