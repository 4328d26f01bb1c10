/** A JSON object whose keys nobody has checked yet. */
export type Tree = Record<string, unknown>;

export const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Keys and places in lists, from the top. */
export type Path = readonly string[];

/** `targets.0.url`, as people write it. */
export const dotted = (path: Path): string => path.join('.');

/** What stands at a path; undefined where nothing does. Own keys only. */
export function valueAt(tree: unknown, path: Path): unknown {
  let here = tree;
  for (const key of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, key)) return undefined;
    here = (here as Tree)[key];
  }
  return here;
}

/**
 * A copy with a value at a path; what is missing on the way is made, undefined takes the value out, and with it what it
 * leaves empty. A list has places only for its members and for one more: a key that names none takes nothing out, and a
 * value under it makes an object of the list, which no schema lets through.
 */
export function withValue(tree: Tree, path: Path, value: unknown): Tree {
  return (changed(structuredClone(tree), path, value) as Tree | undefined) ?? {};
}

function changed(here: unknown, path: Path, value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  const list = here === undefined ? [] : here;
  if (Array.isArray(list) && isPlaceIn(list, key)) {
    const below = changed(list[Number(key)], rest, value);
    if (below === undefined) list.splice(Number(key), 1);
    else list[Number(key)] = below;
    return list.length === 0 ? undefined : list;
  }
  if (Array.isArray(here) && value === undefined) return here;
  const tree: Tree = isTree(here) ? here : {};
  const below = changed(Object.hasOwn(tree, key) ? tree[key] : undefined, rest, value);
  // A key that is there keeps its place: people read the file too.
  const entries = new Map(Object.entries(tree));
  if (below === undefined) entries.delete(key);
  else entries.set(key, below);
  return entries.size === 0 ? undefined : Object.fromEntries(entries);
}

const isPlaceIn = (list: readonly unknown[], key: string): boolean => /^\d+$/.test(key) && Number(key) <= list.length;

/** Every leaf with its path; an empty list or object is one. */
export function leaves(value: unknown, path: Path = []): [Path, unknown][] {
  const below = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return below.length === 0 ? [[path, value]] : below.flatMap(([key, each]) => leaves(each, [...path, key]));
}
