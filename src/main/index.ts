import { app, dialog, Menu } from 'electron';
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { readArguments } from './cli/arguments.ts';
import { startUpdates } from './cli/background-updates.ts';
import { holdOrRefuse } from './cli/hold.ts';
import { complain } from './cli/output.ts';
import { serveWindows } from './cli/serve-windows.ts';
import { FolderProblem, reasonOf } from './database/folder-problem.ts';
import { installGuards } from './electron/guards.ts';
import { pushChanges, serveCalls } from './electron/ipc.ts';
import { commandWords, launchOptions } from './electron/launch-options.ts';
import { registerScheme, servePages } from './electron/page-protocol.ts';
import { followPower } from './electron/power.ts';
import { runningAppImage, startAgain } from './electron/start-again.ts';
import { updateFeed } from './electron/update-feed.ts';
import { openWindow, showAgain } from './electron/window.ts';
import { homeFolder } from './host/home-folder.ts';
import { faultDetails } from './log/log-line.ts';

/*
 * The station as a desktop app: composes, and does nothing else. The station runs here, in the main process; the window
 * is one of its guests. The same program answers the command line, then without a window.
 */

/** Exit code 3, and a dialog where nobody reads what the program prints. */
function refuse(problem: string): void {
  complain(`pickspan: ${problem}`);
  if (app.isPackaged && !process.stderr.isTTY) dialog.showErrorBox('Pickspan', problem);
  app.exit(3);
}

/** The same program with the same words, once this one has closed the station. */
function restart(): void {
  startAgain();
  app.quit();
}

async function openDesktop(): Promise<void> {
  // For the threads; what runs here is loaded. An AppImage lies elsewhere at each start: it would find nothing, and leave
  // more behind.
  if (runningAppImage() === undefined) enableCompileCache();
  const options = launchOptions(process.argv.slice(1));
  const { folder } = readArguments(
    ['open', ...(options.folder === undefined ? [] : ['--data', options.folder])],
    process.env,
  );
  app.enableSandbox();
  registerScheme();
  // One instance for each data folder: what Chromium keeps lies in it.
  app.setPath('userData', join(folder, 'window'));
  const isFirst = app.requestSingleInstanceLock();
  await app.whenReady();
  // One that is there already comes to the front by itself, and refuses the folder.
  const held = await holdOrRefuse(folder, 'open');
  if (!isFirst) {
    await held.release();
    return refuse(`${folder} is just being closed by another window; try again.`);
  }
  const { camera, hidPage: hid, kiosk } = held.settings.window;
  const home = homeFolder();
  Menu.setApplicationMenu(null);
  installGuards({ camera, hid });
  servePages(join(home, 'out', 'renderer'), { camera, hid }, () => held.station.language());
  const served = await serveWindows(held, { ...options, folder, restart });
  const feed = await updateFeed(held.settings.updates).catch((error: unknown) => {
    // A station works without newer versions.
    held.log.warn('update.trouble', faultDetails(error));
    return undefined;
  });
  serveCalls(served.host);
  followPower(served.host, { sync: options.sync, kiosk });
  const window = openWindow({ preload: join(home, 'out', 'preload', 'index.cjs'), kiosk });
  const stopPushing = pushChanges(served.host, window.webContents);
  const updates = feed === undefined ? undefined : startUpdates(held, folder, feed);
  app.on('second-instance', () => showAgain(window));
  app.on('window-all-closed', () => app.quit());
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => app.quit());
  let ending: Promise<void> | undefined;
  app.on('will-quit', (event) => {
    // Also when it is asked for again meanwhile: the station is closed whole.
    event.preventDefault();
    if (ending !== undefined) return;
    stopPushing();
    void updates?.stop();
    ending = served.stop().then(
      () => app.exit(0),
      () => app.exit(1),
    );
  });
}

/** A command, as `pickspan` answers it anywhere. Nothing is asked of Chromium, so nothing of it is waited for. */
async function answer(words: readonly string[]): Promise<void> {
  const { main } = await import('./cli.ts');
  await main(words);
  // What was printed to a pipe may still be on its way.
  await new Promise<void>((resolve) => process.stdout.write('', () => resolve()));
  app.exit(Number(process.exitCode ?? 0));
}

const words = commandWords(process.argv.slice(app.isPackaged ? 1 : 2));
(words === undefined ? openDesktop() : answer(words)).catch((error: unknown) => {
  if (error instanceof FolderProblem) return refuse(error.message);
  complain(`pickspan: unexpected fault: ${reasonOf(error)}`);
  app.exit(1);
});
