import type { Background } from './background.ts';
import type { HeldStation } from './hold.ts';

const LOOK_EVERY_MS = 5000;

/** Signs out whoever has gone away from the station, where that is wanted. */
export function startLock({ settings, station }: HeldStation): Promise<Background> {
  if (settings.station.idleMs === 0) return Promise.resolve({ stop: () => Promise.resolve() });
  const timer = setInterval(() => station.lockIfIdle(), LOOK_EVERY_MS);
  timer.unref();
  return Promise.resolve({
    stop() {
      clearInterval(timer);
      return Promise.resolve();
    },
  });
}
