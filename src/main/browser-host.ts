import { join } from 'node:path';
import { startBrowserServer, type BrowserServer } from './browser/browser-server.ts';
import { createSessions } from './browser/session.ts';
import { holdOrRefuse } from './cli/hold.ts';
import { serveWindows } from './cli/serve-windows.ts';
import { homeFolder } from './host/home-folder.ts';
import { sessionSecret } from './station/installation.ts';

/*
 * The station for a browser on this computer, where Electron is not to be had or not wanted: composes, and does nothing
 * else.
 */

/** The same every time, so that a page finds its station again after a restart; another one where it is taken. */
const USUAL_PORT = 17_340;

export interface BrowserHost {
  readonly link: string;
  stop(): Promise<void>;
}

export async function openBrowserHost(options: {
  readonly folder: string;
  readonly sync: boolean;
  readonly demo: boolean;
  /** Undefined: the usual one, else any that is free. */
  readonly port: number | undefined;
  /** A window asks for the station to be opened anew. */
  readonly restart: () => void;
}): Promise<BrowserHost> {
  const held = await holdOrRefuse(options.folder, 'open');
  const served = await serveWindows(held, options);
  const start = (port: number): Promise<BrowserServer> =>
    startBrowserServer({
      host: served.host,
      sessions: createSessions(sessionSecret(held.db), Date.now),
      pages: join(homeFolder(), 'out', 'renderer'),
      port,
      camera: held.settings.window.camera,
      hid: held.settings.window.hidPage,
    });
  let server: BrowserServer;
  try {
    server = await (options.port === undefined ? start(USUAL_PORT).catch(() => start(0)) : start(options.port));
  } catch (error) {
    await served.stop();
    throw error;
  }
  held.offerLinks(server.newLink);
  return {
    link: server.newLink(),
    async stop() {
      await server.close();
      await served.stop();
    },
  };
}
