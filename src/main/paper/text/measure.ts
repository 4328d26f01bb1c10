import { createCanvas, type PDFDocument } from '@napi-rs/canvas';
import { familiesFor } from './fonts.ts';

/** What writes and paints: a canvas's context, and a page's of a PDF. */
export type Pen = ReturnType<PDFDocument['beginPage']>;

export interface Letters {
  readonly sizeMm: number;
  readonly bold: boolean;
}

/** Large enough that rounding to whole pixels does not matter. */
const MEASURED_AT_PX = 100;

const context: Pen = createCanvas(1, 1).getContext('2d');
const known = new Map<string, number>();
const KNOWN_LIMIT = 5000;

/** How wide a line of text is, in millimetres. */
export function widthOf(text: string, { sizeMm, bold }: Letters): number {
  const key = `${bold ? 'b' : 'r'}${text}`;
  let em = known.get(key);
  if (em === undefined) {
    setFont(context, text, MEASURED_AT_PX, bold);
    em = context.measureText(text).width / MEASURED_AT_PX;
    if (known.size >= KNOWN_LIMIT) known.clear();
    known.set(key, em);
  }
  return em * sizeMm;
}

/** Makes a canvas write a text in the letters of paper, in its own direction. */
export function setFont(target: Pen, text: string, sizePx: number, bold: boolean): void {
  target.font = `${sizePx}px ${familiesFor(text)}`;
  target.fontVariationSettings = `'wght' ${bold ? 700 : 450}`;
  target.direction = isRightToLeft(text) ? 'rtl' : 'ltr';
}

/** By the first letter that has a direction of its own. */
export function isRightToLeft(text: string): boolean {
  const first = /[\p{L}]/u.exec(text)?.[0];
  return first !== undefined && /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u.test(first);
}
