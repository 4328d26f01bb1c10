import bwipjs from 'bwip-js/node';
import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { dataFolder } from '../folder.ts';

/* What a camera sees: a film of barcodes for Chromium's own fake camera, in its uncompressed format (YUV4MPEG2). */

const WIDTH = 640;
const HEIGHT = 360;
const FRAMES_PER_SECOND = 10;
const BLACK = 16;
const WHITE = 235;
const GREY = 128;

/** What is in front of the camera, and for how long; nothing where no symbol is named. */
export interface Scene {
  readonly seconds: number;
  /** As bwip-js names it. */
  readonly symbol?: 'ean13' | 'code128' | 'gs1-128';
  readonly text?: string;
}

/** Writes the film. @returns its path: Chromium plays it from its beginning when the camera is opened, and again. */
export function filmOf(scenes: readonly Scene[]): string {
  const file = join(dataFolder(), 'camera.y4m');
  const frames = scenes.flatMap((scene) =>
    Array.from({ length: scene.seconds * FRAMES_PER_SECOND }, () => frameOf(scene)),
  );
  const head = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F${FRAMES_PER_SECOND}:1 Ip A1:1 C420\n`);
  writeFileSync(file, Buffer.concat([head, ...frames.flatMap((frame) => [Buffer.from('FRAME\n'), frame])]));
  return file;
}

/** Bars across the middle of a white picture: brightness of every pixel, then colours, of which there are none. */
function frameOf({ symbol, text }: Scene): Buffer {
  const row = Buffer.alloc(WIDTH, WHITE);
  if (symbol !== undefined && text !== undefined) {
    const widths = widthsOf(symbol, text);
    const modules = widths.reduce((sum, width) => sum + width, 0);
    const scale = Math.floor(WIDTH / (modules + 20));
    if (scale < 2) throw new Error(`${text} is too long for a picture of ${WIDTH} pixels`);
    let x = Math.floor((WIDTH - modules * scale) / 2);
    for (const [index, width] of widths.entries()) {
      if (index % 2 === 0) row.fill(BLACK, x, x + width * scale);
      x += width * scale;
    }
  }
  const white = Buffer.alloc(WIDTH, WHITE);
  const rows = Array.from({ length: HEIGHT }, (_, y) => (y > HEIGHT / 4 && y < (HEIGHT * 3) / 4 ? row : white));
  return Buffer.concat([...rows, Buffer.alloc((WIDTH * HEIGHT) / 2, GREY)]);
}

/** Bar, space, bar and so on, in modules. */
function widthsOf(symbol: string, text: string): readonly number[] {
  // oxlint-disable-next-line import/no-named-as-default-member -- the named export `raw` is another function
  const [drawn] = bwipjs.raw(symbol, text, '');
  if (drawn === undefined || !('sbs' in drawn)) throw new Error(`${symbol} is not made of bars`);
  return drawn.sbs;
}
