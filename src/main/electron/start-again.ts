import { app } from 'electron';
import { spawn } from 'node:child_process';

/** Waits until the process of this id is gone, then becomes the program. */
const AFTERWARDS = 'while kill -0 "$0" 2>/dev/null; do sleep 0.1; done; exec "$@"';

let isAsked = false;

/** The file of an AppImage that runs; what runs lies in its mount, which goes with this process. */
export const runningAppImage = (): string | undefined => (app.isPackaged ? process.env['APPIMAGE'] : undefined);

/**
 * Has the same program, with the same words, follow this one when it has ended; asked for twice it follows once. Electron's
 * own way starts from the mount of an AppImage and dies with it (electron-builder#1727), so there a shell waits outside.
 */
export function startAgain(appImage: string | undefined = runningAppImage()): void {
  if (isAsked) return;
  isAsked = true;
  if (appImage === undefined) return app.relaunch();
  const words = ['-c', AFTERWARDS, String(process.pid), appImage, ...process.argv.slice(1)];
  spawn('/bin/sh', words, { detached: true, stdio: 'ignore' }).unref();
}
