import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { giveWay } from '../../threads/give-way.ts';
import { isExportStart } from './export-messages.ts';
import { runExport } from './export-thread.ts';

/**
 * This module tells its own address: a source file in a checkout, a chunk of the bundle when it was built. Whoever starts
 * the thread imports it for that; only in the thread itself does it run.
 */
export const exportWorkerUrl: string = import.meta.url;

if (!isMainThread && parentPort !== null && isExportStart(workerData)) {
  giveWay('awaited');
  void runExport(parentPort, workerData);
}
