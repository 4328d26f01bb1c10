import { getPriority, setPriority } from 'node:os';
import { isMainThread } from 'node:worker_threads';

/** By how much a thread gives way, in steps of nice. */
const NICER = {
  /** Somebody waits for it. A third of the weight of the station's own thread: on a busy computer it still comes. */
  awaited: 5,
  /**
   * Nobody does, and it can want the processor for long. The least weight there is, a seventieth: the scheduler lets such
   * a thread finish its slice before another that wakes up, and the lighter it is the sooner it counts as having had its
   * share. Measured against 5, a thread that wakes waits a third less. What is left is plenty for what a station tells.
   */
  unhurried: 19,
};
const NICEST = 19;

/**
 * Called by a thread that works beside the worker's scans: from here on it gets the processor when the station's own
 * thread does not want it. Only Linux gives a thread a priority of its own; elsewhere the whole process would be lowered,
 * scans and all, so nothing is done. Once lowered, only the privileged come up again.
 * @returns whether the thread was lowered.
 */
export function giveWay(work: keyof typeof NICER, platform: NodeJS.Platform = process.platform): boolean {
  if (platform !== 'linux' || isMainThread) return false;
  try {
    // On Linux 0 is the calling thread, and the number of the process its first thread: the station's own.
    setPriority(0, Math.min(NICEST, getPriority(process.pid) + NICER[work]));
    return true;
  } catch {
    // A container may forbid it: work goes on as it is.
    return false;
  }
}
