/** The rows of application-identifiers.ts, unfolded once at start into something a scan can be looked up in. */
import { APPLICATION_IDENTIFIERS } from './application-identifiers.ts';
import { isCharacterSet } from './character-sets.ts';
import type { CharacterSet } from './character-sets.ts';
import { VALUE_CHECKS } from './value-checks.ts';
import type { ValueCheck } from './value-checks.ts';

/** A part of a value: `min` to `max` characters of `set`, or absent where `optional`. */
export interface AiComponent {
  readonly set: CharacterSet;
  readonly min: number;
  readonly max: number;
  readonly optional: boolean;
  readonly checks: readonly ValueCheck[];
}

export interface AiDefinition {
  readonly ai: string;
  readonly components: readonly AiComponent[];
  /** Shortest and longest whole value. */
  readonly min: number;
  readonly max: number;
  /** The value ends after this many characters without an FNC1; undefined where only an FNC1 or the end ends it. */
  readonly predefinedLength: number | undefined;
  /** AIs or patterns (`310n`, `31nn`) that may not stand beside this one. */
  readonly excludes: readonly string[];
  /** All groups must hold; a group holds when all AIs of one of its choices are there. */
  readonly needs: ReadonlyArray<ReadonlyArray<readonly string[]>>;
}

/**
 * Lengths of AI and value together by the first two digits of the AI: after these no FNC1 is needed.
 * The list is closed; no AI will be added to it. Source: GS1 General Specifications, section 7.8.
 */
const PREDEFINED_LENGTHS: ReadonlyMap<string, number> = new Map(
  ['00:20', '01:16', '02:16', '03:16', '04:18', '11-19:8', '20:4', '31-36:10', '41:16'].flatMap((entry) => {
    const [prefixes = '', length = ''] = entry.split(':');
    const [from = '', to = from] = prefixes.split('-');
    const span = Array.from({ length: Number(to) - Number(from) + 1 }, (_, step) => Number(from) + step);
    return span.map((prefix): [string, number] => [String(prefix).padStart(2, '0'), Number(length)]);
  }),
);

function words(cell: string): string[] {
  return cell.split(/\s+/).filter((word) => word !== '');
}

/** `31[0-6][0-5]` -> 3100, 3101 ... 3165. */
function unfoldAis(pattern: string): string[] {
  const places = pattern.match(/\[[^\]]*\]|\d/g) ?? [];
  return places.reduce<string[]>(
    (heads, place) => heads.flatMap((head) => digitsOf(place).map((digit) => head + digit)),
    [''],
  );
}

function digitsOf(place: string): string[] {
  const accepted = new RegExp(`^${place}$`);
  return Array.from('0123456789').filter((digit) => accepted.test(digit));
}

/** `[X..17]`, `N14:check,prefix2` -> a component. A typing mistake in the table stops the program at start. */
function readComponent(word: string): AiComponent {
  const parts = /^(\[?)([NXYZ])(\.\.)?(\d+)(?::([\w,]+))?\]?$/.exec(word);
  const [, bracket, set = '', upTo, length, names] = parts ?? [];
  if (!isCharacterSet(set)) throw new Error(`not a format component: ${word}`);
  const checks = (names ?? '').split(',').filter((name) => name !== '');
  return {
    set,
    min: upTo === undefined ? Number(length) : 1,
    max: Number(length),
    optional: bracket === '[',
    checks: checks.map((name) => {
      const check = VALUE_CHECKS[name];
      if (check === undefined) throw new Error(`no check is called ${name}`);
      return check;
    }),
  };
}

function readRow(row: string): AiDefinition[] {
  const [pattern = '', format = '', excludes = '', needs = ''] = row.split('|');
  const components = words(format).map(readComponent);
  return unfoldAis(pattern.trim()).map((ai) => {
    const total = PREDEFINED_LENGTHS.get(ai.slice(0, 2));
    return {
      ai,
      components,
      min: components.reduce((sum, component) => sum + (component.optional ? 0 : component.min), 0),
      max: components.reduce((sum, component) => sum + component.max, 0),
      predefinedLength: total === undefined ? undefined : total - ai.length,
      excludes: words(excludes).map((other) => (other === 'self' ? `${ai.slice(0, 3)}n` : other)),
      needs: words(needs).map((group) => group.split(',').map((choice) => choice.split('+'))),
    };
  });
}

const definitions: ReadonlyMap<string, AiDefinition> = new Map(
  APPLICATION_IDENTIFIERS.trim()
    .split('\n')
    .flatMap((row) => readRow(row).map((definition): [string, AiDefinition] => [definition.ai, definition])),
);

/** The first two digits of an AI say how long the AI itself is. Source: GS1 General Specifications, section 7.8. */
const aiLengthByPrefix: ReadonlyMap<string, number> = new Map(
  Array.from(definitions.keys(), (ai): [string, number] => [ai.slice(0, 2), ai.length]),
);

/** Every AI of the dictionary, families written out. */
export const ALL_AIS: readonly string[] = Array.from(definitions.keys());

/** @returns undefined where no such AI is defined */
export function definitionOf(ai: string): AiDefinition | undefined {
  return definitions.get(ai);
}

/** The definition of the AI that stands at `at` in an element string; undefined where there is none. */
export function definitionAt(text: string, at: number): AiDefinition | undefined {
  const length = aiLengthByPrefix.get(text.slice(at, at + 2));
  return length === undefined ? undefined : definitions.get(text.slice(at, at + length));
}
