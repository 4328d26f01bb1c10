/**
 * Which AIs may begin the path of a Digital Link, which may follow, and which may be in the query.
 * Source: GS1 Digital Link Standard: URI Syntax; GS1 Barcode Syntax Dictionary (dlpkey, dlattr).
 */

import type { Said } from '../messages/message.ts';

interface PrimaryKey {
  /** The qualifiers that may follow, each sequence in its order; any of them may be left out. */
  readonly qualifiers: ReadonlyArray<readonly string[]>;
  /** Fewest digits the value must begin with for the address to count as a Digital Link at all. */
  readonly digits: number;
}

/** A number of fixed length: eight digits already tell it from a day, a month or a page number. */
const numbered = (...qualifiers: string[][]): PrimaryKey => ({ qualifiers, digits: 8 });
/** A company prefix, four digits at the least, followed by anything. */
const prefixed = (...qualifiers: string[][]): PrimaryKey => ({ qualifiers, digits: 4 });

const PRIMARY_KEYS: ReadonlyMap<string, PrimaryKey> = new Map([
  ['00', numbered()],
  ['01', numbered(['22', '10', '21'], ['235'])],
  ['253', numbered()],
  ['255', numbered()],
  ['401', prefixed()],
  ['402', numbered()],
  ['414', numbered(['254'], ['7040'])],
  ['415', numbered(['8020'])],
  ['417', numbered(['7040'])],
  ['8003', numbered()],
  ['8004', prefixed(['7040'])],
  ['8006', numbered(['22', '10', '21'])],
  ['8010', prefixed(['8011'])],
  ['8013', prefixed()],
  ['8017', numbered(['8019'])],
  ['8018', numbered(['8019'])],
]);

/** AIs that mean something only in the path, or not in a Digital Link at all. */
const NEVER_IN_QUERY: ReadonlySet<string> = new Set(
  '03 21 22 235 254 7040 7041 8011 8014 8019 8020 8040 8041 8042 8043 8200'.split(' '),
);

/** Whether this pair of path segments is a primary key with a value that could be one. */
export function isPrimaryKey(segment: string, value: string): boolean {
  const key = PRIMARY_KEYS.get(segment);
  return key !== undefined && (/^\d*/.exec(value)?.[0].length ?? 0) >= key.digits;
}

function isSequence(path: readonly string[]): boolean {
  const [key = '', ...given] = path;
  if (given.length === 0) return true;
  const allowed = PRIMARY_KEYS.get(key)?.qualifiers ?? [];
  return allowed.some((sequence) => {
    let from = 0;
    return given.every((ai) => {
      const at = sequence.indexOf(ai, from);
      from = at + 1;
      return at >= 0;
    });
  });
}

/** @param path the AIs of the path, primary key first */
export function keyQualifierFault(path: readonly string[]): Said | undefined {
  if (isSequence(path)) return undefined;
  const following = path
    .slice(1)
    .map((ai) => `(${ai})`)
    .join('');
  return { say: 'gs1.order', words: { following, key: path[0] ?? '' } };
}

/** One warning for each AI of the query that belongs elsewhere. Its value is certain all the same. */
export function misplacedAttributes(path: readonly string[], query: readonly string[]): Said[] {
  return query.flatMap((ai): Said[] => {
    if (fitsInPath(path, ai)) return [{ say: 'gs1.in_path', words: { ai } }];
    return NEVER_IN_QUERY.has(ai) ? [{ say: 'gs1.not_in_query', words: { ai } }] : [];
  });
}

function fitsInPath(path: readonly string[], ai: string): boolean {
  return path.some((_, before) => isSequence([...path.slice(0, before + 1), ai, ...path.slice(before + 1)]));
}
