/**
 * Which AIs need or exclude each other. Real supplier labels break these rules and are still readable without doubt, so
 * they warn and do not refuse. Source: GS1 General Specifications, section 4.14 "Data relationships".
 */
import type { Said } from '../messages/message.ts';
import { definitionOf } from './ai-table.ts';
import type { Elements } from './element.ts';

/** `pattern` is an AI, or one with `n` for any digit; an AI is not its own company. */
function hasOther(elements: Elements, pattern: string, self: string): boolean {
  const head = pattern.replace(/n+$/, '');
  if (head.length === pattern.length) return elements.some((element) => element.ai === pattern);
  return elements.some(({ ai }) => ai !== self && ai.length === pattern.length && ai.startsWith(head));
}

/**
 * @param elements syntactically right elements
 * @returns one sentence for each broken rule, in the order of the elements; empty where all hold
 */
export function associationWarnings(elements: Elements): Said[] {
  const warnings: Said[] = [];
  for (const { ai } of elements) {
    const definition = definitionOf(ai);
    if (definition === undefined) continue;
    for (const other of definition.excludes) {
      if (hasOther(elements, other, ai)) warnings.push({ say: 'gs1.excludes', words: { ai, other } });
    }
    for (const group of definition.needs) {
      const met = group.some((choice) => choice.every((other) => hasOther(elements, other, ai)));
      if (!met) warnings.push({ say: 'gs1.needs', words: { ai, others: group.map(spell).join(' / ') } });
    }
  }
  return warnings;
}

function spell(choice: readonly string[]): string {
  return choice.map((ai) => `(${ai})`).join(' + ');
}
