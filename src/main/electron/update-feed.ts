import { app } from 'electron';
import { connectFeed } from '../update/feed.ts';
import type { UpdateFeed } from '../update/keeper.ts';
import { runningAppImage, startAgain } from './start-again.ts';

/**
 * Newer versions for programs that can be replaced by themselves: the Windows installer's, and an AppImage. A deb belongs to
 * the system's package manager, and a checkout to git.
 */
export async function updateFeed(from: {
  readonly url: string | undefined;
  readonly channel: string;
}): Promise<UpdateFeed | undefined> {
  const { url, channel } = from;
  if (!app.isPackaged || url === undefined) return undefined;
  // Each by its own file: the package's main module makes an updater as soon as it is looked at.
  if (process.platform === 'win32') {
    const { NsisUpdater } = await import('electron-updater/out/NsisUpdater.js');
    return connectFeed(new NsisUpdater(), { url, channel });
  }
  const running = runningAppImage();
  if (process.platform !== 'linux' || running === undefined) return undefined;
  const { AppImageUpdater } = await import('electron-updater/out/AppImageUpdater.js');
  const updater = new AppImageUpdater();
  const feed = connectFeed(updater, { url, channel });
  let program = running;
  updater.on('appimage-filename-updated', (path) => (program = path));
  return {
    ...feed,
    install() {
      const failures: Error[] = [];
      updater.once('error', (error) => failures.push(error));
      // It would start the new one while this one still has the folder; so that is left to us.
      updater.quitAndInstall(true, false);
      const [failure] = failures;
      if (failure !== undefined) throw failure;
      startAgain(program);
    },
  };
}
