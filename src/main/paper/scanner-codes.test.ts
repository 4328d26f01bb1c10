import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { code128Characters } from '../../../test/support/paper/code128-characters.ts';
import { hasPdftoppm, zxing } from '../../../test/support/paper/decoders.ts';
import { encode } from './codes/symbol.ts';
import { SCANNER_MAKERS } from './documents/scanner-codes.ts';
import { scannerSheet } from './documents/scanner-sheet.ts';
import { toPdf } from './draw/pdf.ts';
import type { Symbology } from './page.ts';

const folder = mkdtempSync(join(tmpdir(), 'pickspan-scanner-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the printed symbols hold, to the character. A change here is one that reaches into somebody's scanner. */
const HELD = [
  '~PAP124.<FNC3>',
  '~VSUFCR.<FNC3>',
  '<FNC3>$P,HA35,P\r',
  `<FNC3>$P,CLFSU0D${'0'.repeat(38)},P\r`,
  '<FNC3>$P,CAIEN01,P\r',
  '@MENU_OPTO@ZZ@RZ@1M@ZZ@OTPO_UNEM@',
  '@MENU_OPTO@ZZ@RY@$1@ZZ@OTPO_UNEM@',
];

const widthsOf = (symbology: Symbology, data: string): readonly number[] => {
  const symbol = encode(symbology, data);
  return symbol.kind === 'bars' ? symbol.widths : [];
};

const printed = scannerSheet().flatMap(({ marks }) => marks.filter((mark) => mark.kind === 'code'));

describe('the set-up codes for scanners', () => {
  it('hold their text and function character 3 where the maker has it', () => {
    const held = printed.map(({ symbology, data }) =>
      symbology === 'qr' ? data : code128Characters(widthsOf(symbology, data)),
    );
    expect(held).toEqual(HELD);
  });

  it.skipIf(!hasPdftoppm)('are read from paper, as codes for the scanner itself', { timeout: 30_000 }, async () => {
    const name = join(folder, 'sheet');
    writeFileSync(`${name}.pdf`, toPdf(scannerSheet(), 'scanner'));
    execFileSync('pdftoppm', ['-r', '203', '-png', '-gray', `${name}.pdf`, name]);
    const found = await Promise.all(SCANNER_MAKERS.map((_, index) => zxing(readFileSync(`${name}-${index + 1}.png`))));
    const read = found.flat().map(({ text, isForScanner }) => `${text.replace('<CR>', '\r')} ${isForScanner}`);
    const expected = HELD.map((held) => `${held.replace('<FNC3>', '')} ${held.includes('<FNC3>')}`);
    expect(read.toSorted()).toEqual(expected.toSorted());
  });

  it('each stand in the list of hardware with where they are from', () => {
    const list = readFileSync(join(import.meta.dirname, '../../../docs/hardware.md'), 'utf8');
    const codes = SCANNER_MAKERS.flatMap((maker) => [maker, ...maker.codes]);
    expect(codes.filter(({ sources }) => sources.length === 0)).toEqual([]);
    const said = [
      ...codes.flatMap(({ sources }) => sources),
      ...SCANNER_MAKERS.flatMap((maker) => maker.codes.map(({ command }) => `\`${command}\``)),
    ];
    expect(said.filter((text) => !list.includes(text))).toEqual([]);
  });
});

describe('the reader of code words', () => {
  it.each(['ABC^^1', 'abc 12345678 Z', '~X.', '9999999', '\r\n'])('reads %j, and no FNC3 in it', (text) => {
    expect(code128Characters(widthsOf('code128', text))).toBe(text);
  });

  it('refuses a symbol with a wrong character', () => {
    const [first = [], other = []] = ['~PAP124.^FNC3', '~PAP125.^FNC3'].map((data) => widthsOf('code128-fnc3', data));
    const at = first.findIndex((width, index) => width !== other[index]);
    const character = Math.floor(at / 6) * 6;
    expect(() => code128Characters(first.toSpliced(character, 6, ...other.slice(character, character + 6)))).toThrow(
      'check',
    );
    expect(() => code128Characters(first.toReversed())).toThrow('stop');
  });
});
