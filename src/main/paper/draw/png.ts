import { createCanvas } from '@napi-rs/canvas';
import type { Page } from '../page.ts';
import { dotsPerMm, toDots, type Dpi } from './dots.ts';
import { paint } from './paint.ts';

/** Pages as one picture, below each other; a dot of the printer is a pixel. */
export function toPng(pages: readonly Page[], dpi: Dpi): Buffer {
  const heights = pages.map(({ heightMm }) => toDots(heightMm, dpi));
  const width = Math.max(...pages.map(({ widthMm }) => toDots(widthMm, dpi)));
  const context = createCanvas(
    width,
    heights.reduce((sum, height) => sum + height, 0),
  ).getContext('2d');
  for (const [index, page] of pages.entries()) {
    paint(page, context, dotsPerMm(dpi), Math.round);
    context.translate(0, heights[index] ?? 0);
  }
  return context.canvas.toBuffer('image/png');
}
