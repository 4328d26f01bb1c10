import { ipcMain, type WebContents } from 'electron';
import { CALL_CHANNEL, CHANGE_CHANNEL } from '../../shared/bridge.ts';
import type { Reply } from '../../shared/contract.ts';
import type { StationHost } from '../host/station-host.ts';
import { mayCall } from './verdicts.ts';

const FORBIDDEN: Reply<never> = { ok: false, code: 'forbidden', message: 'Only the page of this station may call it.' };

/** The one channel on which a page calls the station. */
export function serveCalls(host: StationHost): void {
  handle(CALL_CHANNEL, (name, input) => host.call(String(name), input));
}

/** Pushes what the station tells unasked. @returns what ends it. */
export function pushChanges(host: StationHost, contents: WebContents): () => void {
  return host.watch((change) => {
    if (!contents.isDestroyed() && !contents.isCrashed()) contents.send(CHANGE_CHANNEL, change);
  });
}

/** Every handler goes through here: none is reached by a frame that is not the page. */
function handle(channel: string, answer: (...args: unknown[]) => Promise<Reply<unknown>>): void {
  ipcMain.handle(channel, (event, ...args: unknown[]) => (mayCall(event.senderFrame) ? answer(...args) : FORBIDDEN));
}
