import { fit, type Room } from './text/fit.ts';
import { encode, QUIET } from './codes/symbol.ts';
import type { BoxMark, CodeMark, Mark, Symbology, TextMark } from './page.ts';

/* What documents are put together from. Each piece says how far down it reaches, so that the next begins there. */

export interface Piece {
  readonly marks: readonly Mark[];
  /** The lowest edge, in millimetres from the top of the page. */
  readonly bottom: number;
}

const LEADING = 1.18;
/** From the top of a line's room to its baseline, in ems. */
const ASCENT = 0.82;

/** A text fitted into its room, its first line beginning at `y`. */
export function block(text: string, at: { readonly x: number; readonly y: number } & Room): Piece {
  const { lines, sizeMm, bold } = fit(text, at);
  const marks: TextMark[] = lines.map((line, index) => ({
    kind: 'text',
    x: at.x,
    y: at.y + (index * LEADING + ASCENT) * sizeMm,
    text: line,
    sizeMm,
    bold,
    widthMm: at.widthMm,
  }));
  return { marks, bottom: at.y + lines.length * LEADING * sizeMm };
}

/** Texts below each other; empty ones take no room. */
export function stack(
  texts: readonly (string | null | undefined)[],
  at: { readonly x: number; readonly y: number } & Room,
): Piece {
  const marks: Mark[] = [];
  let { y } = at;
  for (const text of texts) {
    if (text === null || text === undefined || text === '') continue;
    const piece = block(text, { ...at, y });
    marks.push(...piece.marks);
    y = piece.bottom;
  }
  return { marks, bottom: y };
}

/** A line across, in millimetres. */
export const rule = (x: number, y: number, widthMm: number, heightMm = 0.4): BoxMark => ({
  kind: 'box',
  x,
  y,
  widthMm,
  heightMm,
});

/**
 * A barcode of bars between two edges, in the widest modules up to `moduleMm` that leave its quiet zones free.
 * @returns undefined where even `smallestMm` is too wide: a code that no scanner reads is not printed.
 */
export function bars(
  symbology: Exclude<Symbology, 'qr' | 'gs1-datamatrix'>,
  data: string,
  at: {
    readonly x: number;
    readonly y: number;
    readonly widthMm: number;
    readonly heightMm: number;
    readonly moduleMm: number;
    readonly smallestMm: number;
  },
): CodeMark | undefined {
  const symbol = encode(symbology, data);
  if (symbol.kind !== 'bars') return undefined;
  const modules = symbol.modules + 2 * QUIET[symbology];
  for (const moduleMm of [at.moduleMm, 0.5, 0.375, 0.25]) {
    if (moduleMm > at.moduleMm || moduleMm < at.smallestMm) continue;
    // A printer of 300 dpi rounds a module up by at most a fiftieth.
    const width = modules * moduleMm * 1.02;
    if (width > at.widthMm) continue;
    const quiet = QUIET[symbology] * moduleMm;
    return { kind: 'code', symbology, data, x: at.x + quiet, y: at.y, moduleMm, heightMm: at.heightMm };
  }
  return undefined;
}

/** A square code and how wide it is with its quiet zone. */
export function square(
  symbology: 'qr' | 'gs1-datamatrix',
  data: string,
  at: { readonly x: number; readonly y: number; readonly sideMm: number },
): CodeMark {
  const symbol = encode(symbology, data);
  const size = symbol.kind === 'matrix' ? symbol.size : 0;
  // Whole and half dots of 203 dpi.
  const steps = Math.max(2, Math.floor((at.sideMm / (size + 2 * QUIET[symbology])) * 8));
  const moduleMm = steps / 8;
  const quiet = QUIET[symbology] * moduleMm;
  return { kind: 'code', symbology, data, x: at.x + quiet, y: at.y + quiet, moduleMm, heightMm: 0 };
}
