import { startCarriers } from './background-carriers.ts';
import { exportBeside } from './background-export.ts';
import { startHttpDoor } from './background-http.ts';
import { startInbox } from './background-inbox.ts';
import { startFloor } from './background-floor.ts';
import { startLock } from './background-lock.ts';
import { startRetention } from './background-retention.ts';
import { startSubscribers } from './background-subscribers.ts';
import { startScale } from './background-scale.ts';
import type { HeldStation } from './hold.ts';

/** Work beside the worker's: started with the station, stopped before it closes. */
export interface Background {
  stop(): Promise<void>;
}

export interface BackgroundOptions {
  readonly folder: string;
  /** False with `--no-sync`: nothing leaves the station by itself. */
  readonly sync: boolean;
}

type Start = (held: HeldStation, options: BackgroundOptions) => Promise<Background>;

/** What a station does beside the bench, in the order in which it is started. */
const WORK: readonly Start[] = [
  exportBeside,
  startInbox,
  startHttpDoor,
  startFloor,
  startSubscribers,
  startCarriers,
  startRetention,
  startScale,
  startLock,
];

export async function startBackground(held: HeldStation, options: BackgroundOptions): Promise<Background> {
  const running: Background[] = [];
  for (const start of WORK) running.push(await start(held, options));
  return {
    async stop() {
      for (const each of running.toReversed()) await each.stop();
    },
  };
}
