import type * as Electron from 'electron';

/** What was set, for a test to look at. */
export const record = {
  sandboxed: false,
  schemes: [] as Electron.CustomScheme[],
  menu: undefined as unknown,
  userData: '',
  awake: [] as string[],
  handlers: new Map<string, (event: Electron.IpcMainInvokeEvent, ...args: unknown[]) => unknown>(),
  permissionRequest: undefined as Parameters<Electron.Session['setPermissionRequestHandler']>[0] | undefined,
  permissionCheck: undefined as Parameters<Electron.Session['setPermissionCheckHandler']>[0] | undefined,
  devicePermission: undefined as Parameters<Electron.Session['setDevicePermissionHandler']>[0] | undefined,
};

/** An event whose default can be prevented. */
export function preventable<T extends object>(more?: T): T & { defaultPrevented: boolean; preventDefault(): void } {
  const event = { ...(more as T), defaultPrevented: false, preventDefault: () => void (event.defaultPrevented = true) };
  return event;
}
