import { BrowserWindow } from 'electron';
import { join } from 'node:path';

/** The one window, with nothing in it that the renderer could reach out with. */
export async function openWindow(): Promise<void> {
  const window = new BrowserWindow({
    width: 1024,
    height: 768,
    webPreferences: {
      preload: join(import.meta.dirname, '../preload/index.cjs'),
      contextIsolation: true,
      nodeIntegration: false,
      sandbox: true,
    },
  });
  await window.loadFile(join(import.meta.dirname, '../renderer/index.html'));
}
