import { encode, QUIET } from './codes/symbol.ts';
import type { BannerMark, BoxMark, CodeMark, Mark, Symbology, TextMark } from './page.ts';
import { fit, type Room } from './text/fit.ts';
import { widthOf } from './text/measure.ts';

/* What documents are put together from. Each piece says how far down it reaches, so that the next begins there. */

export interface Piece {
  readonly marks: readonly Mark[];
  /** The lowest edge, in millimetres from the top of the page. */
  readonly bottom: number;
}

/** Where a text begins, and whether its lines stand at the left edge of its room, at the right, or in the middle. */
export interface Place extends Room {
  readonly x: number;
  readonly y: number;
  readonly align?: 'left' | 'right' | 'middle';
}

const LEADING = 1.18;
/** From the top of a line's room to its baseline, in ems. */
const ASCENT = 0.82;

/** A text fitted into its room, its first line beginning at `y`. */
export function block(text: string, at: Place): Piece & { readonly cut: boolean } {
  const { lines, sizeMm, bold, cut } = fit(text, at);
  const marks: TextMark[] = lines.map((line, index) => {
    const left = at.align === undefined || at.align === 'left';
    const widthMm = left ? at.widthMm : Math.min(at.widthMm, widthOf(line, { sizeMm, bold }));
    const free = at.widthMm - widthMm;
    const x = at.x + (at.align === 'middle' ? free / 2 : free);
    return { kind: 'text', x, y: at.y + (index * LEADING + ASCENT) * sizeMm, text: line, sizeMm, bold, widthMm };
  });
  return { marks, bottom: at.y + lines.length * LEADING * sizeMm, cut };
}

/** Texts below each other; empty ones take no room. */
export function stack(texts: readonly (string | null | undefined)[], at: Place): Piece {
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

/** A part of an address: how large it stands beside the others, and on how many lines at most. */
export interface AddressLine {
  readonly text: string;
  readonly sizeMm: number;
  readonly lines: number;
  readonly bold?: boolean | undefined;
}

const SCALES = [1.4, 1.3, 1.2, 1.1, 1, 0.92, 0.84, 0.76, 0.68, 0.6, 0.52] as const;

/** Texts below each other, all as large as their common room allows: nothing is cut before all of it is small. */
export function scaledToFit(
  texts: readonly AddressLine[],
  room: Pick<Place, 'x' | 'y' | 'widthMm' | 'align'> & { readonly heightMm: number },
): Piece {
  for (const scale of SCALES) {
    const marks: Mark[] = [];
    let y = room.y;
    let cut = false;
    for (const { text, sizeMm, lines, bold } of texts) {
      const piece = block(text, { ...room, y, lines, sizeMm: sizeMm * scale, bold });
      marks.push(...piece.marks);
      y = piece.bottom;
      cut ||= piece.cut;
    }
    const isLast = scale === SCALES.at(-1);
    if (isLast || (!cut && y <= room.y + room.heightMm)) return { marks, bottom: y };
  }
  return { marks: [], bottom: room.y };
}

/** A word above a value, as on a form. */
export function field(caption: string, value: string, at: Place & { readonly captionMm?: number }): Piece {
  const { captionMm = 2.2 } = at;
  const above = block(caption, { ...at, lines: 1, sizeMm: captionMm, smallestMm: 1.6, bold: false });
  const below = block(value, { ...at, y: at.y + captionMm * 1.2, bold: true });
  return { marks: [...above.marks, ...below.marks], bottom: below.bottom };
}

export const banner = (text: string, x: number, y: number, widthMm: number, heightMm: number): BannerMark => {
  const room = { widthMm: widthMm - 2, lines: 1, sizeMm: heightMm * 0.62, smallestMm: 1.5, bold: true };
  const { lines, sizeMm } = fit(text, room);
  return { kind: 'banner', x, y, widthMm, heightMm, text: lines[0] ?? '', sizeMm };
};

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

/** The barcode in the middle of its room. */
export function middleOf(mark: CodeMark, room: { readonly x: number; readonly widthMm: number }): CodeMark {
  const symbol = encode(mark.symbology, mark.data);
  const modules = symbol.kind === 'bars' ? symbol.modules : symbol.size;
  return { ...mark, x: room.x + (room.widthMm - modules * mark.moduleMm) / 2 };
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
