import { describe, expect, it, onTestFinished } from 'vitest';
import { auditRows, rows } from '../support/database.ts';
import { chromiumNote, hasChromium, launchChromium } from '../support/chromium.ts';
import { dataFolderWith } from '../support/folder.ts';
import { openInBrowser } from '../support/hosts/browser-window.ts';
import { GTIN, mugs, orderCreated, takeIn } from '../support/orders.ts';
import { filmOf, type Scene } from '../support/scanner/camera-film.ts';
import { overflows, smallTargets, violations } from '../support/screen-checks.ts';
import { PATIENT, workAt } from './station-window.ts';

const GS = '\u001D';

/** A real station, and a real Chromium whose camera plays a film. */
async function openWithCamera(scenes: readonly Scene[], { camera = true, mayUse = true } = {}) {
  const browser = await launchChromium(
    // Says yes where a person would be asked.
    ...(mayUse ? ['--use-fake-ui-for-media-stream'] : []),
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${filmOf(scenes)}`,
  );
  onTestFinished(() => browser.close());
  const folder = dataFolderWith({ station: { id: 'bench-1' }, window: { camera } });
  await takeIn(folder, orderCreated('ORD-1', [mugs(2)]));
  const window = await openInBrowser(folder, { browser });
  const page = await window.page();
  const problems: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) problems.push(message.text());
  });
  return { folder, page, problems, worker: await workAt(folder, page) };
}

describe.skipIf(!hasChromium)(`scanning with the camera${chromiumNote}`, () => {
  it('is one input for each code that comes before it, and over with the first that is taken', async () => {
    const lot = `(01)${GTIN.mug.padStart(14, '0')}(10)AB(21)X`;
    const { folder, page, problems, worker } = await openWithCamera([
      { seconds: 3, symbol: 'ean13', text: GTIN.jam },
      { seconds: 2 },
      { seconds: 3, symbol: 'gs1-128', text: lot },
    ]);
    await worker.scanAll('PS:OP:w1', 'PS:PICK', 'A-01-03');
    expect(
      await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name)),
    ).not.toContainEqual(expect.stringContaining('zxing'));

    await worker.settle();
    await page.keyboard.press('F11');
    const dialog = page.locator('dialog');
    // Refused: the picture stays, and says so.
    await dialog.locator('.answer[data-sound=error]').waitFor();
    await dialog.waitFor({ state: 'detached' });
    await page.locator('.answer[data-sound=ok]').waitFor();

    const read = rows<{ code: string; scan: string; entry: string }>(folder, `SELECT * FROM audit`).slice(3);
    expect(read.map(({ code, scan, entry }) => [code, scan, entry])).toEqual([
      ['pick.item.wrong', `]E0${GTIN.jam}`, 'camera'],
      ['pick.item.ok', `]C101${GTIN.mug.padStart(14, '0')}10AB${GS}21X`, 'camera'],
    ]);
    expect(problems).toEqual([]);
    const resources = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
    expect(resources.filter((name) => new URL(name).origin !== new URL(page.url()).origin)).toEqual([]);
    expect(resources).toContainEqual(expect.stringMatching(/assets\/zxing_reader-.*\.wasm$/));
    expect(await page.evaluate(() => document.querySelectorAll('video').length)).toBe(0);
  });

  it('says why there is no picture, in a dialog that all can use, and closes by its key', async () => {
    const { page } = await openWithCamera([{ seconds: 1 }], { mayUse: false });
    await page.getByRole('button', { name: 'Scan with the camera' }).click();
    await page.locator('.camera-say', { hasText: 'The camera is not allowed.' }).waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await smallTargets(page)).toEqual([]);
    expect(await overflows(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.locator('dialog').waitFor({ state: 'detached' });
  });

  it('is not there where it is switched off', async () => {
    const { folder, page, worker } = await openWithCamera([{ seconds: 1 }], { camera: false });
    await worker.scan('PS:OP:w1');
    await worker.settle();
    await page.keyboard.press('F11');
    await expect.poll(() => auditRows(folder).length, PATIENT).toBe(1);
    expect(await page.locator('dialog, [aria-keyshortcuts=F11]').count()).toBe(0);
    const refused = await page.evaluate(() =>
      navigator.mediaDevices.getUserMedia({ video: true }).then(
        () => 'given',
        (error: unknown) => String(error),
      ),
    );
    expect(refused).toContain('NotAllowedError');
  });
});
