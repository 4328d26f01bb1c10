import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { giveWay } from '../../threads/give-way.ts';
import { isLookupStart } from './lookup-messages.ts';
import { runLookups } from './lookup-thread.ts';

/** This module tells its own address, as the export's does (trace/export/export-worker.ts). */
export const lookupWorkerUrl: string = import.meta.url;

if (!isMainThread && parentPort !== null && isLookupStart(workerData)) {
  giveWay('awaited');
  runLookups(parentPort, workerData);
}
