import { describe, expect, it } from 'vitest';
import { chromiumNote, hasChromium } from '../support/chromium.ts';
import { rows } from '../support/database.ts';
import { dataFolderWith } from '../support/folder.ts';
import { openInBrowser } from '../support/hosts/browser-window.ts';
import { GTIN, mugs, orderCreated, takeIn } from '../support/orders.ts';
import { installHidDouble, scanByHid } from '../support/scanner/hid-double.ts';
import { overflows, smallTargets, violations } from '../support/screen-checks.ts';
import { PATIENT } from './station-window.ts';

const GS = '\u001D';

async function openWith(window: object, more: object = {}) {
  const folder = dataFolderWith({ station: { id: 'bench-1' }, window, ...more });
  await takeIn(folder, orderCreated('ORD-1', [mugs(2)]));
  const opened = await openInBrowser(folder, { script: installHidDouble });
  const page = await opened.page();
  await page.locator('.shell').waitFor();
  const codes = () =>
    rows<{ code: string; entry: string }>(folder, `SELECT code, entry FROM audit`).map(
      ({ code, entry }) => `${entry} ${code}`,
    );
  const openSettings = async (): Promise<void> => {
    await page.locator('.shell[data-listening=true]').waitFor();
    await page.keyboard.press('F12');
    await page.keyboard.press('F4');
    await page.locator('.settings').waitFor();
  };
  return { page, codes, openSettings };
}

describe.skipIf(!hasChromium)(`a HID-POS scanner at the window${chromiumNote}`, () => {
  it('is connected once, scans like any other, and comes back by itself', async () => {
    const { page, codes, openSettings } = await openWith({ hid: true });
    await openSettings();
    await page.getByText('No scanner is connected.').waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await smallTargets(page)).toEqual([]);
    expect(await overflows(page)).toEqual([]);
    await page.getByRole('button', { name: 'Connect a USB scanner (HID)' }).click();
    await page.getByText('Connected: Double 1900').waitFor();

    // Its scans bring the work back, as every scan does.
    await scanByHid(page, ']C0', 'PS:OP:w1');
    await page.locator('.answer[data-sound=ok]', { hasText: ']C0PS:OP:w1' }).waitFor();
    await scanByHid(page, ']C0', 'ORD-1');
    await scanByHid(page, '\0\0\0', 'A-01-03');
    const long = `01${GTIN.mug.padStart(14, '0')}10AB${GS}21${'S'.repeat(20)}${GS}400${'P'.repeat(25)}`;
    await scanByHid(page, ']C1', long);
    await expect
      .poll(codes, PATIENT)
      .toEqual(['scan signin.ok', 'scan pick.opened', 'scan pick.bin.ok', 'scan pick.item.ok']);

    await page.locator('.answer[data-sound=ok]', { hasText: ']C101' }).waitFor();
    // A layout that is not known is said aloud, and never guessed.
    await page.evaluate(() => globalThis.hidDouble.send(7, [1, 2, 3]));
    await page.locator('.answer[data-sound=error]', { hasText: 'something unknown' }).waitFor();
    await page.evaluate(() => globalThis.hidDouble.unplug());
    await page.locator('.answer[data-sound=error]', { hasText: 'unplugged' }).waitFor();
    await page.evaluate(() => globalThis.hidDouble.plugIn());
    await scanByHid(page, ']E0', GTIN.mug);
    await expect.poll(() => codes().at(-1), PATIENT).toBe('scan pick.done');

    await page.reload();
    await openSettings();
    await page.getByText('Connected: Double 1900').waitFor();
    expect(codes().length).toBe(5);
  });

  it('has a scale beside it, whose resting weight closes a parcel', async () => {
    const { page, codes, openSettings } = await openWith({ hid: true }, { scale: { kind: 'hid' } });
    await openSettings();
    await page.getByRole('button', { name: 'Connect a USB scanner (HID)' }).click();
    await page.getByRole('button', { name: 'Connect a USB scale (HID)' }).click();
    await page.getByText('Connected: Double 25 kg').waitFor();
    const scans = ['PS:OP:w1', 'ORD-1', 'A-01-03', GTIN.mug, GTIN.mug, 'ORD-1', GTIN.mug, GTIN.mug];
    for (const [at, text] of scans.entries()) {
      await scanByHid(page, ']C0', text);
      await expect.poll(() => codes().length, PATIENT).toBe(at + 1);
    }
    const weigh = (state: number, grams: number): Promise<void> =>
      page.evaluate(
        ([state, grams]) => globalThis.hidDouble.send(3, [state, 2, 0, grams % 256, Math.floor(grams / 256)]),
        [state, grams] as const,
      );
    // On its way to rest it is no weight; at rest it says so over and over.
    for (const grams of [300, 500, 650]) await weigh(3, grams);
    await expect
      .poll(async () => {
        await weigh(4, 700);
        return codes().at(-1);
      }, PATIENT)
      .toMatch(/^scale pack\.weight\./);
    await page.locator('.answer', { hasText: 'PS:WEIGHT:700' }).waitFor();
    expect(codes().filter((code) => code.startsWith('scale'))).toHaveLength(1);
  });

  it('is not there where it is switched off: no button, and the page may not ask', async () => {
    const { page, openSettings } = await openWith({});
    await openSettings();
    expect(await page.getByText('USB scanner').count()).toBe(0);
    const allowed = () =>
      page.evaluate(() =>
        (
          document as unknown as { featurePolicy: { allowsFeature(name: string): boolean } }
        ).featurePolicy.allowsFeature('hid'),
      );
    expect(await allowed()).toBe(false);
  });
});
