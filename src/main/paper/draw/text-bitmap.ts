import { createCanvas } from '@napi-rs/canvas';
import { isRightToLeft, setFont, widthOf } from '../text/measure.ts';
import type { TextMark } from '../page.ts';
import { bitmap, type Bitmap } from './bitmap.ts';
import { dotsPerMm, type Dpi } from './dots.ts';

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
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.fillStyle = '#000';
  setFont(context, mark.text, sizePx, mark.bold);
  const rightToLeft = isRightToLeft(mark.text);
  context.textAlign = rightToLeft ? 'right' : 'left';
  context.fillText(mark.text, rightToLeft ? width - 1 : 0, baseline);
  const { data } = context.getImageData(0, 0, width, height);
  return { dots: bitmap(width, height, (x, y) => (data[(y * width + x) * 4] ?? 255) < HALF), baseline };
}
