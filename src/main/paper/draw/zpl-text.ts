import type { TextMark } from '../page.ts';
import { widthOf } from '../text/measure.ts';

/*
 * Text in ZPL. Whatever a field contains is printed and never obeyed: every byte that could mean something to the printer
 * is written as a hexadecimal escape, and what is left is plain ASCII, which survives any spooler.
 */

const ESCAPED = /[^\x20-\x7E]|[\^~_\\]/u;

/** A field's data for `^FH_`: UTF-8 for `^CI28`. */
export function fieldData(text: string): string {
  return Array.from(text, (sign) => (ESCAPED.test(sign) ? escaped(sign) : sign)).join('');
}

const escaped = (sign: string): string =>
  Array.from(new TextEncoder().encode(sign), (byte) => `_${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');

/**
 * What the printers' scalable font 0 was seen to have. All else is drawn as a picture: a box in the middle of a name is
 * worse than a few bytes more.
 */
const IN_FONT_0 =
  /^[\x20-\x7E\u00A1-\u00AC\u00AE-\u00FFŁłŚśŻżŹźĆćŃńĄąĘęŐőŰűŠšŽžČčŘřĎďŤťŇňĚěŮůĞğİıŞşŒœŸ–—‘’‚“”„…€•™]*$/u;

/**
 * By how many ems signs of font 0 are wider than ours, where they are: measured on pixels (zpl-text.test.ts). All others
 * are narrower, its letters are condensed.
 */
const WIDER: ReadonlyMap<string, number> = new Map(
  (
    [
      [0.01, ':;SijlŠıŞ'],
      [0.02, "'r‚"],
      [0.03, '()ìíîïł'],
      [0.04, '´'],
      [0.06, '!,.?¡¿•'],
      [0.07, '„'],
      [0.09, '_™'],
      [0.1, '¸‘’'],
      [0.13, '“”'],
      [0.15, '`'],
      [0.16, 'J'],
      [0.2, '…'],
      [0.22, '·'],
      [0.48, '-'],
    ] as const
  ).flatMap(([ems, signs]) => Array.from(signs, (sign) => [sign, ems] as const)),
);

/** Whether the printer's own letters can write a line, and stay in its room. */
export function fitsFont0({ text, sizeMm, bold, widthMm }: TextMark): boolean {
  if (!IN_FONT_0.test(text)) return false;
  const wider = Array.from(text, (sign) => WIDER.get(sign) ?? 0).reduce((sum, ems) => sum + ems, 0);
  return widthOf(text, { sizeMm, bold }) + wider * sizeMm <= widthMm;
}
