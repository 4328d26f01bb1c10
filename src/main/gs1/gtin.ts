import { hasValidCheckDigit } from './check-digit.ts';

/** GTIN-8, GTIN-12 (UPC-A), GTIN-13 (EAN-13) and GTIN-14; 11 digits are a damaged GTIN-12, never one to pad. */
const GTIN_LENGTHS: ReadonlySet<number> = new Set([8, 12, 13, 14]);

/** Whether the text has the outward shape of a GTIN: digits only, 8, 12, 13 or 14 of them (check digit not looked at). */
export function looksLikeGtin(text: string): boolean {
  return GTIN_LENGTHS.has(text.length) && /^\d+$/.test(text);
}

/**
 * The one form in which a trade item's number is compared and stored.
 *
 * @param text 8, 12, 13 or 14 digits with nothing around them
 * @returns 14 digits, filled with zeros on the left; undefined for another length, another character, or a wrong
 *   check digit. Nothing is repaired.
 * Source: GS1 General Specifications, section 3.3 (a shorter GTIN in a 14 digit field is filled with leading zeros;
 * the check digit is unchanged because zeros add nothing to the sum).
 */
export function toGtin14(text: string): string | undefined {
  if (!looksLikeGtin(text) || !hasValidCheckDigit(text)) return undefined;
  return text.padStart(14, '0');
}

/**
 * The indicator digit of a GTIN-14: 0 the item itself, 1-8 a packing level of it, 9 an item of variable measure.
 *
 * @returns 0 to 9, or NaN where the text does not begin with a digit
 */
export function gtinIndicator(gtin14: string): number {
  return gtin14.charCodeAt(0) >= 48 && gtin14.charCodeAt(0) <= 57 ? gtin14.charCodeAt(0) - 48 : Number.NaN;
}
