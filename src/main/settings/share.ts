import { isNamedList, isSecret, references } from './secret-places.ts';
import { dotted, isTree, leaves, valueAt, withValue, type Path, type Tree } from './tree.ts';

/** What is one station's alone: two with the same would give out the same numbers. */
const OWN: readonly Path[] = [
  ['station', 'id'],
  ['station', 'name'],
  ['numbers', 'sscc', 'from'],
  ['numbers', 'sscc', 'to'],
];

/** A PIN, or what it is checked by. */
const PIN = /pin|hash|salt/i;

/** The settings for another eye: without secrets, and for other stations without what is this one's alone. */
export function toShare(file: Tree, options: { readonly forOthers: boolean }): { file: Tree; leftOut: string[] } {
  const secret = [
    ...references(file).map(({ path }) => path),
    ...leaves(file).flatMap(([path, value]) => (isSecret(path, value) || isPin(path) ? [path] : [])),
  ];
  const own = options.forOthers ? [...OWN, ...trackingRanges(file)] : [];
  const out = [...secret, ...own.filter((path) => valueAt(file, path) !== undefined)];
  // From the end, so that a place that goes moves none that is still to go.
  const shared = out.toReversed().reduce((left, path) => withValue(left, path, undefined), file);
  return { file: shared, leftOut: [...new Set(out.map(dotted))].toSorted() };
}

const isPin = (path: Path): boolean => path[0] === 'operators' && PIN.test(path.at(-1) ?? '');

function trackingRanges(file: Tree): Path[] {
  const tracking = valueAt(file, ['numbers', 'tracking']);
  const carriers = isTree(tracking) ? Object.keys(tracking) : [];
  return carriers.flatMap((carrier) => ['from', 'to'].map((end) => ['numbers', 'tracking', carrier, end]));
}

/**
 * References to secrets that a shared file lacks, put back where what they belong to is still there: a header of an
 * endpoint, the key of a target of that name.
 */
export function withKnownSecrets(given: Tree, present: Tree): Tree {
  return references(present).reduce((file, { path, name }) => {
    const at = sameTarget(path, present, file);
    const isAtHome = at !== undefined && valueAt(file, at.slice(0, isNamedList(at[0]) ? 2 : 1)) !== undefined;
    if (!isAtHome || valueAt(file, at) !== undefined) return file;
    return withValue(file, at, { secret: name });
  }, given);
}

/** A target is the one of its name, wherever it stands in the list. */
function sameTarget(path: Path, present: Tree, given: Tree): Path | undefined {
  const [list = '', at = '', ...rest] = path;
  if (!isNamedList(list)) return path;
  const name = valueAt(present, [list, at, 'name']);
  const targets = given[list];
  const found = Array.isArray(targets) ? targets.findIndex((each) => valueAt(each, ['name']) === name) : -1;
  return found === -1 ? undefined : [list, String(found), ...rest];
}
