import { isMainThread, parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { giveWay } from '../threads/give-way.ts';
import { answer } from '../threads/asked-thread.ts';
import { isRenderStart, type ToRender } from './render-messages.ts';

/** This module tells its own address, as the export's does (trace/export/export-worker.ts). */
export const renderWorkerUrl: string = import.meta.url;

if (!isMainThread && parentPort !== null && isRenderStart(workerData)) await draw(parentPort);

/** Fonts and canvas are loaded here alone: the station's own thread never has them. */
async function draw(port: MessagePort): Promise<void> {
  giveWay('awaited');
  const { renderJob } = await import('../paper/render.ts');
  answer(port, ({ job, as }: ToRender) => renderJob(job, as));
}
