import type * as Electron from 'electron';
import type { Page } from 'playwright-core';
import { toReal } from './pages.ts';

type Handle = (channel: string, event: Electron.IpcMainInvokeEvent, args: readonly unknown[]) => unknown;

/**
 * Carries `ipcRenderer.invoke` from a page to main and back, over the Chrome DevTools Protocol: playwright's own bindings
 * cannot be used by two connections to one page, and the test has the other. The frame that sends is told by Chromium.
 */
export async function serveInvokes(page: Page, handle: Handle): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const frames = new Map<number, { readonly origin: string; readonly id: string }>();
  session.on('Runtime.executionContextCreated', ({ context }) => {
    const { frameId = '' } = (context.auxData ?? {}) as { frameId?: string };
    frames.set(context.id, { origin: context.origin, id: frameId });
  });
  const { frameTree } = await session.send('Page.getFrameTree');
  const mainFrame = frameTree.frame.id;
  session.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
    if (name !== 'doubleSend') return;
    const frame = frames.get(executionContextId);
    const senderFrame =
      frame === undefined ? null : { origin: toReal(frame.origin), parent: frame.id === mainFrame ? null : {} };
    const { id, channel, args } = JSON.parse(payload) as { id: number; channel: string; args: unknown[] };
    const answer = async (): Promise<void> => {
      const value = await handle(channel, { senderFrame } as unknown as Electron.IpcMainInvokeEvent, args);
      const expression = `doubleAnswer(${id}, ${JSON.stringify(value)})`;
      await session.send('Runtime.evaluate', { expression, contextId: executionContextId });
    };
    // A page that has gone meanwhile needs no answer.
    void answer().catch(() => undefined);
  });
  await session.send('Runtime.enable');
  await session.send('Runtime.addBinding', { name: 'doubleSend' });
}

/** The built preload as Electron runs it: before the page's own scripts, with a `require` that knows only electron. */
export const preloadScript = (preload: string): string => `(() => {
  if (window !== window.top) return;
  const listeners = new Map();
  const waiting = new Map();
  let lastId = 0;
  window.doubleAnswer = (id, value) => waiting.get(id)?.(value);
  window.doubleDeliver = (channel, args) => (listeners.get(channel) ?? []).forEach((each) => each({}, ...args));
  const ipcRenderer = {
    invoke: (channel, ...args) => new Promise((resolve) => {
      waiting.set((lastId += 1), resolve);
      while (args.length > 0 && args.at(-1) === undefined) args.pop();
      window.doubleSend(JSON.stringify({ id: lastId, channel, args }));
    }),
    on: (channel, listener) => void listeners.set(channel, [...(listeners.get(channel) ?? []), listener]),
    removeListener: (channel, listener) =>
      void listeners.set(channel, (listeners.get(channel) ?? []).filter((each) => each !== listener)),
  };
  const contextBridge = {
    exposeInMainWorld: (key, api) => Object.defineProperty(window, key, { value: Object.freeze(api), enumerable: true }),
  };
  const require = (name) => {
    if (name !== 'electron') throw new Error('a sandboxed preload cannot require ' + name);
    return { contextBridge, ipcRenderer };
  };
  ((require, module, exports) => {${preload}\n})(require, { exports: {} }, {});
})();`;
