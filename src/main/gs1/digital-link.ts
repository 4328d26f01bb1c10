/** GS1 Digital Link URIs, uncompressed. Source: GS1 Digital Link Standard: URI Syntax. */
import type { Said } from '../messages/message.ts';
import { definitionOf } from './ai-table.ts';
import { keyQualifierFault, isPrimaryKey, misplacedAttributes } from './digital-link-keys.ts';
import { faultOf, faultOfRepetition } from './element.ts';
import type { Element, Elements } from './element.ts';

export type DigitalLink =
  | { readonly kind: 'link'; readonly elements: Elements; readonly warnings: Said[] }
  | { readonly kind: 'fault'; readonly reason: Said }
  /** Any other address. */
  | { readonly kind: 'other' };

/** Whether the text is an http or https address; QR codes in alphanumeric mode spell it in capitals. */
export function isWebAddress(text: string): boolean {
  return /^https?:\/\//i.test(text);
}

/**
 * Reads a Digital Link.
 *
 * @param uri an http or https address (see `isWebAddress`); its domain may be anybody's
 * @param thisYear four digits, for the century of dates
 * @returns `other` where the path holds no primary key with a value that could be one: `/2024/01/15` is a date in an
 *   ordinary address, `/01/09521234543213` is not. Query keys that are not all digits belong to somebody else and are
 *   passed over. A qualifier that stands in the query and not in the path is read, with a warning.
 */
export function parseDigitalLink(uri: string, thisYear: number): DigitalLink {
  const [address = ''] = uri.split('#', 1);
  const queryAt = address.indexOf('?');
  const path = queryAt < 0 ? address : address.slice(0, queryAt);
  const segments = path.split('/').slice(3);
  const keyAt = findKey(segments);
  if (keyAt < 0) {
    if (findKey(segments.slice(0, -1)) < 0) return { kind: 'other' };
    return { kind: 'fault', reason: { say: 'gs1.odd_path' } };
  }
  const inPath = pairsOfPath(segments.slice(keyAt));
  const inQuery = queryAt < 0 ? [] : pairsOfQuery(address.slice(queryAt + 1));
  const pathAis = inPath.map(({ ai }) => ai);
  const orderFault = keyQualifierFault(pathAis);
  if (orderFault !== undefined) return { kind: 'fault', reason: orderFault };

  const elements: Element[] = [];
  for (const { ai, value } of [...inPath, ...inQuery]) {
    const definition = definitionOf(ai);
    if (definition === undefined) return { kind: 'fault', reason: { say: 'gs1.unknown_ai', words: { ai } } };
    if (value === undefined)
      return {
        kind: 'fault',
        reason: { say: 'gs1.value', words: { ai, value: '%', complaint: { say: 'complaint.percent' } } },
      };
    const whole = ai === '01' ? fillGtin(value) : value;
    const reason = faultOf(definition, whole, thisYear);
    if (reason !== undefined) return { kind: 'fault', reason };
    elements.push({ ai, value: whole });
  }
  const reason = faultOfRepetition(elements);
  if (reason !== undefined) return { kind: 'fault', reason };
  const queryAis = inQuery.map(({ ai }) => ai);
  return { kind: 'link', elements, warnings: misplacedAttributes(pathAis, queryAis) };
}

interface Pair {
  readonly ai: string;
  /** Undefined where it cannot be decoded. */
  readonly value: string | undefined;
}

/** The rightmost segment that is a primary key, counted in pairs from the end, since any path may stand before it. */
function findKey(segments: readonly string[]): number {
  for (let at = segments.length - 2; at >= 0; at -= 2) {
    if (isPrimaryKey(segments[at] ?? '', segments[at + 1] ?? '')) return at;
  }
  return -1;
}

function pairsOfPath(segments: readonly string[]): Pair[] {
  const pairs: Pair[] = [];
  for (let at = 0; at + 1 < segments.length; at += 2) {
    pairs.push({ ai: segments[at] ?? '', value: decode(segments[at + 1] ?? '') });
  }
  return pairs;
}

function pairsOfQuery(query: string): Pair[] {
  return query.split('&').flatMap((parameter) => {
    const parts = /^(\d+)=(.*)$/s.exec(parameter);
    // In a query a plus stands for a space, which no AI value may hold; it is not taken for a plus by guess.
    return parts === null ? [] : [{ ai: parts[1] ?? '', value: decode((parts[2] ?? '').replaceAll('+', ' ')) }];
  });
}

/** All GS1 values are ASCII, so each escape is one character; others fail the character set check afterwards. */
function decode(text: string): string | undefined {
  if (/%(?![0-9A-Fa-f]{2})/.test(text)) return undefined;
  return text.replaceAll(/%(..)/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** Older links carry GTIN-8, -12 and -13 as they are; filled up, the check digit decides as always. */
function fillGtin(value: string): string {
  return /^(\d{8}|\d{12,13})$/.test(value) ? value.padStart(14, '0') : value;
}
