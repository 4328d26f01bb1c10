import { bars, block, rule, square, stack, type Place } from '../layout.ts';
import type { CodeMark, Mark, Page } from '../page.ts';
import { SCANNER_MAKERS, type ScannerCode, type ScannerMaker } from './scanner-codes.ts';
import { A4, innerOf } from './sheet.ts';

const CARD_HEIGHT = 54;
const WIDTH = innerOf(A4);
const LEFT = A4.margin;
const TEXT: Omit<Place, 'y'> = { x: LEFT, widthMm: WIDTH, lines: 3, sizeMm: 4 };

/** A page for each maker, so that nobody scans another's codes: its settings from top to bottom, and what they leave. */
export function scannerSheet(): readonly Page[] {
  return SCANNER_MAKERS.map((maker) => {
    const head = stack(
      [
        `For ${maker.name} only: ${maker.models}.`,
        'Not tried with a device. Have the manual at hand: it has the way back to the factory settings.',
        'Scan each code once, from top to bottom; cover the others.',
      ],
      { ...TEXT, y: 25 },
    );
    const cards = maker.codes.map((code, index) => card(maker, code, head.bottom + 4 + index * CARD_HEIGHT, index + 1));
    const foot = stack(
      [
        `From the manual of the scanner: ${maker.fromManual.join(', ')}.`,
        'Then F12, Settings: one test code proves the set-up, or shows what is still to change.',
      ],
      { ...TEXT, y: head.bottom + 8 + maker.codes.length * CARD_HEIGHT },
    );
    const title = { ...TEXT, y: 12, sizeMm: 7, lines: 1, bold: true };
    const marks = [block(`Scanner set-up – ${maker.name}`, title).marks, head.marks, ...cards, foot.marks].flat();
    return { widthMm: A4.widthMm, heightMm: A4.heightMm, marks };
  });
}

function card(maker: ScannerMaker, { title, makersName, command }: ScannerCode, y: number, place: number): Mark[] {
  const text = { ...TEXT, lines: 1, smallestMm: 2 };
  const data = maker.dataOf(command);
  const inWords = data.replace('^FNC3', ' FNC3 ').replace('\r', ' CR').trim();
  return [
    rule(LEFT, y, WIDTH, 0.1),
    ...block(`${place}. ${title}`, { ...text, y: y + 2, sizeMm: 5, bold: true }).marks,
    ...block(`${maker.name}: ${makersName}`, { ...text, y: y + 8.5, sizeMm: 3.4 }).marks,
    symbolOf(maker.symbology, data, y + 15),
    ...block(inWords, { ...text, y: y + 47, sizeMm: 3 }).marks,
  ];
}

function symbolOf(symbology: ScannerMaker['symbology'], data: string, y: number): CodeMark {
  if (symbology === 'qr') return square('qr', data, { x: LEFT, y, sideMm: 31 });
  const at = { x: LEFT, y: y + 3, widthMm: WIDTH, heightMm: 22, moduleMm: 0.375, smallestMm: 0.25 };
  const symbol = bars(symbology, data, at);
  if (symbol === undefined) throw new Error(`${data} is too long for a page`);
  return symbol;
}
