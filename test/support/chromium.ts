import { chromium, type Browser } from 'playwright-core';

/** The Chromium of this machine; PICKSPAN_CHROMIUM names another one. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['PICKSPAN_CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
}
