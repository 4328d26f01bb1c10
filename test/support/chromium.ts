import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const PROGRAM = '/usr/bin/chromium';

export const hasChromium = existsSync(PROGRAM);

/** For the title of what cannot run without it. */
export const chromiumNote = hasChromium ? '' : ' (skipped: no Chromium)';

/** Debian's Chromium, headless, with nothing that reaches for the network; undefined where it is not installed. */
export async function launchChromium(...more: readonly string[]): Promise<Browser | undefined> {
  if (!hasChromium) return undefined;
  return chromium.launch({
    executablePath: PROGRAM,
    // The sandbox of Chromium does not run under root, as tests in a container do.
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      ...more,
    ],
  });
}
