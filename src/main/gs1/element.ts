/** One element: an Application Identifier and its value. */
import type { AiDefinition } from './ai-table.ts';
import type { Said } from '../messages/message.ts';
import { firstForeignCharacter } from './character-sets.ts';

export interface Element {
  readonly ai: string;
  readonly value: string;
}

/** As they stood in the barcode, in its order. */
export type Elements = readonly Element[];

/** `ai` names the element at fault where one can be named. */
export type ParsedElements =
  | { readonly ok: true; readonly elements: Elements }
  | { readonly ok: false; readonly reason: Said; readonly ai?: string };

/**
 * What is wrong with a value.
 *
 * @param thisYear four digits; it decides the century of dates, and so whether a 29 February exists
 * @returns one sentence, or undefined where the value is right
 */
export function faultOf(definition: AiDefinition, value: string, thisYear: number): Said | undefined {
  const { ai, min, max } = definition;
  if (value.length < min || value.length > max) {
    const wanted = min === max ? String(min) : `${String(min)}–${String(max)}`;
    return { say: 'gs1.length', words: { ai, length: value.length, wanted } };
  }
  let at = 0;
  for (const component of definition.components) {
    const part = value.slice(at, at + component.max);
    if (part === '' && component.optional) continue;
    if (part.length < component.min) return { say: 'gs1.cut', words: { ai, value } };
    const foreign = firstForeignCharacter(part, component.set);
    if (foreign !== undefined) return { say: 'gs1.character', words: { ai, character: JSON.stringify(foreign) } };
    for (const check of component.checks) {
      if (!check.accepts(part, thisYear))
        return { say: 'gs1.value', words: { ai, value: part, complaint: { say: check.complaint } } };
    }
    at += part.length;
  }
  return undefined;
}

/** An AI given twice must say the same both times. Source: GS1 Barcode Syntax Engine, repeated AIs. */
export function faultOfRepetition(elements: Elements): Said | undefined {
  for (let later = 1; later < elements.length; later += 1) {
    const element = elements[later];
    const earlier = elements.findIndex((other) => other.ai === element?.ai);
    if (element !== undefined && elements[earlier]?.value !== element.value) {
      return { say: 'gs1.twice', words: { ai: element.ai } };
    }
  }
  return undefined;
}

/** The value of an AI, undefined where it is not there. */
export function valueOf(elements: Elements, ai: string): string | undefined {
  return elements.find((element) => element.ai === ai)?.value;
}
