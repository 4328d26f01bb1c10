import { app } from 'electron';
import { openWindow } from './electron/window.ts';

/*
 * The station as a desktop app: composes, and does nothing else. The window is a placeholder until the screens are
 * there; the station itself is whole on the command line.
 */
app.enableSandbox();
if (app.requestSingleInstanceLock()) {
  app.on('window-all-closed', () => app.quit());
  void app.whenReady().then(openWindow);
} else {
  app.quit();
}
