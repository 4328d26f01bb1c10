import type { MessagePort, Worker } from 'node:worker_threads';

/** What a thread is told when it shall end; whatever else it is told is its work. */
const END = 'end';
/** A thread that does not end by itself hangs. Long: on a busy computer one may still be loading what it needs. */
const HANGS_AFTER_MS = 30_000;

/**
 * Called by a thread: from now on it takes what it is told, and ends when {@link endThread} says so.
 * @param take what a message of its own host makes it do.
 * @param close gives back what the thread holds.
 */
export function listen(port: MessagePort, take: (message: never) => void, close: () => void = () => undefined): void {
  port.on('message', (message: unknown) => {
    if (message !== END) return take(message as never);
    close();
    // Of the thread, not of the station.
    process.exit();
  });
}

/**
 * Has a thread end by its own hand, between two pieces of its work; what it was told before comes first. One that is
 * terminated from outside while it loads a native module, or in the middle of a statement, takes the process along.
 * Resolves when it is gone.
 */
export async function endThread(worker: Worker): Promise<void> {
  // It has ended before.
  if (worker.threadId === -1) return;
  const gone = new Promise((resolve) => worker.once('exit', resolve));
  worker.postMessage(END);
  const patience = setTimeout(() => void worker.terminate(), HANGS_AFTER_MS);
  await gone;
  clearTimeout(patience);
}
