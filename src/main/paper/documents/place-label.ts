import { fitsCode128 } from '../codes/symbol.ts';
import { bars, block, middleOf } from '../layout.ts';
import type { Page } from '../page.ts';

/** A label of something that is scanned again and again: a bin of a rack, a tote, a box. */
export interface PlaceLabel {
  /** In words: `Bin`, `Tote`. */
  readonly title: string;
  /** What people read. */
  readonly text: string;
  /** What the scanner reads. Never a bare number, which could be somebody's GTIN. */
  readonly code: string;
  readonly note?: string | undefined;
}

const ROOM = { x: 3, y: 27, widthMm: 94, heightMm: 20 } as const;

/**
 * 100 x 50 mm: the text as large as it fits, the code below it. A code that no scanner could read from a label of this
 * size is left out; what it says stands above it for a keyboard.
 */
export function placeLabel({ title, text, code, note = '' }: PlaceLabel): Page {
  const symbol = hasReadableCode(code)
    ? bars('code128', code, { ...ROOM, moduleMm: 0.5, smallestMm: 0.25 })
    : undefined;
  return {
    widthMm: 100,
    heightMm: 50,
    marks: [
      ...block(title, { x: 4, y: 2.5, widthMm: 40, lines: 1, sizeMm: 3.6 }).marks,
      ...block(note, { x: 46, y: 2.5, widthMm: 50, lines: 1, sizeMm: 3.6, smallestMm: 2, align: 'right' }).marks,
      ...block(text, { x: 4, y: 6.6, widthMm: 92, lines: 1, sizeMm: 17, smallestMm: 3, bold: true }).marks,
      ...(symbol === undefined ? [] : [middleOf(symbol, ROOM)]),
    ],
  };
}

/** Whether a place can be told by a scan of its label: printable ASCII, not too long. */
export const hasReadableCode = (code: string): boolean =>
  fitsCode128(code) && bars('code128', code, { ...ROOM, moduleMm: 0.5, smallestMm: 0.25 }) !== undefined;
