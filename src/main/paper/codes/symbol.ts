import bwip from 'bwip-js/node';
import type { Symbology } from '../page.ts';

/** A symbol in modules: bars and spaces in turn, the first a bar, or the rows of a matrix. */
export type Encoded =
  | { readonly kind: 'bars'; readonly widths: readonly number[]; readonly modules: number }
  | { readonly kind: 'matrix'; readonly size: number; readonly isDark: (row: number, column: number) => boolean };

const BCID: Readonly<Record<Symbology, string>> = {
  code128: 'code128',
  'code128-fnc3': 'code128',
  'gs1-128': 'gs1-128',
  'gs1-datamatrix': 'gs1datamatrix',
  qr: 'qrcode',
};

const OPTIONS: Partial<Readonly<Record<Symbology, Readonly<Record<string, unknown>>>>> = {
  'code128-fnc3': { parsefnc: true },
  qr: { eclevel: 'M' },
};

/**
 * Encodes data as a symbol.
 * @throws when the symbology cannot hold the data; ask `canEncode` for what comes from outside.
 */
export function encode(symbology: Symbology, data: string): Encoded {
  const key = `${symbology} ${data}`;
  const known = remembered.get(key) ?? encodeAnew(symbology, data);
  if (remembered.size >= REMEMBERED) remembered.clear();
  remembered.set(key, known);
  return known;
}

/** Layout and drawing ask for the same symbols; encoding one takes longer than all the rest of a label. */
const remembered = new Map<string, Encoded>();
const REMEMBERED = 200;

function encodeAnew(symbology: Symbology, data: string): Encoded {
  // The named export of that name is the encoder of another thing.
  // oxlint-disable-next-line import/no-named-as-default-member
  const [first] = bwip.raw({ bcid: BCID[symbology], text: data, ...OPTIONS[symbology] });
  if (first === undefined) throw new Error(`nothing was encoded as ${symbology}`);
  if ('sbs' in first) {
    const widths = [...first.sbs];
    return { kind: 'bars', widths, modules: widths.reduce((sum, width) => sum + width, 0) };
  }
  const { pixs, pixx } = first;
  return { kind: 'matrix', size: pixx, isDark: (row, column) => pixs[row * pixx + column] === 1 };
}

/** Whether a text of somebody else's making can stand in a Code 128: printable ASCII, and not too long for a label. */
export const fitsCode128 = (text: string, maxLength = 40): boolean =>
  text.length > 0 && text.length <= maxLength && /^[\x20-\x7E]+$/.test(text);

/** Modules of quiet zone on each side. */
export const QUIET: Readonly<Record<Symbology, number>> = {
  code128: 10,
  'code128-fnc3': 10,
  'gs1-128': 10,
  'gs1-datamatrix': 2,
  qr: 4,
};
