import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { hasPdftoppm, hasZbar, zbar, zxing } from '../../../test/support/paper/decoders.ts';
import { jobs, parcelData, SSCC, TRACE, TRACKING } from '../../../test/support/paper/samples.ts';
import { zplPictures } from '../../../test/support/paper/zpl-picture.ts';
import { settingsOf } from '../../../test/support/station/lines.ts';
import { readCommand } from '../../shared/command-barcodes.ts';
import { sheetFacts } from '../print/sheet-facts.ts';
import { badgeSheet, commandSheet } from './documents/command-sheet.ts';
import { RESOLUTIONS } from './draw/dots.ts';
import { toPdf } from './draw/pdf.ts';
import { renderJob } from './render.ts';

const folder = mkdtempSync(join(tmpdir(), 'pickspan-paper-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const SLIP = `PS:ORDER:${TRACE}:ORD-1001`;

/** All that may be read from each document, in the words of a scanner. */
const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  label: [`(00)${SSCC}`, `(00)${SSCC}`, TRACKING],
  parcel_label: [`(00)${SSCC}`],
  slip: ['ORD-1001', SLIP],
  manifest: [],
  tote_label: ['ORD-1001'],
  pick_list: ['ORD-1001'],
  test_page: ['PS:PRINTER:zebra-1'],
};
const DOCUMENTS = Object.keys(EXPECTED);

/** What each decoder reads, and what each should: zbar knows no Data Matrix, and says GS1 data as it is in the bars. */
async function readings(pictures: readonly Buffer[], expected: readonly string[]) {
  const byZxing = (await Promise.all(pictures.map(zxing))).flat().map(({ text }) => text);
  const file = join(folder, 'page.png');
  const byZbar = pictures.flatMap((picture) => {
    writeFileSync(file, picture);
    return hasZbar ? zbar(file).map(({ text }) => text) : [];
  });
  const plain = hasZbar ? expected.map((text) => text.replaceAll(/[()]/g, '')) : [];
  return {
    read: { zxing: byZxing.toSorted(), zbar: new Set(byZbar) },
    expected: { zxing: expected.toSorted(), zbar: new Set(plain) },
  };
}

function pdfPictures(pdf: Uint8Array, dpi: number): Buffer[] {
  const name = join(folder, `pdf-${dpi}`);
  writeFileSync(`${name}.pdf`, pdf);
  execFileSync('pdftoppm', ['-r', String(dpi), '-png', '-gray', `${name}.pdf`, name]);
  const pages = readdirSync(folder)
    .filter((file) => file.startsWith(`pdf-${dpi}-`))
    .toSorted();
  return pages.map((file) => {
    const png = readFileSync(join(folder, file));
    rmSync(join(folder, file));
    return png;
  });
}

describe.each(RESOLUTIONS)('barcodes at %i dpi, read by two decoders', (dpi) => {
  it.each(DOCUMENTS)('of the %s from a label printer', async (document) => {
    const job = jobs()[document] ?? { document, data: {}, copy: 1 };
    const zpl = Buffer.from(renderJob(job, { language: 'zpl', dpi })).toString('ascii');
    const { read, expected } = await readings(await zplPictures(zpl, dpi), EXPECTED[document] ?? []);
    expect(read).toEqual(expected);
  });

  it.skipIf(!hasPdftoppm).each(DOCUMENTS)('of the %s as a PDF', async (document) => {
    const job = jobs()[document] ?? { document, data: {}, copy: 1 };
    const pictures = pdfPictures(renderJob(job, { language: 'pdf', dpi }), dpi);
    const { read, expected } = await readings(pictures, EXPECTED[document] ?? []);
    expect(read).toEqual(expected);
  });

  it.each([30, 45, 60])('of a slip whose order has a number of %i characters', async (length) => {
    const orderId = 'GROSSKUNDE-2026-11-00004711-B/'.repeat(2).slice(0, length);
    const data = parcelData({ orderId });
    const zpl = Buffer.from(renderJob({ document: 'slip', data, copy: 1 }, { language: 'zpl', dpi })).toString('ascii');
    const { read, expected } = await readings(await zplPictures(zpl, dpi), [orderId, `PS:ORDER:${TRACE}:${orderId}`]);
    expect(read).toEqual(expected);
  });

  it.skipIf(!hasPdftoppm)('of the sheets of commands and badges', { timeout: 60_000 }, async () => {
    const pages = [
      ...commandSheet(sheetFacts(settingsOf()), 'Bench 2'),
      ...badgeSheet(['w1', 'maria', 'jan-k'], 'Bench 2'),
    ];
    const pictures = pdfPictures(toPdf(pages, 'sheets'), dpi);
    const codes = (await Promise.all(pictures.map(zxing))).flat().map(({ text }) => text);
    const printed = pages.flatMap(({ marks }) => marks.flatMap((mark) => (mark.kind === 'code' ? [mark.data] : [])));
    expect(codes.toSorted()).toEqual(printed.toSorted());
    expect(codes.filter((code) => readCommand(code).kind !== 'command')).toEqual([]);
    expect(codes.length).toBeGreaterThan(40);
  });
});

describe('a preview', () => {
  it.each(['label', 'slip'])('of the %s can be scanned from the screen', async (document) => {
    const job = jobs()[document] ?? { document, data: {}, copy: 1 };
    const picture = Buffer.from(renderJob(job, { language: 'png', dpi: 203 }));
    const { read, expected } = await readings([picture], EXPECTED[document] ?? []);
    expect(read).toEqual(expected);
  });
});
