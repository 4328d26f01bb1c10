import { askedThread } from '../threads/asked-thread.ts';
import { startThread } from '../threads/start-thread.ts';
import type { Render } from './port.ts';
import { RENDER_START, type ToRender } from './render-messages.ts';

export interface RenderHost {
  /** Rejects where the document cannot be drawn; with ThreadEnded where that is not known. */
  readonly render: Render;
  stop(): Promise<void>;
}

/** Drawing takes a tenth of a second and more: it is done in a thread of its own, started with the first document. */
export function createRenderHost(): RenderHost {
  const thread = askedThread<ToRender>({
    async start() {
      // An import that the bundler makes a file of its own, which then knows its address.
      const { renderWorkerUrl } = await import('./render-worker.ts');
      return startThread(renderWorkerUrl, { name: 'paper', data: RENDER_START });
    },
    holds: true,
  });
  return {
    render: async ({ document, data, copy }, as) =>
      (await thread.ask({ job: { document, data, copy }, as })) as Uint8Array,
    stop: () => thread.stop(),
  };
}
