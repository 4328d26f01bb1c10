import { createCanvas } from '@napi-rs/canvas';
import type { Page } from '../page.ts';
import { toDots, dotsPerMm, type Dpi } from './dots.ts';
import { paint } from './paint.ts';

/** A page as a picture, a dot of the printer a pixel. */
export function toPng(page: Page, dpi: Dpi): Buffer {
  const canvas = createCanvas(toDots(page.widthMm, dpi), toDots(page.heightMm, dpi));
  paint(page, canvas.getContext('2d'), dotsPerMm(dpi), Math.round);
  return canvas.toBuffer('image/png');
}
