import type { BannerMark, BoxMark, CodeMark, Mark, Page, TextMark } from '../page.ts';
import { graphicField } from './bitmap.ts';
import { toDots, type Dpi } from './dots.ts';
import { symbolBitmap } from './symbol-bitmap.ts';
import { bannerBitmap, textBitmap } from './text-bitmap.ts';
import { fieldData, fitsFont0 } from './zpl-text.ts';

/**
 * A page as one ZPL II label. Sets all that an earlier label, also a carrier's, may have left set in the printer
 * (encoding, units, resolution, origin, width, length, orientation, mirror, reverse, count), and ends the label whatever it
 * contains. ASCII only.
 */
export function toZpl(page: Page, dpi: Dpi): string {
  const width = toDots(page.widthMm, dpi);
  const height = toDots(page.heightMm, dpi);
  return [
    `^XA^CI28^MUD^JMA^PMN^LRN^PW${width}^LL${height}^LH0,0^LS0^LT0^PON^MNY^FWN`,
    ...page.marks.map((mark) => zplOf(mark, dpi)),
    '^PQ1,0,1,Y^XZ',
    '',
  ].join('\n');
}

function zplOf(mark: Mark, dpi: Dpi): string {
  switch (mark.kind) {
    case 'text':
      return textOf(mark, dpi);
    case 'box':
      return boxOf(mark, dpi);
    case 'banner':
      return bannerOf(mark, dpi);
    case 'code':
      return codeOf(mark, dpi);
  }
}

function textOf(mark: TextMark, dpi: Dpi): string {
  const x = toDots(mark.x, dpi);
  const y = toDots(mark.y, dpi);
  if (fitsFont0(mark)) {
    const size = toDots(mark.sizeMm, dpi);
    return `^FT${x},${y}^A0N,${size},${size}^FH_^FD${fieldData(mark.text)}^FS`;
  }
  const { dots, baseline } = textBitmap(mark, dpi);
  return `^FO${x},${Math.max(0, y - baseline)}${graphicField(dots)}`;
}

function boxOf({ x, y, widthMm, heightMm }: BoxMark, dpi: Dpi): string {
  const width = Math.max(1, toDots(widthMm, dpi));
  const height = Math.max(1, toDots(heightMm, dpi));
  return `^FO${toDots(x, dpi)},${toDots(y, dpi)}^GB${width},${height},${Math.min(width, height)}^FS`;
}

const bannerOf = (mark: BannerMark, dpi: Dpi): string =>
  `^FO${toDots(mark.x, dpi)},${toDots(mark.y, dpi)}${graphicField(bannerBitmap(mark, dpi))}`;

/** Drawn dot by dot: the same symbol on every printer, and no mode of a barcode command to fall into. */
function codeOf(mark: CodeMark, dpi: Dpi): string {
  return `^FO${toDots(mark.x, dpi)},${toDots(mark.y, dpi)}${graphicField(symbolBitmap(mark, dpi))}`;
}
