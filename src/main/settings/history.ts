import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { errorCode, replaceFile } from '../database/durable-file.ts';
import { reasonOf } from '../database/folder-problem.ts';
import type { Tree } from './tree.ts';

export const HISTORY_FILE = 'station-history.json';
const KEPT = 20;

const version = v.object({
  /** ISO 8601 UTC. */
  at: v.string(),
  /** The operator at the window; null where nobody was signed in, by a command, or by hand. */
  by: v.nullable(v.string()),
  /** `set`, `import`, `undo`, `setup`, `window`, or `hand` for what somebody wrote with an editor. */
  how: v.string(),
  /** Null: there was no file. Secrets stand in it by their names. */
  settings: v.nullable(v.record(v.string(), v.unknown())),
});
const history = v.object({ versions: v.array(version) });

export type SettingsVersion = Omit<v.InferOutput<typeof version>, 'settings'> & { readonly settings: Tree | null };

/** The versions of `station.json`, the newest last: it is what stands there, if nobody changed it by hand. */
export function readHistory(folder: string): SettingsVersion[] {
  try {
    const read = v.safeParse(history, JSON.parse(readFileSync(join(folder, HISTORY_FILE), 'utf8')));
    return read.success ? read.output.versions : [];
  } catch (error) {
    // One that is damaged keeps nobody from changing a setting; it begins anew.
    if (errorCode(error) === 'ENOENT' || error instanceof SyntaxError) return [];
    throw new Error(`${HISTORY_FILE} cannot be read: ${reasonOf(error)}`, { cause: error });
  }
}

export function writeHistory(folder: string, versions: readonly SettingsVersion[]): void {
  replaceFile(join(folder, HISTORY_FILE), `${JSON.stringify({ versions: versions.slice(-KEPT) }, null, 1)}\n`);
}
