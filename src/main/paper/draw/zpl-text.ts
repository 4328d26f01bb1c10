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

export const isInFont0 = (text: string): boolean => IN_FONT_0.test(text);
