import { createCanvas, loadImage } from '@napi-rs/canvas';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/*
 * Draws resources/package/icon.svg in the sizes and files that the three systems want. Run after the drawing changed:
 * `node packaging/icons.ts`. What it makes is kept beside the drawing.
 */

const folder = resolve(import.meta.dirname, '..', 'resources', 'package');
const LINUX_SIZES = [16, 24, 32, 48, 64, 128, 256, 512] as const;
const WINDOWS_SIZES = [16, 24, 32, 48, 64, 256] as const;
/** Apple's names of the sizes that hold a PNG; the second half are the same sizes for dense screens. */
const APPLE_TYPES = { icp4: 16, icp5: 32, ic07: 128, ic08: 256, ic09: 512, ic10: 1024, ic11: 32, ic12: 64, ic13: 256 };

const drawing = await loadImage(join(folder, 'icon.svg'));

function png(size: number): Buffer {
  const canvas = createCanvas(size, size);
  canvas.getContext('2d').drawImage(drawing, 0, 0, size, size);
  return canvas.toBuffer('image/png');
}

/** A directory of pictures, each a whole PNG. https://learn.microsoft.com/en-us/previous-versions/ms997538(v=msdn.10) */
function ico(sizes: readonly number[]): Buffer {
  const ENTRY = 16;
  const header = Buffer.alloc(6 + sizes.length * ENTRY);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(sizes.length, 4);
  const pictures = sizes.map(png);
  let offset = header.length;
  for (const [index, picture] of pictures.entries()) {
    const size = sizes[index] ?? 0;
    const at = 6 + index * ENTRY;
    // 0 stands for 256.
    header.writeUInt8(size % 256, at);
    header.writeUInt8(size % 256, at + 1);
    header.writeUInt16LE(1, at + 4);
    header.writeUInt16LE(32, at + 6);
    header.writeUInt32LE(picture.length, at + 8);
    header.writeUInt32LE(offset, at + 12);
    offset += picture.length;
  }
  return Buffer.concat([header, ...pictures]);
}

/** `icns`, its length, then blocks of a type, their length and a PNG; all numbers big-endian. */
function icns(types: Readonly<Record<string, number>>): Buffer {
  const block = (type: string, body: Buffer): Buffer => {
    const head = Buffer.from(`${type}\0\0\0\0`, 'latin1');
    head.writeUInt32BE(head.length + body.length, 4);
    return Buffer.concat([head, body]);
  };
  return block('icns', Buffer.concat(Object.entries(types).map(([type, size]) => block(type, png(size)))));
}

mkdirSync(join(folder, 'icons'), { recursive: true });
for (const size of LINUX_SIZES) writeFileSync(join(folder, 'icons', `${size}x${size}.png`), png(size));
writeFileSync(join(folder, 'icon.ico'), ico(WINDOWS_SIZES));
writeFileSync(join(folder, 'icon.icns'), icns(APPLE_TYPES));
