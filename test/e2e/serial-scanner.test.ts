import { expect, it } from 'vitest';
import { chromiumNote, hasChromium } from '../support/chromium.ts';
import { rows } from '../support/database.ts';
import { dataFolderWith } from '../support/folder.ts';
import { openInBrowser } from '../support/hosts/browser-window.ts';
import { GTIN, mugs, orderCreated, takeIn } from '../support/orders.ts';
import { hasPseudoPorts, pseudoPort, pseudoPortNote } from '../support/scanner/pseudo-port.ts';
import { PATIENT } from './station-window.ts';

const GS = '\u001D';
const canRun = hasChromium && hasPseudoPorts;
const note = pseudoPortNote || chromiumNote;

it.skipIf(!canRun)(`a serial scanner works at the station, and the window shows what came of it${note}`, async () => {
  const port = await pseudoPort();
  const folder = dataFolderWith({ station: { id: 'bench-1' }, scanners: [{ kind: 'serial', path: port.path }] });
  await takeIn(folder, orderCreated('ORD-1', [mugs(2)]));
  const window = await openInBrowser(folder);
  const page = await window.page();
  const answer = (sound: string, text: string) => page.locator(`.answer[data-sound=${sound}]`, { hasText: text });
  await page.locator('.shell').waitFor();

  port.send(']C0PS:OP:w1\r\n');
  await answer('ok', ']C0PS:OP:w1').waitFor();
  port.send('ORD-1\r\nA-01-03\r\n');
  await answer('ok', 'A-01-03').waitFor();
  port.send(`]C101${GTIN.mug.padStart(14, '0')}10AB${GS}21X\r\n`);
  await answer('ok', ']C101').waitFor();
  port.send('9506');
  await answer('error', 'Scan was cut off.').waitFor();
  await port.unplug();
  await answer('error', 'The scanner was unplugged.').waitFor();

  const inputs = () => rows<{ code: string; entry: string }>(folder, `SELECT code, entry FROM audit`);
  await expect.poll(inputs, PATIENT).toEqual([
    { code: 'signin.ok', entry: 'scan' },
    { code: 'pick.opened', entry: 'scan' },
    { code: 'pick.bin.ok', entry: 'scan' },
    { code: 'pick.item.ok', entry: 'scan' },
  ]);
});
