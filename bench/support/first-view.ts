import type { Browser, BrowserContext, Page } from 'playwright-core';

type Session = Awaited<ReturnType<BrowserContext['storageState']>>;

/**
 * From navigation to the first painted view that listens to the scanner, in ms: with nothing in the browser's cache, and
 * opened again.
 */
export async function firstView(
  browser: Browser,
  address: string,
  session: Session,
): Promise<{ readonly first: number; readonly again: number }> {
  const context = await browser.newContext({ storageState: session });
  const page = await context.newPage();
  await page.addInitScript(() => {
    const observer = new MutationObserver(() => {
      if (document.querySelector('.shell[data-listening=true]') === null) return;
      observer.disconnect();
      const channel = new MessageChannel();
      // A message comes after the paint of the frame that sent it.
      channel.port1.addEventListener('message', () => Object.assign(globalThis, { benchShownMs: performance.now() }));
      channel.port1.start();
      requestAnimationFrame(() => channel.port2.postMessage(null));
    });
    observer.observe(document, { childList: true, subtree: true, attributes: true });
  });
  await page.goto(address);
  const first = await shownMs(page);
  await page.reload();
  const again = await shownMs(page);
  await context.close();
  return { first, again };
}

async function shownMs(page: Page): Promise<number> {
  const shown = await page.waitForFunction(() => (globalThis as { benchShownMs?: number }).benchShownMs);
  return (await shown.jsonValue()) ?? Number.NaN;
}
