import type { Background, BackgroundOptions } from './background.ts';
import type { HeldStation } from './hold.ts';
import { tellTargets } from './station-targets.ts';

/** Tells webhooks and folders of every event out while the station runs; with `--no-sync` only when asked to. */
export function startTargets(held: HeldStation, { sync }: BackgroundOptions): Promise<Background> {
  const none: Background = { stop: () => Promise.resolve() };
  return Promise.resolve(sync ? tellTargets(held, []) : none);
}
