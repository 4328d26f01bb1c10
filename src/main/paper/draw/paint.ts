import { encode } from '../codes/symbol.ts';
import type { BannerMark, CodeMark, Page, TextMark } from '../page.ts';
import { isRightToLeft, setFont, widthOf, type Pen } from '../text/measure.ts';

/**
 * Paints a page on a canvas, `unit` of whose units are a millimetre.
 * @param snap rounds a barcode's module: to whole dots on a picture, not at all in a PDF.
 */
export function paint(page: Page, context: Pen, unit: number, snap: (length: number) => number): void {
  context.fillStyle = '#fff';
  context.fillRect(0, 0, page.widthMm * unit, page.heightMm * unit);
  context.fillStyle = '#000';
  for (const mark of page.marks) {
    if (mark.kind === 'text') paintText(mark, context, unit);
    else if (mark.kind === 'code') paintCode(mark, context, unit, snap);
    else if (mark.kind === 'banner') paintBanner(mark, context, unit);
    else context.fillRect(mark.x * unit, mark.y * unit, mark.widthMm * unit, mark.heightMm * unit);
  }
}

function paintText(mark: TextMark, context: Pen, unit: number): void {
  setFont(context, mark.text, mark.sizeMm * unit, mark.bold);
  const rightToLeft = isRightToLeft(mark.text);
  context.textAlign = rightToLeft ? 'right' : 'left';
  context.fillText(mark.text, (mark.x + (rightToLeft ? widthOf(mark.text, mark) : 0)) * unit, mark.y * unit);
}

/** White on black; also what the printer's picture of it is made with. */
export function paintBanner(mark: BannerMark, context: Pen, unit: number): void {
  const { x, y, widthMm, heightMm, text, sizeMm } = mark;
  context.fillStyle = '#000';
  context.fillRect(x * unit, y * unit, widthMm * unit, heightMm * unit);
  context.fillStyle = '#fff';
  setFont(context, text, sizeMm * unit, true);
  context.textAlign = 'center';
  context.fillText(text, (x + widthMm / 2) * unit, (y + heightMm / 2 + sizeMm * 0.36) * unit);
  context.fillStyle = '#000';
}

function paintCode(mark: CodeMark, context: Pen, unit: number, snap: (length: number) => number): void {
  const module = Math.max(snap(mark.moduleMm * unit), snap(0.01) === 0 ? 1 : 0.01);
  const left = snap(mark.x * unit);
  const top = snap(mark.y * unit);
  const symbol = encode(mark.symbology, mark.data);
  if (symbol.kind === 'bars') {
    let at = left;
    for (const [index, width] of symbol.widths.entries()) {
      if (index % 2 === 0) context.fillRect(at, top, width * module, mark.heightMm * unit);
      at += width * module;
    }
    return;
  }
  for (let row = 0; row < symbol.size; row += 1) {
    for (let column = 0; column < symbol.size; column += 1) {
      if (!symbol.isDark(row, column)) continue;
      let run = 1;
      while (column + run < symbol.size && symbol.isDark(row, column + run)) run += 1;
      context.fillRect(left + column * module, top + row * module, run * module, module);
      column += run - 1;
    }
  }
}
