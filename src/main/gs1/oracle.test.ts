/**
 * Our verdict on random barcodes against that of bwip-js, which carries the GS1 syntax dictionary and its checks in a
 * quite different program. `raw` stops after encoding and draws nothing, which is the cheapest public way to its checks.
 */
import bwipjs from 'bwip-js/node';
import { describe, expect, it } from 'vitest';
import { definitionOf } from './ai-table.ts';
import type { Element } from './element.ts';
import { seededRandom } from './oracle-random.ts';
import { bracketed, digitalLink, encoded, sample } from './oracle-scans.ts';
import { readBarcode } from './reading.ts';

const seed = Number(process.env['PICKSPAN_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const count = process.env['PICKSPAN_SOAK'] === '1' ? 100_000 : 10_000;
// Any year whose sliding window gives 00 to 2000, as the oracle's own fixed window does.
const today = new Date(2026, 5, 1);

/** `warned`: the syntax is right, AIs that need or exclude each other are not. */
type Verdict = 'right' | 'warned' | 'refused' | 'misplaced' | 'cannot tell';

/** `lintreqs`: also say which AIs are missing; an option of the encoder that its types do not list. */
const lintAll: object = { lintreqs: true };

function oracle(bcid: string, text: string): Verdict {
  try {
    // The export called `raw` is one of the symbologies and another function.
    // oxlint-disable-next-line import/no-named-as-default-member
    bwipjs.raw(bcid, text, lintAll);
    return 'right';
  } catch (error) {
    const message = String(error);
    if (/GS1(missingAIs|exclusiveAIs)/.test(message)) return 'warned';
    if (/GS1dl(AttributeMustBeQualifier|InvalidDataAttribute)/.test(message)) return 'misplaced';
    if (/bwipp\.(GS1|invalidPosInSeq|position|end)/.test(message)) return 'refused';
    // More data than the symbol holds says nothing about the data.
    if (/NoValidSymbol|TooLong|tooLong/.test(message)) return 'cannot tell';
    throw error;
  }
}

function ours(text: string): Verdict {
  const reading = readBarcode(text, { today });
  if (reading.kind === 'malformed' || reading.kind === 'none') return 'refused';
  return reading.warnings.length === 0 ? 'right' : 'warned';
}

/**
 * Where the oracle is known to be laxer: it asks two digits of a GS1 Company Prefix, the dictionary's own check asks
 * four, the shortest there is. Seen only in the AIs whose value need not be digits throughout.
 */
function hasShortPrefix(elements: readonly Element[]): boolean {
  return elements.some(
    ({ ai, value }) => /^(401|7023|8004|8010|8013|8014)$/.test(ai) && /^\d{2}/.test(value) && !/^\d{4}/.test(value),
  );
}

/**
 * Where the oracle is known to be stricter: its list of package types holds one entry `APE/AT` in place of `APE` and
 * `AT`, for want of a space between them.
 */
function hasLostPackageType(elements: readonly Element[]): boolean {
  return elements.some(({ ai, value }) => ai === '7041' && (value === 'APE' || value === 'AT'));
}

/**
 * Whether an element string says the same wrong thing as the brackets do: an unknown AI runs together with its value,
 * and what a value of predefined length has too much becomes the next AI (a single character cannot).
 */
function isUnambiguous(elements: readonly Element[]): boolean {
  return elements.every(({ ai, value }) => {
    const definition = definitionOf(ai);
    return definition !== undefined && value.length <= (definition.predefinedLength ?? value.length) + 1;
  });
}

describe(`against the oracle (PICKSPAN_SEED=${String(seed)})`, () => {
  it(`agrees on ${String(count)} element strings over all AIs`, () => {
    process.stdout.write(`PICKSPAN_SEED=${String(seed)}\n`);
    const random = seededRandom(seed);
    const differences: string[] = [];
    const seen = { right: 0, warned: 0, refused: 0 };
    for (let at = 0; at < count; at += 1) {
      const elements = sample(random, at);
      const text = bracketed(elements);
      const expected = oracle('gs1-128', text);
      if (expected === 'cannot tell' || expected === 'misplaced' || hasLostPackageType(elements)) continue;
      seen[expected] += 1;
      const known = expected !== 'refused' && hasShortPrefix(elements);
      const wanted = known ? 'refused' : expected;
      if (ours(text) !== wanted) differences.push(`${text} ours ${ours(text)}, oracle ${expected}`);
      if (wanted === 'refused') {
        const text = `]C1${encoded(elements, true)}`;
        if (isUnambiguous(elements) && ours(text) !== 'refused') differences.push(`${text} accepted`);
        continue;
      }
      const reading = readBarcode(`]C1${encoded(elements, false)}`, { today });
      if (!('elements' in reading) || bracketed(reading.elements) !== text)
        differences.push(`${text} as element string`);
    }
    expect(differences).toEqual([]);
    // A generator that only makes rubbish, or only right ones, would agree with anything.
    for (const share of Object.values(seen)) expect(share).toBeGreaterThan(count / 20);
  });

  it(`agrees on ${String(count / 10)} Digital Links`, () => {
    const random = seededRandom(seed + 1);
    const differences: string[] = [];
    for (let at = 0; at < count / 10; at += 1) {
      const { uri, elements } = digitalLink(random);
      const expected = oracle('gs1dldatamatrix', uri);
      if (expected === 'cannot tell' || hasLostPackageType(elements)) continue;
      const actual = ours(uri);
      // The oracle stops at a misplaced attribute before it looks at the values.
      const agreed = expected === 'misplaced' ? actual !== 'right' : actual === expected;
      if (!agreed && !(actual === 'refused' && hasShortPrefix(elements))) {
        differences.push(`${uri} ours ${actual}, oracle ${expected}`);
      }
    }
    expect(differences).toEqual([]);
  });
});
