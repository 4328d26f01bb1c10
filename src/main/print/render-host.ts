import type { Worker } from 'node:worker_threads';
import { endThread } from '../threads/end-thread.ts';
import { startThread } from '../threads/start-thread.ts';
import type { Render } from './port.ts';
import { RENDER_START, type FromRender, type ToRender } from './render-messages.ts';

export interface RenderHost {
  /** Rejects where the document cannot be drawn, or the thread ended. */
  readonly render: Render;
  stop(): Promise<void>;
}

interface Waiting {
  readonly resolve: (bytes: Uint8Array) => void;
  readonly reject: (problem: Error) => void;
}

/** The thread ended under a document: that says nothing of the document. */
export class RenderEnded extends Error {}

/** Drawing takes a tenth of a second and more: it is done in a thread of its own, started with the first document. */
export function createRenderHost(): RenderHost {
  const waiting = new Map<number, Waiting>();
  let running: Promise<Worker> | undefined;
  let lastId = 0;
  let stopped = false;

  async function start(): Promise<Worker> {
    // An import that the bundler makes a file of its own, which then knows its address.
    const { renderWorkerUrl } = await import('./render-worker.ts');
    const worker = startThread(renderWorkerUrl, { name: 'paper', data: RENDER_START });
    let fault: Error | undefined;
    worker.on('message', (message: FromRender) => {
      const asked = waiting.get(message.id);
      waiting.delete(message.id);
      if (waiting.size === 0) worker.unref();
      if (message.ok) asked?.resolve(message.bytes);
      else asked?.reject(new Error(message.problem));
    });
    worker.on('error', (error: Error) => (fault = error));
    worker.once('exit', () => {
      running = undefined;
      for (const { reject } of waiting.values()) reject(new RenderEnded(fault?.message ?? 'the thread ended'));
      waiting.clear();
    });
    return worker;
  }

  return {
    async render({ document, data, copy }, as) {
      if (stopped) throw new RenderEnded('the station stops');
      running ??= start();
      const worker = await running;
      lastId += 1;
      const question: ToRender = { id: lastId, job: { document, data, copy }, as };
      return new Promise((resolve, reject) => {
        waiting.set(question.id, { resolve, reject });
        worker.ref();
        worker.postMessage(question);
      });
    },
    async stop() {
      stopped = true;
      if (running !== undefined) await endThread(await running);
    },
  };
}
