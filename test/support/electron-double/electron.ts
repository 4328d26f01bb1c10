import type * as Electron from 'electron';
import { spawn } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { request, type RequestOptions } from 'node:http';
import { VERSION } from '../../../src/main/version.ts';
import { pages } from './pages.ts';
import { preventable, record } from './record.ts';
import { DoubleWindow, windows } from './window.ts';

/*
 * A double of Electron, because its program is not on the machines that test this: as much of it as our main process
 * uses, with a page of a real Chromium for its window. Real are the built main process, the built preload, the built page,
 * the station, and what Chromium enforces: the policy that main sends, origins, navigation. Not real are context
 * isolation, the sandbox, structured clone, printing and devices. `satisfies` holds it against electron.d.ts: where
 * Electron changes, this no longer compiles.
 */

type Listener = (...args: never[]) => unknown;

/** Events as Electron's classes have them: one signature for their many overloads. */
class Emitter {
  readonly events = new EventEmitter();
  on(name: string, listener: Listener): this {
    this.events.on(name, listener as (...args: unknown[]) => void);
    return this;
  }
  once(name: string, listener: Listener): this {
    this.events.once(name, listener as (...args: unknown[]) => void);
    return this;
  }
}

/** As installed: started without the script's name, and with a version that can be replaced. */
const isPackaged = process.env['DOUBLE_PACKAGED'] === '1';
if (isPackaged) {
  process.argv.splice(1, 1);
  Object.assign(process, { resourcesPath: process.env['DOUBLE_RESOURCES'] });
}

class DoubleApp extends Emitter {
  readonly isPackaged = isPackaged;
  readonly #again: string[][] = [];
  enableSandbox(): void {
    record.sandboxed = true;
  }
  setPath(name: string, path: string): void {
    if (name === 'userData') record.userData = path;
  }
  requestSingleInstanceLock(): boolean {
    return true;
  }
  async whenReady(): Promise<void> {
    await pages.connect();
  }
  quit(): void {
    const event = preventable();
    this.events.emit('will-quit', event);
    if (!event.defaultPrevented) this.exit(0);
  }
  exit(code = 0): void {
    // As Electron does it: when this process has ended, each that was asked for.
    for (const words of this.#again) spawn(process.execPath, words, { detached: true, stdio: 'ignore' }).unref();
    process.exit(code);
  }
  relaunch(): void {
    this.#again.push([...process.execArgv, ...process.argv.slice(1)]);
  }
  getVersion(): string {
    return VERSION;
  }
  getName(): string {
    return 'pickspan';
  }
  getPath(): string {
    return record.userData;
  }
}

type OfApp =
  | 'enableSandbox'
  | 'setPath'
  | 'requestSingleInstanceLock'
  | 'whenReady'
  | 'quit'
  | 'exit'
  | 'isPackaged'
  | 'relaunch'
  | 'getVersion'
  | 'getName'
  | 'getPath';
export const app = new DoubleApp() satisfies Pick<Electron.App, OfApp>;

windows.on('created', (window: DoubleWindow) => {
  app.events.emit('web-contents-created', {}, window.webContents);
  window.on('closed', () => app.events.emit('window-all-closed'));
});

export const protocol = {
  registerSchemesAsPrivileged: (schemes) => void record.schemes.push(...schemes),
  handle(scheme, handler) {
    pages.serve(scheme, handler);
  },
} satisfies Pick<Electron.Protocol, 'registerSchemesAsPrivileged' | 'handle'>;

export const ipcMain = {
  handle: (channel, listener) => void record.handlers.set(channel, listener),
} satisfies Pick<Electron.IpcMain, 'handle'>;

class DoubleSession extends Emitter {
  setPermissionRequestHandler(handler: typeof record.permissionRequest & object): void {
    record.permissionRequest = handler;
  }
  setPermissionCheckHandler(handler: typeof record.permissionCheck & object): void {
    record.permissionCheck = handler;
  }
  setDevicePermissionHandler(handler: typeof record.devicePermission & object): void {
    record.devicePermission = handler;
  }
}
type OfSession = 'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler';
export const defaultSession = new DoubleSession();
export const session = {
  defaultSession: defaultSession satisfies Pick<Electron.Session, OfSession>,
  fromPartition: () => ({}),
};

/** What electron-updater asks besides: requests, and whom it tells that it quits. */
export const net = { request: (options: RequestOptions) => request(options) };
export const autoUpdater = new EventEmitter();

export const Menu = {
  setApplicationMenu: (menu) => (record.menu = menu),
} satisfies Pick<typeof Electron.Menu, 'setApplicationMenu'>;

export const powerMonitor = new Emitter();

export const powerSaveBlocker = {
  start: (type) => record.awake.push(type),
} satisfies Pick<Electron.PowerSaveBlocker, 'start'>;

export const dialog = { showErrorBox: () => undefined } satisfies Pick<Electron.Dialog, 'showErrorBox'>;

export const BrowserWindow = DoubleWindow;
