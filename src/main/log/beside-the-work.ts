import { setPriority } from 'node:os';
import { isMainThread } from 'node:worker_threads';

/** What a thread does that gives way, as a nice value. */
const NICE = {
  /** Somebody waits for it. A third of the weight of the station's own thread: on a busy computer it still comes. */
  awaited: 5,
  /**
   * Nobody does, and it can want the processor for long. The least weight there is, a seventieth: the scheduler lets such
   * a thread finish its slice before another that wakes up, and the lighter it is the sooner it counts as having had its
   * share. Measured against 5, a thread that wakes waits a third less. What is left is plenty for what a station tells.
   */
  unhurried: 19,
};

/**
 * Called by a thread that works beside the worker's scans: from here on it gets the processor when the station's own
 * thread does not want it. Only Linux gives a thread a priority of its own; elsewhere the whole process would be lowered,
 * scans and all, so nothing is done.
 * @returns whether the thread was lowered.
 */
export function giveWay(work: keyof typeof NICE, platform: NodeJS.Platform = process.platform): boolean {
  if (platform !== 'linux' || isMainThread) return false;
  try {
    // On Linux 0 is the calling thread, not its process.
    setPriority(0, NICE[work]);
    return true;
  } catch {
    // A container may forbid it: work goes on as it is.
    return false;
  }
}
