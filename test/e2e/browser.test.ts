import { expect, it } from 'vitest';
import { auditRows } from '../support/database.ts';
import { chromiumNote, hasChromium } from '../support/chromium.ts';
import { dataFolderWith } from '../support/folder.ts';
import { openInBrowser } from '../support/hosts/browser-window.ts';
import { GTIN, mugs, orderCreated, takeIn } from '../support/orders.ts';
import { describeShift } from './shift.ts';
import { PATIENT, workAt } from './station-window.ts';

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
