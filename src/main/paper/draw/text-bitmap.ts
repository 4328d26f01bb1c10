import { createCanvas } from '@napi-rs/canvas';
import { isRightToLeft, setFont, widthOf, type Pen } from '../text/measure.ts';
import type { BannerMark, TextMark } from '../page.ts';
import { bitmap, type Bitmap } from './bitmap.ts';
import { dotsPerMm, toDots, type Dpi } from './dots.ts';
import { paintBanner } from './paint.ts';

/** How far signs of any script reach above and below the baseline, in ems. */
const ABOVE = 1.1;
const BELOW = 0.4;
/** Where a dot is as much ink as paper. */
const HALF = 128;

/** A line of text dot by dot, for signs that the printer's own letters do not have. */
export function textBitmap(mark: TextMark, dpi: Dpi): { readonly dots: Bitmap; readonly baseline: number } {
  const sizePx = mark.sizeMm * dotsPerMm(dpi);
  const width = Math.ceil(Math.min(mark.widthMm, widthOf(mark.text, mark)) * dotsPerMm(dpi)) + 1;
  const baseline = Math.ceil(sizePx * ABOVE);
  const height = baseline + Math.ceil(sizePx * BELOW);
  const context = createCanvas(width, height).getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.fillStyle = '#000';
  setFont(context, mark.text, sizePx, mark.bold);
  const rightToLeft = isRightToLeft(mark.text);
  context.textAlign = rightToLeft ? 'right' : 'left';
  context.fillText(mark.text, rightToLeft ? width - 1 : 0, baseline);
  return { dots: blackDots(context, width, height), baseline };
}

/** A banner dot by dot: how a printer reverses text is one more thing that printers do each in their own way. */
export function bannerBitmap(mark: BannerMark, dpi: Dpi): Bitmap {
  const [width, height] = [toDots(mark.widthMm, dpi), toDots(mark.heightMm, dpi)];
  const context = createCanvas(width, height).getContext('2d');
  paintBanner({ ...mark, x: 0, y: 0 }, context, dotsPerMm(dpi));
  return blackDots(context, width, height);
}

function blackDots(context: Pen, width: number, height: number): Bitmap {
  const { data } = context.getImageData(0, 0, width, height);
  return bitmap(width, height, (x, y) => (data[(y * width + x) * 4] ?? 255) < HALF);
}
