import { bars, block, rule, type Piece } from '../layout.ts';

const LEFT = 4;
const INNER = 92;
/** Bars as high as a GS1 logistics label asks for, and the line of digits above them. */
const BARS = 32;
const DIGITS = 7.6;
export const SSCC_HEIGHT = DIGITS + BARS;

/** The SSCC as the lowest symbol of a label of 100 mm, at the module and height that a GS1 logistics label asks for. */
export function ssccPart(sscc: string, top: number): Piece {
  const symbol = bars('gs1-128', `(00)${sscc}`, {
    x: LEFT,
    y: top + DIGITS,
    widthMm: INNER,
    heightMm: BARS,
    moduleMm: 0.5,
    smallestMm: 0.5,
  });
  const left = symbol?.x ?? LEFT;
  const title = block('SSCC', { x: LEFT, y: top + 1.4, widthMm: 12, lines: 1, sizeMm: 2.2 });
  const digits = block(`(00) ${spaced(sscc)}`, {
    x: left + 9,
    y: top + 0.9,
    widthMm: LEFT + INNER - left - 9,
    lines: 1,
    sizeMm: 4.8,
    bold: true,
  });
  return {
    marks: [rule(LEFT, top, INNER, 0.6), ...title.marks, ...digits.marks, ...(symbol === undefined ? [] : [symbol])],
    bottom: top + SSCC_HEIGHT,
  };
}

/** Extension digit, the company's part, the serial, the check digit: how people read it to each other. */
const spaced = (sscc: string): string => sscc.replace(/^(\d)(\d{7})(\d{9})(\d)$/, '$1 $2 $3 $4');
