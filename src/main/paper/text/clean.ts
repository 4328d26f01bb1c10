/**
 * A text as it may stand on paper: composed (NFC), well-formed, on one line, without the characters that print nothing
 * and change the meaning of others (controls, zero-width, bidirectional overrides).
 */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replaceAll(/[\p{Zs}\p{Zl}\p{Zp}\t\r\n]+/gu, ' ')
    .replaceAll(/\p{Cc}|[\u200B\u2060\uFEFF\u00AD\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFFF9-\uFFFB]/gu, '')
    .trim();
}
