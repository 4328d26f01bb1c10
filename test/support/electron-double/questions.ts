import type * as Electron from 'electron';
import { app, defaultSession, powerMonitor } from './electron.ts';
import { pass } from './hand-clock.ts';
import { preventable, record } from './record.ts';
import { opened } from './window.ts';

/* What a test asks of the process in which the double runs, and what it makes happen there. */

export const questions = {
  /** What main has set up, as far as it can be told in JSON. */
  state: () => ({
    sandboxed: record.sandboxed,
    schemes: record.schemes,
    menu: record.menu,
    userData: record.userData,
    awake: record.awake,
    channels: [...record.handlers.keys()],
    windows: opened.map(({ options }) => options),
    hasPermissionHandlers: [record.permissionRequest, record.permissionCheck, record.devicePermission].map(
      (handler) => handler !== undefined,
    ),
  }),
  /** Both ways in which Electron asks for a permission. */
  permission: (permission: string, origin: string, media: readonly string[] = []) => {
    let asked: boolean | undefined;
    const details = { requestingUrl: `${origin}/`, mediaTypes: media } as unknown as Electron.PermissionRequest;
    record.permissionRequest?.({} as Electron.WebContents, permission as 'media', (may) => (asked = may), details);
    const [mediaType] = media;
    const checked = record.permissionCheck?.(null, permission as 'media', `${origin}/`, {
      isMainFrame: true,
      requestingUrl: `${origin}/`,
      ...(mediaType === undefined ? {} : { mediaType: mediaType as 'video' }),
    });
    const device = { deviceId: 'scanner', collections: [{ usagePage: 0x8c }] };
    const wish = { deviceType: 'hid', origin, device } as unknown as Electron.DevicePermissionHandlerHandlerDetails;
    return { asked, checked, device: record.devicePermission?.(wish) };
  },
  /** What main gives a page that asks for a HID device: its id, `null` for none, and how often it answered. */
  selectHid: (usagePages: readonly number[]) => {
    const deviceList = usagePages.map((usagePage) => ({ deviceId: `of ${usagePage}`, collections: [{ usagePage }] }));
    const given: (string | null)[] = [];
    const event = preventable();
    defaultSession.events.emit('select-hid-device', event, { deviceList }, (id?: string) => given.push(id ?? null));
    return { given, prevented: event.defaultPrevented };
  },
  /** A message from a frame as a page that was taken over might send it. */
  invokeFrom: (senderFrame: unknown, channel: string, ...args: readonly unknown[]) =>
    record.handlers.get(channel)?.({ senderFrame } as Electron.IpcMainInvokeEvent, ...args),
  /** Whether main prevents an event of the window's contents. */
  contentsEvent: (name: string, details: object) => {
    const event = preventable(details);
    opened[0]?.webContents.events.emit(name, event, {}, {});
    return event.defaultPrevented;
  },
  sessionEvent: (name: string) => {
    const event = preventable();
    defaultSession.events.emit(name, event);
    return event.defaultPrevented;
  },
  windowOpen: (url: string) => opened[0]?.webContents.openHandler?.({ url } as Electron.HandlerDetails),
  resume: () => powerMonitor.events.emit('resume'),
  secondInstance: () => app.events.emit('second-instance'),
  gone: (reason: string) => opened[0]?.webContents.events.emit('render-process-gone', {}, { reason, exitCode: 0 }),
  /** With `DOUBLE_CLOCK=hand`. */
  pass: (ms: number) => pass(ms),
  quit: () => app.quit(),
};

interface Question {
  readonly id: number;
  readonly ask: keyof typeof questions;
  readonly args: readonly unknown[];
}

process.on('message', ({ id, ask, args }: Question) => {
  const answer = async (): Promise<unknown> => (questions[ask] as (...args: readonly unknown[]) => unknown)(...args);
  answer().then(
    (value) => process.send?.({ id, value }),
    (error: unknown) => process.send?.({ id, problem: String(error) }),
  );
});
process.channel?.unref();
