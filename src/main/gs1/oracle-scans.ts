/** Whole random scans for oracle.test.ts, in the notations that both sides read. */
import { ALL_AIS, definitionOf } from './ai-table.ts';
import { GS } from './element-string.ts';
import type { Element } from './element.ts';
import type { Random } from './oracle-random.ts';
import { mutateValue, randomElements } from './oracle-samples.ts';

/** One sample of each AI in turn, so that none is left out. */
export function sample(random: Random, at: number): Element[] {
  const elements = randomElements(random, ALL_AIS[at % ALL_AIS.length] ?? '');
  if (random.below(2) === 0) return elements;
  const chosen = random.below(elements.length);
  const { ai = '', value = '' } = elements[chosen] ?? {};
  const kind = random.below(10);
  if (kind === 0) return [...elements, { ai, value }];
  if (kind === 1) return [...elements, { ai, value: mutateValue(random, value) }];
  const otherAi = kind === 2 ? String(random.below(10_000)).padStart(2, '0') : ai;
  return elements.with(chosen, { ai: otherAi, value: kind === 2 ? value : mutateValue(random, value) });
}

export const bracketed = (elements: readonly Element[]): string =>
  elements.map(({ ai, value }) => `(${ai})${value}`).join('');

const needsSeparator = (ai: string): boolean => definitionOf(ai)?.predefinedLength === undefined;

/** `everywhere`: a GS also behind the values that need none. */
export function encoded(elements: readonly Element[], everywhere: boolean): string {
  return elements.map(({ ai, value }) => ai + value + (everywhere || needsSeparator(ai) ? GS : '')).join('');
}

const uriPart = (value: string): string => encodeURIComponent(value).replaceAll(/[!'()*]/g, escape);

/** Half of the time a path that is in order, otherwise whatever comes. */
export function digitalLink(random: Random): { uri: string; elements: Element[] } {
  const keys = [
    '00',
    '01',
    '253',
    '255',
    '401',
    '402',
    '414',
    '415',
    '417',
    '8003',
    '8004',
    '8006',
    '8010',
    '8013',
    '8017',
  ];
  const qualifiers = random.pick([
    [],
    ['22'],
    ['10', '21'],
    ['22', '10', '21'],
    ['21', '10'],
    ['235'],
    ['254'],
    ['8020'],
  ]);
  const path = [random.pick(keys), ...(random.below(2) === 0 ? qualifiers : [])];
  const query = Array.from({ length: random.below(3) }, () => random.pick(ALL_AIS));
  const pathElements = path.flatMap((ai) => randomElements(random, ai).slice(0, 1));
  const queryElements = query.flatMap((ai) => randomElements(random, ai).slice(0, 1));
  const elements = [...pathElements, ...queryElements];
  const changed = random.below(3) === 0 ? random.below(elements.length) : -1;
  const sent = elements.map(({ ai, value }, at) => ({
    ai,
    value: at === changed ? mutateValue(random, value) : value,
  }));
  const segments = sent.slice(0, path.length).map(({ ai, value }) => `/${ai}/${uriPart(value)}`);
  const parameters = sent.slice(path.length).map(({ ai, value }) => `${ai}=${uriPart(value)}`);
  return { uri: `https://example.com${segments.join('')}?${parameters.join('&')}`, elements: sent };
}
