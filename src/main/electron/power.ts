import { powerMonitor, powerSaveBlocker } from 'electron';
import type { StationHost } from '../host/station-host.ts';

/**
 * After a sleep timers and connections are not to be trusted: what came in is looked for, and what waits is sent.
 * @param kiosk then the screen does not go dark by itself either.
 */
export function followPower(host: StationHost, options: { readonly sync: boolean; readonly kiosk: boolean }): void {
  powerMonitor.on('resume', () => {
    host.look();
    if (options.sync) void host.call('sync', undefined);
  });
  if (options.kiosk) powerSaveBlocker.start('prevent-display-sleep');
}
