import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** The Chromium of this machine; none is ever downloaded. */
const program: string | undefined = (process.env['PATH'] ?? '')
  .split(delimiter)
  .concat('/usr/bin')
  .flatMap((folder) => NAMES.map((name) => join(folder, name)))
  .find((path) => existsSync(path));

export const hasChromium = program !== undefined;

/** For the title of what cannot run without it. */
export const chromiumNote = hasChromium ? '' : ' (skipped: no Chromium)';

/** Starts a headless Chromium with a profile of its own that asks nothing of the network by itself. */
export async function launchChromium(...more: readonly string[]): Promise<Browser> {
  if (program === undefined) throw new Error('skipped: no Chromium on this machine');
  return chromium.launch({
    executablePath: program,
    args: [
      // Its sandbox refuses to run as root, which is who one is in a container.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--disable-dev-shm-usage',
      ...more,
    ],
  });
}
