/** Random values and element lists for oracle.test.ts: right ones, and ones with one thing changed. */
import { ALL_AIS, definitionOf } from './ai-table.ts';
import type { AiComponent, AiDefinition } from './ai-table.ts';
import { CHARACTERS } from './character-sets.ts';
import { checkCharacterPair } from './check-characters.ts';
import { gs1CheckDigit } from './check-digit.ts';
import { COUNTRY_LETTERS, COUNTRY_NUMBERS, CURRENCY_NUMBERS, PACKAGE_TYPES } from './code-lists.ts';
import type { Element } from './element.ts';
import { randomCoupon, randomOffer } from './oracle-coupons.ts';
import type { Random } from './oracle-random.ts';
import { VALUE_CHECKS } from './value-checks.ts';

const nameOfCheck = new Map(Object.entries(VALUE_CHECKS).map(([name, check]) => [check, name]));

function characters(random: Random, set: AiComponent['set'], length: number): string {
  // An opening bracket starts the next AI in the oracle's notation, so no value given to it may hold one.
  const allowed = CHARACTERS[set].replace('(', '');
  return Array.from({ length }, () => random.character(allowed)).join('');
}

const two = (value: number): string => String(value).padStart(2, '0');
const date = (random: Random, firstDay: number): string =>
  two(random.below(100)) + two(1 + random.below(12)) + two(firstDay + random.below(29 - firstDay));

/** A value that passes the check, made from characters that already fit the component. */
const MAKERS: Readonly<Record<string, (random: Random, text: string) => string>> = {
  check: (_, text) => text.slice(0, -1) + String(gs1CheckDigit(text.slice(0, -1))),
  prefix: (random, text) => characters(random, 'N', 4) + text.slice(4),
  pair: (random, text) => {
    const model = characters(random, 'N', 4) + text.slice(6);
    return model + (checkCharacterPair(model) ?? '');
  },
  date0: (random) => date(random, 0),
  date: (random) => date(random, 1),
  longdate: (random) => `20${date(random, 1)}`,
  clock: (random) => two(random.below(24)) + two(random.below(60)),
  hour: (random) => two(random.below(24)),
  minute: (random) => two(random.below(60)),
  country: (random) => random.pick([...COUNTRY_NUMBERS]),
  country2: (random) => random.pick([...COUNTRY_LETTERS]),
  processor: (random) => random.pick(['999', ...COUNTRY_NUMBERS]),
  currency: (random) => random.pick([...CURRENCY_NUMBERS]),
  package: (random) => random.pick([...PACKAGE_TYPES]),
  media: (random) => random.pick(['01', '10', '80', '99']),
  percent: (random, text) => `${text.replaceAll('%', '')}${random.pick(['', '%4f'])}`.slice(-text.length) || 'A',
  latitude: (random) => String(random.below(1_800_000_001)).padStart(10, '0'),
  longitude: (random) => String(random.below(3_600_000_001)).padStart(10, '0'),
  yesno: (random) => random.character('01'),
  winding: (random) => random.character('019'),
  sex: (random) => random.character('0129'),
  hyphen: () => '-',
  importer: (random) => random.character(CHARACTERS.Z),
  zero: () => '0',
  nonzero: (_, text) => `${text.slice(0, -1)}1`,
  plain: (_, text) => `1${text.slice(1)}`,
  pieces: (random) => random.pick(['0101', '0102', '9999', '0199']),
  sequence: (random) => random.pick(['1/1', '1/9', '8/9']),
  iban: (random) => random.pick(['DE89370400440532013000', 'GB82WEST12345698765432', 'NO9386011117947']),
  coupon: (random) => randomCoupon(random),
  offer: (random) => randomOffer(random),
};

function componentValue(random: Random, component: AiComponent): string {
  if (component.optional && random.below(2) === 0) return '';
  const shortest = component.max > 20 && component.min === 1 ? 7 : component.min;
  const text = characters(random, component.set, shortest + random.below(component.max - shortest + 1));
  // The check digit is the first check of a key and must be made last, over all that the others have changed.
  return component.checks.reduceRight(
    (made, check) => MAKERS[nameOfCheck.get(check) ?? '']?.(random, made) ?? made,
    text,
  );
}

/** A value of this AI. Nearly always a right one; whether it is, the oracle decides. */
export function randomValue(random: Random, definition: AiDefinition): string {
  let value = '';
  for (const component of definition.components) {
    const part = componentValue(random, component);
    if (part === '') break;
    value += part;
  }
  return value;
}

/** The AIs a pattern such as `31nn` stands for. */
function aisLike(pattern: string): string[] {
  const expression = new RegExp(`^${pattern.replaceAll('n', String.raw`\d`)}$`);
  return ALL_AIS.filter((candidate) => expression.test(candidate));
}

function withCompanions(random: Random, ai: string, into: Map<string, string>): void {
  const definition = definitionOf(ai);
  if (definition === undefined || into.has(ai) || into.size > 8) return;
  into.set(ai, randomValue(random, definition));
  for (const group of definition.needs) {
    for (const needed of random.pick(group)) {
      withCompanions(random, random.pick(aisLike(needed)), into);
    }
  }
}

/** The AI with what it needs beside it, sometimes with what it excludes too, or with anything. */
export function randomElements(random: Random, ai: string): Element[] {
  const values = new Map<string, string>();
  const add = (other: string): unknown => values.set(other, randomValue(random, definitionOrFail(other)));
  if (random.below(3) > 0) {
    withCompanions(random, ai, values);
    const { excludes } = definitionOrFail(ai);
    if (excludes.length > 0 && random.below(5) === 0) add(random.pick(aisLike(random.pick(excludes))));
  } else {
    add(ai);
    add(random.pick(ALL_AIS));
  }
  return Array.from(values, ([name, value]) => ({ ai: name, value }));
}

function definitionOrFail(ai: string): AiDefinition {
  const definition = definitionOf(ai);
  if (definition === undefined) throw new Error(`no AI ${ai}`);
  return definition;
}

const ANYTHING = `${CHARACTERS.X.replace('(', '')} {}[]^~#$@ä`;

/** One character more, less or other than before, or two that turn a date or a time into none. */
export function mutateValue(random: Random, value: string): string {
  const at = random.below(value.length + 1);
  const other = random.below(2) === 0 ? random.character('0123456789') : random.character(ANYTHING);
  const kind = random.below(5);
  if (kind === 0) return value.slice(0, at) + other + value.slice(at);
  if (kind === 1) return value.slice(0, at) + value.slice(at + 1);
  const even = at - (at % 2);
  if (kind === 2) return value.slice(0, even) + random.pick(['00', '13', '24', '60', '99']) + value.slice(even + 2);
  return value.slice(0, at) + other + value.slice(at + 1);
}
