import type { AppUpdater } from 'electron-updater';
import type { UpdateFeed } from './keeper.ts';

/**
 * An updater of electron-updater as a feed: a folder on any web server, with `<channel>.yml` and the packages that it
 * names. What does not have the SHA-512 of that file is thrown away; on Windows the publisher's signature counts as well.
 */
export function connectFeed(updater: AppUpdater, from: { readonly url: string; readonly channel: string }): UpdateFeed {
  updater.logger = null;
  // Fetched and installed when the keeper says so, and not by itself when the program ends.
  updater.autoDownload = false;
  updater.autoInstallOnAppQuit = false;
  updater.setFeedURL({ provider: 'generic', url: from.url, channel: from.channel });
  // A database knows no way back.
  updater.allowDowngrade = false;
  // It tells its errors twice, by a rejection and by this event; without a listener that would end the station.
  updater.on('error', () => undefined);
  return {
    async check() {
      const found = await updater.checkForUpdates();
      return found?.isUpdateAvailable === true ? found.updateInfo.version : undefined;
    },
    async download() {
      // It only fetches what its last look has found.
      if ((await updater.checkForUpdates())?.isUpdateAvailable !== true) throw new Error('it is no longer on offer');
      const [file] = await updater.downloadUpdate();
      if (file === undefined) throw new Error('nothing was fetched');
      return file;
    },
    // Silently, and the new one starts by itself.
    install: () => updater.quitAndInstall(true, true),
  };
}
