/** Black dots on white, a bit each; rows begin at a byte. */
export interface Bitmap {
  readonly width: number;
  readonly height: number;
  readonly bytesPerRow: number;
  readonly bytes: Uint8Array;
}

export function bitmap(width: number, height: number, isBlack: (x: number, y: number) => boolean): Bitmap {
  const bytesPerRow = Math.ceil(width / 8);
  const bytes = new Uint8Array(bytesPerRow * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if (!isBlack(x, y)) continue;
      const at = y * bytesPerRow + (x >> 3);
      bytes[at] = (bytes[at] ?? 0) | (0x80 >> (x & 7));
    }
  }
  return { width, height, bytesPerRow, bytes };
}

const SMALL = 'GHIJKLMNOPQRSTUVWXY';
const LARGE = 'ghijklmnopqrstuvwxyz';

/**
 * A ZPL graphic field of the bitmap, in the alternative data compression that every ZPL II printer reads: counts before
 * hexadecimal digits, `,` for a rest of white, `:` for the row once more.
 */
export function graphicField({ bytes, bytesPerRow, height }: Bitmap): string {
  const rows: string[] = [];
  let before = '';
  for (let y = 0; y < height; y += 1) {
    const hex = Buffer.from(bytes.subarray(y * bytesPerRow, (y + 1) * bytesPerRow))
      .toString('hex')
      .toUpperCase();
    rows.push(hex === before ? ':' : packed(hex));
    before = hex;
  }
  const total = bytesPerRow * height;
  return `^GFA,${total},${total},${bytesPerRow},${rows.join('')}^FS`;
}

/** Not `!`, which fills a row with black: some printers' firmware and the known emulators read it differently. */
function packed(hex: string): string {
  const head = hex.replace(/0{2,}$/, '');
  const runs = head.replaceAll(/([0-9A-F])\1+/g, (run, digit: string) => times(run.length) + digit);
  return head === hex ? runs : `${runs},`;
}

function times(count: number): string {
  let text = '';
  for (let left = count; left > 0;) {
    const twenties = Math.min(LARGE.length, Math.floor(left / 20));
    if (twenties > 0) {
      text += LARGE[twenties - 1] ?? '';
      left -= twenties * 20;
    } else {
      text += SMALL[left - 1] ?? '';
      left = 0;
    }
  }
  return text;
}
