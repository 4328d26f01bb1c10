import { bars, block, rule, type Piece } from '../layout.ts';

const LEFT = 4;
const INNER = 92;

/** The SSCC as the lowest symbol of a label of 100 mm, at the module and height that a GS1 logistics label asks for. */
export function ssccPart(sscc: string, top: number): Piece {
  const symbol = bars('gs1-128', `(00)${sscc}`, {
    x: LEFT,
    y: top + 8,
    widthMm: INNER,
    heightMm: 32,
    moduleMm: 0.5,
    smallestMm: 0.5,
  });
  const title = block('SSCC', { x: LEFT, y: top + 1.8, widthMm: 14, lines: 1, sizeMm: 3, bold: true });
  const digits = block(`(00) ${spaced(sscc)}`, {
    x: LEFT + 14,
    y: top + 1,
    widthMm: INNER - 14,
    lines: 1,
    sizeMm: 4.6,
    bold: true,
  });
  return {
    marks: [rule(LEFT, top, INNER), ...title.marks, ...digits.marks, ...(symbol === undefined ? [] : [symbol])],
    bottom: top + 40,
  };
}

/** Extension digit, the company's part, the serial, the check digit: how people read it to each other. */
const spaced = (sscc: string): string => sscc.replace(/^(\d)(\d{7})(\d{9})(\d)$/, '$1 $2 $3 $4');
