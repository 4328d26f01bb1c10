import { createCanvas, loadImage } from '@napi-rs/canvas';
import { describe, expect, it } from 'vitest';
import { zplPictures } from '../../../../test/support/paper/zpl-picture.ts';
import { unescaped } from '../../../../test/support/paper/zpl-tokens.ts';
import type { TextMark } from '../page.ts';
import { fieldData, fitsFont0 } from './zpl-text.ts';

const SIZE = 10;
const LEFT = 4;
const ROW = 14;
const ROWS = 40;
const COUNT = 10;

const markOf = (text: string, widthMm: number): TextMark => ({
  kind: 'text',
  x: LEFT,
  y: 0,
  sizeMm: SIZE,
  bold: false,
  text,
  widthMm,
});

/** The narrowest room, to a tenth of a millimetre, in which the printer's own letters are trusted with a text. */
function narrowestRoom(text: string): number | undefined {
  const rooms = Array.from({ length: 2000 }, (_, tenths) => tenths / 10);
  return rooms.find((widthMm) => fitsFont0(markOf(text, widthMm)));
}

const SIGNS = Array.from({ length: 0x2200 - 0x21 }, (_, index) => String.fromCharCode(0x21 + index)).filter((sign) =>
  fitsFont0(markOf(sign, 1000)),
);

describe('the printer’s own letters', () => {
  it('are never wider than the room they are trusted with: every sign, on pixels', { timeout: 120_000 }, async () => {
    expect(SIGNS.length).toBeGreaterThan(200);
    const tooWide: string[] = [];
    for (let at = 0; at < SIGNS.length; at += ROWS) {
      const rows = SIGNS.slice(at, at + ROWS).map((sign) => sign.repeat(COUNT));
      const lines = rows.map(
        (text, index) => `^FT${LEFT * 8},${(index * ROW + 11) * 8}^A0N,80,80^FH_^FD${fieldData(text)}^FS`,
      );
      const [picture] = await zplPictures(`^XA^CI28^PW1600^LL${ROWS * ROW * 8}${lines.join('')}^XZ`, 203);
      const image = await loadImage(picture ?? Buffer.alloc(0));
      const context = createCanvas(image.width, image.height).getContext('2d');
      context.drawImage(image, 0, 0);
      for (const [index, text] of rows.entries()) {
        const { data } = context.getImageData(0, index * ROW * 8, image.width, ROW * 8);
        let right = 0;
        for (let dot = 0; dot < data.length / 4; dot += 1) {
          if ((data[dot * 4] ?? 255) < 128) right = Math.max(right, dot % image.width);
        }
        expect(right).toBeGreaterThan(LEFT * 8);
        if (right / 8 > LEFT + (narrowestRoom(text) ?? 0)) tooWide.push(text);
      }
    }
    expect(tooWide).toEqual([]);
  });

  it.each(['漢', 'Ω', 'я', 'ش', '🏠', 'Ţ', 'a\u0301'])('are not trusted with %s', (sign) => {
    expect(fitsFont0(markOf(sign, 1000))).toBe(false);
  });
});

describe('a field', () => {
  it.each(['^XZ', '~JA', '_5E', String.raw`\&`, 'Ü ü ß', '漢字 🏠', 'a_b^c~d'])(
    'says %s and obeys none of it',
    (text) => {
      const data = fieldData(text);
      expect(data).toMatch(/^[\x20-\x7E]*$/);
      expect(data).not.toMatch(/[\^~\\]/);
      expect(unescaped(data)).toBe(text);
    },
  );
});
