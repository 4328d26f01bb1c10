import type { Analytics } from './analytics.ts';

const TIMES = {
  /** From the start to the first look: whoever opens a station wants to work. */
  firstMs: 3000,
  /** Figures may be this old. */
  everyMs: 5000,
  /** Between two steps while there is more, at least: scans come first. */
  restMs: 30,
};

/** So many times as long as a step took is rested after it: a scan meets one in ten at most, however slow the disk is. */
const REST_SHARE = 9;

/** What is counted at the end, so that a short shift has its figures: more is left for another time. */
const LAST_STEPS = 20;

/**
 * Has the figures counted beside the worker's scans until it is stopped. It never keeps a process alive.
 * @param trouble is told what went wrong; the next look is taken all the same.
 */
export function keepCounting(analytics: Analytics, trouble: (error: unknown) => void): { stop(): Promise<void> } {
  let timer: NodeJS.Timeout;
  const step = (): boolean => {
    try {
      return analytics.step();
    } catch (error) {
      trouble(error);
      return false;
    }
  };
  const look = (): void => {
    const beganMs = performance.now();
    const isMore = step();
    const restMs = Math.max(TIMES.restMs, REST_SHARE * (performance.now() - beganMs));
    lookIn(isMore ? restMs : TIMES.everyMs);
  };
  const lookIn = (ms: number): void => {
    timer = setTimeout(look, ms).unref();
  };
  lookIn(TIMES.firstMs);
  return {
    stop() {
      clearTimeout(timer);
      for (let left = LAST_STEPS; left > 0 && step(); left -= 1);
      return Promise.resolve();
    },
  };
}
