import { dotted, leaves, type Path, type Tree } from './tree.ts';
import { isSecret } from './secret-places.ts';

/** A key that has another value; undefined where it has none. Secrets are shown by their name, never by their text. */
export interface SettingChange {
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** What differs between two files, in the order of the second. */
export function differences(before: Tree, after: Tree): SettingChange[] {
  const [was, is] = [before, after].map(
    (tree) => new Map(leaves(tree).map(([path, value]) => [dotted(path), { path, value }])),
  );
  const paths = new Set([...(is?.keys() ?? []), ...(was?.keys() ?? [])]);
  return [...paths].flatMap((path) => {
    const [old, now] = [was?.get(path), is?.get(path)];
    // The root of an empty file is no setting.
    if (path === '' || JSON.stringify(old?.value) === JSON.stringify(now?.value)) return [];
    return [{ path, before: shown(old), after: shown(now) }];
  });
}

const shown = (leaf: { readonly path: Path; readonly value: unknown } | undefined): unknown =>
  leaf !== undefined && isSecret(leaf.path, leaf.value) ? '(secret)' : leaf?.value;
