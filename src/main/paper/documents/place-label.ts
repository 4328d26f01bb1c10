import { fitsCode128 } from '../codes/symbol.ts';
import { bars, block } from '../layout.ts';
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

/**
 * 100 x 50 mm: the text as large as it fits, the code below it.
 * @returns undefined where no scanner could read the code from a label of this size.
 */
export function placeLabel({ title, text, code, note = '' }: PlaceLabel): Page | undefined {
  if (!fitsCode128(code)) return undefined;
  const symbol = bars('code128', code, { x: 3, y: 26, widthMm: 94, heightMm: 20, moduleMm: 0.5, smallestMm: 0.25 });
  if (symbol === undefined) return undefined;
  return {
    widthMm: 100,
    heightMm: 50,
    marks: [
      ...block(title, { x: 4, y: 2, widthMm: 40, lines: 1, sizeMm: 3.4 }).marks,
      ...block(note, { x: 46, y: 2, widthMm: 50, lines: 1, sizeMm: 3.4, smallestMm: 2 }).marks,
      ...block(text, { x: 4, y: 5.5, widthMm: 92, lines: 1, sizeMm: 18, smallestMm: 5, bold: true }).marks,
      symbol,
    ],
  };
}
