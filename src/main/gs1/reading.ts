/** The one entry: what a scan says in the language of GS1, if it speaks that language. */
import type { Said } from '../messages/message.ts';
import { hasValidCheckDigit } from './check-digit.ts';
import { isWebAddress, parseDigitalLink } from './digital-link.ts';
import { GS, looksBracketed, parseBracketed, parseElementString } from './element-string.ts';
import type { ParsedElements } from './element.ts';
import { looksLikeGtin, toGtin14 } from './gtin.ts';
import { meaningOf } from './meaning.ts';
import type { Gs1Meaning } from './meaning.ts';
import { splitSymbology } from './symbology.ts';

export type Gs1Reading =
  | Gs1Meaning
  | {
      readonly kind: 'malformed';
      readonly reason: Said;
      readonly looksLike: 'gtin' | 'sscc' | 'element-string' | 'digital-link';
    }
  /** Not GS1 at all: somebody else's code. */
  | { readonly kind: 'none' };

type LooksLike = Extract<Gs1Reading, { kind: 'malformed' }>['looksLike'];

/**
 * Reads one scan.
 *
 * @param raw what the scanner sent, with or without a symbology identifier; CR, LF and TAB at the end are its own and
 *   are dropped. Nothing else is repaired: no case, no spaces, no missing digits.
 * @param options `today`: its local year is what the century of two-digit years is counted from
 * @returns the meaning; `malformed` with a reason for people where the scan is GS1 beyond doubt and breaks its syntax;
 *   `none` for everything that merely resembles it, because a warehouse's own bin and order codes must not be eaten.
 * Source: GS1 General Specifications, section 7.8; GS1 Digital Link Standard: URI Syntax.
 */
export function readBarcode(raw: string, options: { readonly today: Date }): Gs1Reading {
  const thisYear = options.today.getFullYear();
  const { carrier, data } = splitSymbology(raw.replace(/[\r\n\t]+$/, ''));
  if (carrier === 'plain' && isWebAddress(data)) return readAddress(data, thisYear);
  // Some scanners spell the separator out because a keyboard has no key for it.
  const text = data.replaceAll(/<GS>|\{GS\}/g, GS);
  if (carrier === 'element-string') return settle(parseElementString(text, thisYear), thisYear);
  const number = readNumber(text, thisYear);
  if (number !== undefined) return number;
  if (carrier === 'gtin') return malformed('gtin', { say: 'gs1.digits', words: { text } });
  if (looksBracketed(text)) return settle(parseBracketed(text, thisYear), thisYear);
  if (text.includes(GS)) return settle(parseElementString(text, thisYear), thisYear);
  return readBare(text, thisYear);
}

function malformed(looksLike: LooksLike, reason: Said): Gs1Reading {
  return { kind: 'malformed', reason, looksLike };
}

function settle(parsed: ParsedElements, thisYear: number): Gs1Reading {
  if (parsed.ok) return meaningOf(parsed.elements, [], thisYear);
  return malformed(parsed.ai === '00' ? 'sscc' : 'element-string', parsed.reason);
}

function readAddress(address: string, thisYear: number): Gs1Reading {
  const link = parseDigitalLink(address, thisYear);
  if (link.kind === 'other') return { kind: 'none' };
  if (link.kind === 'fault') return malformed('digital-link', link.reason);
  return meaningOf(link.elements, link.warnings, thisYear);
}

/** A bare GTIN or SSCC, told by its length; undefined where it is neither. */
function readNumber(text: string, thisYear: number): Gs1Reading | undefined {
  if (looksLikeGtin(text)) {
    const gtin = toGtin14(text);
    if (gtin === undefined)
      return malformed('gtin', { say: 'gs1.number', words: { value: text, complaint: { say: 'complaint.check' } } });
    return meaningOf([{ ai: '01', value: gtin }], [], thisYear);
  }
  // Eighteen digits are also how some carriers number parcels: without the check digit it is not an SSCC.
  if (/^\d{18}$/.test(text) && hasValidCheckDigit(text)) return meaningOf([{ ai: '00', value: text }], [], thisYear);
  return undefined;
}

/**
 * No identifier, no separator, no brackets. An element string only where it begins with an SSCC or a GTIN whose check
 * digit is right and all the rest is right as well: one own code in ten would pass the check digit alone.
 */
function readBare(text: string, thisYear: number): Gs1Reading {
  if (/^00\d{18}$/.test(text)) return settle(parseElementString(text, thisYear), thisYear);
  if (!/^(00\d{18}|0[12]\d{14})/.test(text)) return { kind: 'none' };
  const parsed = parseElementString(text, thisYear);
  return parsed.ok ? meaningOf(parsed.elements, [], thisYear) : { kind: 'none' };
}
