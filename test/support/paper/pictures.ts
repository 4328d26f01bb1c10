import { createCanvas, loadImage } from '@napi-rs/canvas';
import { toBuffer } from 'bwip-js/node';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { badgeSheet, commandSheet } from '../../../src/main/paper/documents/command-sheet.ts';
import { placeLabel } from '../../../src/main/paper/documents/place-label.ts';
import { toPng } from '../../../src/main/paper/draw/png.ts';
import { sheetFacts } from '../../../src/main/print/sheet-facts.ts';
import { renderJob } from '../../../src/main/paper/render.ts';
import { TEST_CODE } from '../../../src/renderer/scanner/set-up.ts';
import { settingsOf } from '../station/lines.ts';
import { jobs } from './samples.ts';

/* Pictures of the paper for the docs: `node test/support/paper/pictures.ts [FOLDER]`. */

const folder = resolve(process.argv[2] ?? join(import.meta.dirname, '../../../docs/images'));
mkdirSync(folder, { recursive: true });

/** Large pages are shown smaller than they print. */
async function save(name: string, png: Uint8Array): Promise<void> {
  const image = await loadImage(Buffer.from(png));
  const scale = image.width > 1000 ? 0.5 : 1;
  const canvas = createCanvas(image.width * scale, image.height * scale);
  canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
  writeFileSync(join(folder, `paper-${name}.png`), canvas.toBuffer('image/png'));
}

const settings = settingsOf({ station: { name: 'Bench 2' } });

const { test_page: _unshown, ...shown } = jobs();
for (const [name, job] of Object.entries(shown)) {
  await save(name.replaceAll('_', '-'), renderJob(job, { language: 'png', dpi: 203 }));
}
await save('bin', toPng([placeLabel({ title: 'Bin', text: 'A-01-03', code: 'A-01-03', note: 'Hamburg' })], 203));
await save('commands', toPng(commandSheet(sheetFacts(settings), 'Bench 2').slice(0, 1), 203));
await save('badges', toPng(badgeSheet(['w1', 'maria', 'jan-k'], 'Bench 2'), 203));
// What the set-up of a scanner shows on the screen, for whoever cannot scan a screen.
const testCode = await toBuffer({ bcid: 'code128', text: TEST_CODE, scale: 2, height: 15, padding: 5, backgroundcolor: 'FFFFFF' }); // prettier-ignore
await save('scanner-test', testCode);
