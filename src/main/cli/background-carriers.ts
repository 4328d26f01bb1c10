import type { Background, BackgroundOptions } from './background.ts';
import type { HeldStation } from './hold.ts';

/** Asks carriers for their own labels while the station runs; with `--no-sync` nobody is asked. */
export function startCarriers({ labelBuyer }: HeldStation, { sync }: BackgroundOptions): Promise<Background> {
  if (sync) labelBuyer.start();
  return Promise.resolve({ stop: () => labelBuyer.stop() });
}
