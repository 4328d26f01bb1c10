/** Element strings: as a scanner sends them, with GS between the elements, and as people type them, in brackets. */
import { definitionAt, definitionOf } from './ai-table.ts';
import { faultOf, faultOfRepetition } from './element.ts';
import type { Element, Elements, ParsedElements } from './element.ts';

/** What a scanner sends for FNC1 between elements (ASCII 29). */
export const GS = '\u001d';

function finish(elements: Elements): ParsedElements {
  const reason = elements.length === 0 ? ({ say: 'gs1.empty' } as const) : faultOfRepetition(elements);
  return reason === undefined ? { ok: true, elements } : { ok: false, reason };
}

/**
 * Reads an element string, its symbology identifier already removed.
 *
 * @param text elements one after another; GS at the start, at the end and between elements that need none is accepted
 * @param thisYear four digits, for the century of dates
 * @returns all the elements, or the first fault. A GS that the scanner swallowed cannot be noticed: the value before it
 *   then runs on into the next AI, and is right as far as anyone can tell.
 * Source: GS1 General Specifications, section 7.8 "Processing of data from a GS1 symbology".
 */
export function parseElementString(text: string, thisYear: number): ParsedElements {
  const elements: Element[] = [];
  let at = 0;
  while (at < text.length) {
    if (text.startsWith(GS, at)) {
      at += 1;
      continue;
    }
    const definition = definitionAt(text, at);
    if (definition === undefined) {
      const words = { text: JSON.stringify(text.slice(at, at + 4)) };
      return { ok: false, reason: { say: 'gs1.no_ai', words } };
    }
    const start = at + definition.ai.length;
    const separator = text.indexOf(GS, start);
    let end = separator < 0 ? text.length : separator;
    if (definition.predefinedLength !== undefined) end = Math.min(end, start + definition.predefinedLength);
    const value = text.slice(start, end);
    const reason = faultOf(definition, value, thisYear);
    if (reason !== undefined) return { ok: false, reason, ai: definition.ai };
    elements.push({ ai: definition.ai, value });
    at = end;
  }
  return finish(elements);
}

/** Whether the text begins like a typed element string. */
export function looksBracketed(text: string): boolean {
  return /^\(\d{2,4}\)/.test(text);
}

/**
 * Reads `(01)09521234543213(10)AB-1`, the human readable form under a barcode.
 *
 * @param text begins with an AI in brackets; a value runs up to the next bracketed two to four digits, so a value that
 *   itself holds such a thing cannot be typed this way
 * @param thisYear four digits, for the century of dates
 */
export function parseBracketed(text: string, thisYear: number): ParsedElements {
  const elements: Element[] = [];
  const [, ...pieces] = text.split(/\((\d{2,4})\)/);
  for (let at = 0; at + 1 < pieces.length; at += 2) {
    const ai = pieces[at] ?? '';
    const value = pieces[at + 1] ?? '';
    const definition = definitionOf(ai);
    if (definition === undefined) return { ok: false, reason: { say: 'gs1.unknown_ai', words: { ai } } };
    const reason = faultOf(definition, value, thisYear);
    if (reason !== undefined) return { ok: false, reason, ai };
    elements.push({ ai, value });
  }
  return finish(elements);
}
