import { setPriority } from 'node:os';
import { isMainThread } from 'node:worker_threads';

/** A third of the weight of the station's own thread: on a busy computer paper and answers still come. */
const NICE = 5;

/**
 * Called by a thread that works beside the worker's scans: from here on it gets the processor when the station's own
 * thread does not want it. Only Linux gives a thread a priority of its own; elsewhere the whole process would be lowered,
 * scans and all, so nothing is done.
 * @returns whether the thread was lowered.
 */
export function giveWay(platform: NodeJS.Platform = process.platform): boolean {
  if (platform !== 'linux' || isMainThread) return false;
  try {
    // On Linux 0 is the calling thread, not its process.
    setPriority(0, NICE);
    return true;
  } catch {
    // A container may forbid it: work goes on as it is.
    return false;
  }
}
