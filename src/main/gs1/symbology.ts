/**
 * AIM symbology identifiers: `]`, a letter for the symbology and a digit, sent by the scanner before the data.
 * Source: ISO/IEC 15424; GS1 General Specifications, section 5.1.
 */

/** GS1-128, GS1 DataBar and Composite, GS1 DataMatrix, GS1 QR Code, GS1 DotCode: what follows is an element string. */
const ELEMENT_STRING_CARRIERS: ReadonlySet<string> = new Set([']C1', ']e0', ']d2', ']Q3', ']J1']);
/** EAN-13 with UPC-A and UPC-E, and EAN-8: what follows is a GTIN and can be nothing else. */
const GTIN_CARRIERS: ReadonlySet<string> = new Set([']E0', ']E4']);
/** Code 128, ITF, DataMatrix and QR Code without GS1 meaning: what follows is read as if no identifier had been sent. */
const PLAIN_CARRIERS: ReadonlySet<string> = new Set([']C0', ']I0', ']I1', ']d1', ']Q1']);

export type Carrier = 'element-string' | 'gtin' | 'plain';

/**
 * Takes a known symbology identifier off a scan.
 *
 * @returns the data behind it and what it announces; a scan without one, or with another one, comes back whole and plain
 */
export function splitSymbology(raw: string): { readonly carrier: Carrier; readonly data: string } {
  const identifier = raw.slice(0, 3);
  if (ELEMENT_STRING_CARRIERS.has(identifier)) return { carrier: 'element-string', data: raw.slice(3) };
  if (GTIN_CARRIERS.has(identifier)) return { carrier: 'gtin', data: raw.slice(3) };
  return { carrier: 'plain', data: PLAIN_CARRIERS.has(identifier) ? raw.slice(3) : raw };
}
