import { openBrowserHost, type BrowserHost } from '../browser-host.ts';
import { errorCode } from '../database/durable-file.ts';
import { homeFolder } from '../host/home-folder.ts';
import { UsageError, type Arguments } from './arguments.ts';
import { buildIfStale } from './built-pages.ts';
import { findElectron, runElectron } from './electron-program.ts';
import { complain, print } from './output.ts';
import { openSystemBrowser } from './system-browser.ts';

/**
 * `open`: the station in a window. Electron where its program is to be had, else, and with `--browser`, a browser on this
 * computer: its link is the one line on stdout. Stops with SIGINT, SIGTERM or SIGHUP.
 */
export async function open(given: Arguments): Promise<number> {
  const port = portOf(given.values['port']);
  const problem = await buildIfStale(homeFolder());
  if (problem !== undefined) {
    complain(`pickspan: the screens cannot be built: ${problem}`);
    return 1;
  }
  if (!given.flags.has('browser')) {
    const electron = await findElectron(homeFolder(), process.env, complain);
    const ended = electron.ok ? await runElectron(electron.program, homeFolder(), given) : electron;
    if (ended.ok) return ended.exit;
    complain(`pickspan: the station opens in the browser, without Electron: ${ended.reason}.`);
  }
  return inBrowser(given, port);
}

async function inBrowser(given: Arguments, port: number | undefined): Promise<number> {
  const { folder, flags } = given;
  // Listened for before anything is opened: a station that was half open is closed as well.
  const stopping = signal();
  let again = Promise.withResolvers<'again'>();
  const start = async (at: number | undefined): Promise<BrowserHost> => {
    try {
      const sync = !flags.has('no-sync');
      return await openBrowserHost({
        folder,
        sync,
        demo: flags.has('demo'),
        port: at,
        restart: () => again.resolve('again'),
      });
    } catch (error) {
      if (errorCode(error) !== 'EADDRINUSE' && errorCode(error) !== 'EACCES') throw error;
      throw new UsageError(`port ${at ?? ''} cannot be had (${errorCode(error)}); choose another with --port`);
    }
  };
  let host = await start(port);
  print(host.link);
  if (!flags.has('no-open')) void showIn(host.link);
  // Opened anew on the same port the pages that are open find it again by themselves.
  while ((await Promise.race([stopping, again.promise])) === 'again') {
    again = Promise.withResolvers();
    const at = Number(new URL(host.link).port);
    await host.stop();
    host = await start(at);
  }
  await host.stop();
  return 0;
}

/** A browser that does not open stops nobody: the link is there. */
async function showIn(link: string): Promise<void> {
  const failed = await openSystemBrowser(link);
  if (failed !== undefined) complain(`No browser could be opened (${failed}): open the link above in one.`);
}

function signal(): Promise<void> {
  return new Promise((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(name, () => resolve());
  });
}

function portOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new UsageError(`--port takes a number up to 65535 (0: any that is free), not '${text}'`);
}
