import { settingsSchema } from './schema.ts';
import { isTree, type Path, type Tree } from './tree.ts';

const PREFIX = 'PICKSPAN_';
/** Each of these holds a secret, under its name. */
const SECRETS = 'PICKSPAN_SECRET_';
/** Variables of the same prefix that are no settings. */
const NOT_SETTINGS = new Set([
  'PICKSPAN_DATA',
  'PICKSPAN_SEED',
  'PICKSPAN_SOAK',
  'PICKSPAN_KILLS',
  'PICKSPAN_TEST_BUILT',
  'PICKSPAN_MACHINE_ID',
  'PICKSPAN_NO_ELECTRON_DOWNLOAD',
  'PICKSPAN_NO_KEYCHAIN',
]);

/**
 * Lays the environment over the settings file: `PICKSPAN_WEIGHT_TOLERANCE_G=100` is `{weight: {tolerance_g: 100}}`.
 * Text stays text where the schema wants text; anything else is read as JSON, and a list may be written `pick,pack`.
 * A record's keys (a carrier's code) are known from the file. The result is checked with the file, not here.
 */
export function withEnvironment(file: Tree, environment: NodeJS.ProcessEnv): Tree {
  return laidOver(file, environment).settings;
}

/** Variables that look like settings and spell none: they change nothing, and whoever set one thinks it does. */
export const strayVariables = (file: Tree, environment: NodeJS.ProcessEnv): string[] =>
  laidOver(file, environment).strays;

function laidOver(file: Tree, environment: NodeJS.ProcessEnv): { settings: Tree; strays: string[] } {
  const settings = structuredClone(file);
  const strays: string[] = [];
  for (const [name, text] of Object.entries(environment)) {
    if (!name.startsWith(PREFIX) || NOT_SETTINGS.has(name) || text === undefined) continue;
    if (name.startsWith(SECRETS)) continue;
    if (!place(settings, settingsSchema, name.slice(PREFIX.length), text)) strays.push(name);
  }
  return { settings, strays: strays.toSorted() };
}

interface SchemaNode {
  readonly type: string;
  readonly wrapped?: SchemaNode;
  readonly entries?: Readonly<Record<string, SchemaNode>>;
  readonly value?: SchemaNode;
  readonly item?: SchemaNode;
}

/**
 * A value as it is typed, for a path of the settings: text where the schema wants text (a prefix of digits, a key), else
 * JSON, or text that is none.
 */
export function readValue(path: Path, text: string): unknown {
  let node: SchemaNode | undefined = unwrap(settingsSchema);
  for (const key of path) {
    const below: SchemaNode | undefined =
      node === undefined ? undefined : (node.entries?.[key] ?? (node.type === 'record' ? node.value : node.item));
    node = below === undefined ? undefined : unwrap(below);
  }
  return read(text, node?.type ?? 'unknown');
}

/** Puts `text` at the path that `rest` spells, if the schema has one; says whether it did. */
function place(target: Tree, schema: unknown, rest: string, text: string): boolean {
  const node = unwrap(schema as SchemaNode);
  const children: Readonly<Record<string, SchemaNode>> =
    node.entries ??
    (node.type === 'record' && node.value !== undefined ? fromKeys(Object.keys(target), node.value) : {});
  for (const [key, child] of Object.entries(children)) {
    const spelled = key.toUpperCase().replaceAll('-', '_');
    if (rest === spelled) {
      target[key] = read(text, unwrap(child).type);
      return true;
    }
    if (!rest.startsWith(`${spelled}_`)) continue;
    const below = isTree(target[key]) ? target[key] : {};
    if (!place(below, child, rest.slice(spelled.length + 1), text)) continue;
    target[key] = below;
    return true;
  }
  return false;
}

const fromKeys = (keys: readonly string[], value: SchemaNode): Record<string, SchemaNode> =>
  Object.fromEntries(keys.map((key) => [key, value]));

function unwrap(node: SchemaNode): SchemaNode {
  return node.type === 'optional' && node.wrapped !== undefined ? unwrap(node.wrapped) : node;
}

function read(text: string, type: string): unknown {
  if (type === 'string' || type === 'picklist') return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return type === 'array' ? text.split(',').map((item) => item.trim()) : text;
  }
}
