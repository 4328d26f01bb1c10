import { encode } from '../codes/symbol.ts';
import type { CodeMark } from '../page.ts';
import { bitmap, type Bitmap } from './bitmap.ts';
import { moduleDots, toDots, type Dpi } from './dots.ts';

/** A barcode dot by dot: every module the same whole number of dots, whatever printer draws it. */
export function symbolBitmap(mark: CodeMark, dpi: Dpi): Bitmap {
  const module = moduleDots(mark.moduleMm, dpi);
  const symbol = encode(mark.symbology, mark.data);
  if (symbol.kind === 'matrix') {
    const side = symbol.size * module;
    return bitmap(side, side, (x, y) => symbol.isDark(Math.floor(y / module), Math.floor(x / module)));
  }
  const dark: boolean[] = symbol.widths.flatMap((width, index) => Array<boolean>(width).fill(index % 2 === 0));
  return bitmap(symbol.modules * module, toDots(mark.heightMm, dpi), (x) => dark[Math.floor(x / module)] ?? false);
}
