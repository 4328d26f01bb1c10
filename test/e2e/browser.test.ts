import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { auditRows } from '../support/database.ts';
import { chromiumNote, hasChromium } from '../support/chromium.ts';
import { dataFolderWith } from '../support/folder.ts';
import { openInBrowser } from '../support/hosts/browser-window.ts';
import { GTIN, mugs, orderCreated, takeIn } from '../support/orders.ts';
import { describeShift } from './shift.ts';
import { PATIENT, workAt } from './station-window.ts';

const PIN = '48170526';

describeShift(`in the browser${chromiumNote}`, openInBrowser, hasChromium);

it.skipIf(!hasChromium)(`a host that is killed and comes back takes each scan once${chromiumNote}`, async () => {
  const folder = dataFolderWith({ station: { id: 'bench-1' } });
  await takeIn(folder, orderCreated('ORD-1', [mugs(4)]));
  const window = await openInBrowser(folder);
  const page = await window.page();
  const worker = await workAt(folder, page);
  await worker.scanAll('PS:OP:w1', 'PS:PICK', 'A-01-03', GTIN.mug);

  // In the middle of a scan: it may be on disk or not, its answer may have left or not.
  await Promise.all([worker.send(GTIN.mug), window.killHost()]);
  await page.locator('.banner', { hasText: 'The station does not answer' }).waitFor();
  await worker.send(GTIN.mug);
  await page.locator('.banner', { hasText: 'wait' }).waitFor();

  await window.startHost();
  await page.locator('.banner').waitFor({ state: 'detached' });
  await expect.poll(() => auditRows(folder).length, PATIENT).toBe(6);
  expect((await worker.scan(GTIN.mug)).code).toBe('pick.done');
  expect(auditRows(folder).map(({ code }) => code)).toEqual([
    'signin.ok',
    'pick.opened',
    'pick.bin.ok',
    'pick.item.ok',
    'pick.item.ok',
    'pick.item.ok',
    'pick.done',
  ]);
});

it.skipIf(!hasChromium)(
  `the first admin is entered at the bench, and other badges are refused then${chromiumNote}`,
  async () => {
    const folder = dataFolderWith({ station: { id: 'bench-1' } });
    const page = await (await openInBrowser(folder)).page();
    const worker = await workAt(folder, page);
    expect((await worker.scan('PS:OP:free')).code).toBe('signin.ok');
    await worker.settle();
    await page.keyboard.press('F12');
    await page.keyboard.press('F10');
    await page.getByRole('button', { name: 'Enter the first admin' }).waitFor();
    await page.keyboard.press('F1');
    await page.locator('.people-scan').waitFor();
    // A second after the key that a script pressed: nobody's hand is as fast as a scanner.
    await worker.sendInARow(['PS:OP:a1']);
    await page.getByRole('textbox', { name: 'What is the name to a1?' }).fill('Ada');
    await page.locator('.entry-ok').click();
    await page.locator('.roles .choice').click();
    for (const key of `${PIN}+${PIN}+`)
      await page.locator(key === '+' ? '.pin .entry-ok' : `.pad-key:text-is("${key}")`).click();
    await page.getByText("An admin's badge, please").waitFor();
    expect((await worker.scan('PS:OP:free')).code).toBe('signin.unknown');
    expect((await worker.scan('PS:OP:a1')).code).toBe('signin.pin.needed');
    await worker.send(`PS:PIN:${PIN}`);
    await page.locator('.answer', { hasText: 'Ada' }).waitFor();
    await worker.settle();
    await page.keyboard.press('F12');
    await page.getByRole('button', { name: /^Ada/ }).waitFor();
    expect(auditRows(folder).map(({ code, operator_id: by }) => `${by} ${code}`)).toEqual([
      'free signin.ok',
      'free operators.changed',
      'null signin.unknown',
      'null signin.pin.needed',
      'a1 signin.ok',
    ]);
    for (const file of readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile()))
      expect(readFileSync(join(file.parentPath, file.name)).includes(PIN)).toBe(false);
  },
);
