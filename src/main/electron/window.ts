import { BrowserWindow, type BrowserWindowConstructorOptions } from 'electron';
import { STOPPED_PATH } from './page-protocol.ts';
import { recoveryAfter } from './recovery.ts';
import { OWN_ORIGIN } from './verdicts.ts';

const TRY_AGAIN_MS = 60_000;

/** The one window, with nothing in it that the page could reach out with (items 2, 3, 4, 6, 9, 10, 11). */
function windowOptions(preload: string, kiosk: boolean): BrowserWindowConstructorOptions {
  return {
    width: 1024,
    height: 768,
    title: 'Pickspan',
    // Shown when there is something to see: a white flash is a glare in a dark hall.
    show: false,
    kiosk,
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      // It would fetch its dictionaries from the network.
      spellcheck: false,
      // A page in the background still hears the scanner, and its timers must keep their time.
      backgroundThrottling: false,
    },
  };
}

export function openWindow(options: { readonly preload: string; readonly kiosk: boolean }): BrowserWindow {
  const window = new BrowserWindow(windowOptions(options.preload, options.kiosk));
  window.once('ready-to-show', () => window.show());
  keepAlive(window);
  // A page that cannot be loaded shows itself; the station goes on without it.
  void window.loadURL(`${OWN_ORIGIN}/`).catch(() => undefined);
  return window;
}

/** The page's process may die; the station's does not, and the page comes back to where the work stands. */
function keepAlive(window: BrowserWindow): void {
  const { webContents } = window;
  const ends: number[] = [];
  const load = (path: string): void => {
    if (!window.isDestroyed()) void window.loadURL(`${OWN_ORIGIN}${path}`).catch(() => undefined);
  };
  webContents.on('render-process-gone', (_event, { reason }) => {
    const nowMs = performance.now();
    const recovery = recoveryAfter(reason, ends, nowMs);
    ends.push(nowMs);
    if (recovery === 'reload') load('/');
    if (recovery === 'pause') {
      load(STOPPED_PATH);
      setTimeout(() => load('/'), TRY_AGAIN_MS).unref();
    }
  });
  // A page that hangs cannot be reloaded; one that has crashed can.
  webContents.on('unresponsive', () => webContents.forcefullyCrashRenderer());
}

/** For whoever starts the program a second time. */
export function showAgain(window: BrowserWindow): void {
  if (window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
