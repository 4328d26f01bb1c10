import { homedir, hostname, userInfo } from 'node:os';
import { leaves, type Tree } from '../settings/tree.ts';

/*
 * What may leave the house in a diagnostics file. Numbers, times, states and codes are told; whatever somebody else could
 * have put words into is not, whoever that was: told is what is known to be harmless, not kept back what is known to be not.
 */

/** Keys whose texts are the station's own words. */
const OWN_WORDS = new Set([
  'state',
  'kind',
  'problem',
  'level',
  'event',
  'command',
  'version',
  'node',
  'fault',
  'code',
  'backup',
  'how',
  'check',
]);
/** A place in the code. */
const FRAME = /^at_\d+$/;
const TIME = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;
/** One word, not a name. */
const WORD = /^[\w.:-]{1,60}$/;
/** What a system or a server calls a fault, and what SQLite does. */
const CODES = /\b(?:E[A-Z]{3,20}|ERR_[A-Z_]{3,40}|SQLITE_[A-Z_]{3,40}|[A-Z]+_REFUSED|[45]\d\d)\b/g;

/** A value as it may be told; of a text that may not be, the codes in it. */
export function impersonal(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((each) => impersonal(each, key));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, impersonal(each, name)]));
  if (typeof value !== 'string') return value;
  if (TIME.test(value) || (OWN_WORDS.has(key) && WORD.test(value))) return value;
  if (FRAME.test(key)) return withoutPlaces(value);
  const codes = value.match(CODES) ?? [];
  return codes.length === 0 ? '(text)' : `(text: ${[...new Set(codes)].join(', ')})`;
}

/** Folders and computers are often named after people. */
function withoutPlaces(text: string): string {
  const { username } = userInfo();
  return [homedir(), hostname(), username]
    .filter((each) => each.length > 2)
    .reduce((left, each) => left.replaceAll(each, '~'), text);
}

/** Settings whose texts are chosen from a list, or name a thing and no person. */
const TOLD =
  /^(?:station\.(?:id|language|roles\.\d+)|numbers\..*\.(?:format|prefix|country|service)|boxes\.\d+\.code|carriers\.[^.]+\.cut_off|rules\.\d+\.when\.(?:country\.\d+|before|from)|printers\.\d+\.(?:kind|format|answers_status|documents\.\d+)|scanners\.\d+\.(?:kind|terminator)|scale\.kind|targets\.\d+\.kind|telemetry\.operator|short_policy)$/;

/** What is set, and the values that tell nothing of anybody. */
export const outline = (file: Tree): Record<string, unknown> =>
  Object.fromEntries(
    leaves(file).map(([path, value]) => {
      const key = path.join('.');
      return [key, typeof value === 'string' && !TOLD.test(key) ? '(text)' : value];
    }),
  );

/** Our own sentences with the values of settings, and what others said, taken out of them. */
export function withoutValues(text: string, values: readonly string[]): string {
  const longestFirst = values.filter((each) => each.length > 2).toSorted((a, b) => b.length - a.length);
  const cleared = longestFirst.reduce((left, each) => left.replaceAll(each, '(text)'), text);
  return withoutPlaces(cleared).replaceAll(/[^\s@]+@[^\s@]+/g, '(text)');
}
