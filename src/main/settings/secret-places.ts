import { SECRET_NAME } from '../secrets/secrets.ts';
import { isTree, leaves, valueAt, withValue, type Path, type Tree } from './tree.ts';

/*
 * Where a secret may stand in station.json. There a value may be `{"secret": "name"}`, and the writer of the file leaves
 * nothing else there: what was written in the open goes where secrets are kept.
 */

/** `*`: every key, or every place of a list. */
const ALWAYS: readonly Path[] = [
  ['amqp', 'password'],
  ['telemetry', 'headers', '*'],
  ['targets', '*', 'secret'],
  ['targets', '*', 'headers', '*'],
  ['subscribers', '*', 'secret'],
  ['subscribers', '*', 'headers', '*'],
  ['carriers', '*', 'adapter', 'token'],
];
/** Addresses: secret when they hold a password, or a query, in which keys are often sent. */
const ADDRESSES: readonly Path[] = [
  ['telemetry', 'endpoint'],
  ['targets', '*', 'url'],
  ['subscribers', '*', 'url'],
  ['network', 'proxy'],
  ['amqp', 'url'],
];

const fits = (path: Path, place: Path): boolean =>
  path.length === place.length && place.every((key, index) => key === '*' || key === path[index]);
const isAmong = (places: readonly Path[], path: Path): boolean => places.some((place) => fits(path, place));

/** Whether what stands there must not be shown or written down. */
export function isSecret(path: Path, value: unknown): boolean {
  if (typeof value !== 'string') return false;
  if (isAmong(ALWAYS, path)) return true;
  if (!isAmong(ADDRESSES, path)) return false;
  const url = URL.parse(value);
  return url !== null && (url.password !== '' || url.search !== '');
}

/** The name of the secret that a value refers to; undefined where it is no reference. */
function referredTo(value: unknown): string | undefined {
  if (!isTree(value) || Object.keys(value).length !== 1) return undefined;
  const { secret } = value;
  return typeof secret === 'string' && SECRET_NAME.test(secret) ? secret : undefined;
}

/** Every place with a reference, and the name it has. */
export function references(file: Tree): { readonly path: Path; readonly name: string }[] {
  return leaves(file).flatMap(([path]) => {
    const at = path.slice(0, -1);
    const name = path.at(-1) === 'secret' ? referredTo(valueAt(file, at)) : undefined;
    return name !== undefined && (isAmong(ALWAYS, at) || isAmong(ADDRESSES, at)) ? [{ path: at, name }] : [];
  });
}

/** Puts the secrets in. @returns the file as the schema wants it, and what is nowhere. */
export function withSecrets(
  file: Tree,
  find: (name: string) => string | undefined,
): { readonly file: Tree; readonly missing: readonly { readonly path: Path; readonly name: string }[] } {
  let filled = file;
  const missing: { path: Path; name: string }[] = [];
  for (const { path, name } of references(file)) {
    const value = find(name);
    if (value === undefined) missing.push({ path, name });
    else filled = withValue(filled, path, value);
  }
  return { file: filled, missing };
}

/** Takes out what is secret and written in the open, and leaves its name there. */
export function withoutSecrets(given: Tree): { readonly file: Tree; readonly secrets: ReadonlyMap<string, string> } {
  const secrets = new Map<string, string>();
  let file = passwordApart(given);
  for (const [path, value] of leaves(file)) {
    if (!isSecret(path, value)) continue;
    const name = freeName(nameOf(file, path), secrets);
    secrets.set(name, String(value));
    file = withValue(file, path, { secret: name });
  }
  return { file, secrets };
}

/** An address of a broker can be shown once its password stands beside it. */
function passwordApart(file: Tree): Tree {
  const address = valueAt(file, ['amqp', 'url']);
  const url = typeof address === 'string' ? URL.parse(address) : null;
  if (url === null || url.password === '') return file;
  const password = decodeURIComponent(url.password);
  url.password = '';
  return withValue(withValue(file, ['amqp', 'url'], url.href), ['amqp', 'password'], password);
}

/** Lists whose members have names. */
export const isNamedList = (key: string | undefined): boolean => key === 'targets' || key === 'subscribers';

/** As people would call it: a target by its name, not by its place in the list. */
function nameOf(file: Tree, path: Path): string {
  const named = path.map((key, index) => {
    const [list = ''] = path;
    const name = index === 1 && isNamedList(list) ? valueAt(file, [list, key, 'name']) : undefined;
    return typeof name === 'string' ? name : key;
  });
  return named
    .join('.')
    .replaceAll(/[^A-Za-z0-9._-]/g, '-')
    .slice(0, 120);
}

function freeName(name: string, taken: ReadonlyMap<string, string>): string {
  for (let n = 1; ; n += 1) {
    const tried = n === 1 ? name : `${name}-${n}`;
    if (!taken.has(tried)) return tried;
  }
}
