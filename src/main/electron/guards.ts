import { app, session, type WebContents } from 'electron';
import { mayHave, mayNavigate, mayUse, benchDeviceAmong, type Device, type SwitchedOn } from './verdicts.ts';

/** Puts every wish of every page to its verdict; what nobody thought of is refused. */
export function installGuards(options: SwitchedOn): void {
  app.on('web-contents-created', (_event, contents) => guard(contents));
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((_contents, permission, answer, details) => {
    const media = 'mediaTypes' in details ? (details.mediaTypes ?? []) : [];
    answer(mayHave({ permission, origin: details.requestingUrl, media }, options));
  });
  defaultSession.setPermissionCheckHandler((_contents, permission, origin, details) => {
    const media = details.mediaType === undefined ? [] : [details.mediaType];
    return mayHave({ permission, origin, media }, options);
  });
  defaultSession.setDevicePermissionHandler(({ deviceType, origin, device }) =>
    mayUse({ type: deviceType, origin, device: device as Device }, options),
  );
  // Without an answer Electron gives none; what is given is put to the handlers above as well.
  defaultSession.on('select-hid-device', (event, { deviceList }, give) => {
    event.preventDefault();
    give(options.hid ? benchDeviceAmong(deviceList) : undefined);
  });
  defaultSession.on('will-download', (event) => event.preventDefault());
}

function guard(contents: WebContents): void {
  contents.on('will-navigate', (event) => {
    if (!mayNavigate(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    if (!mayNavigate(event.url)) event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    if (!mayNavigate(event.url)) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}
