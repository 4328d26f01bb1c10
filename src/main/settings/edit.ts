import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile, syncFolder } from '../database/durable-file.ts';
import { FolderProblem, reasonOf } from '../database/folder-problem.ts';
import type { Said } from '../messages/message.ts';
import type { Secrets } from '../secrets/secrets.ts';
import { withEnvironment } from './environment.ts';
import { differences, type SettingChange } from './differences.ts';
import { checkSettings } from './faults.ts';
import { readHistory, writeHistory, type SettingsVersion } from './history.ts';
import { waitForStart } from './live.ts';
import { missingSecret, readSettingsFile, SETTINGS_FILE } from './load.ts';
import type { SettingsFile } from './schema.ts';
import { withoutSecrets, withSecrets } from './secret-places.ts';
import { withKnownSecrets } from './share.ts';
import { dotted, withValue, type Path, type Tree } from './tree.ts';

/** What somebody wants of `station.json`. */
export type SettingsEdit =
  /** `value` null takes the key out. All or none. */
  | { readonly kind: 'set'; readonly changes: readonly { readonly path: Path; readonly value: unknown }[] }
  /** The whole file; references to secrets that it leaves out stay. */
  | { readonly kind: 'replace'; readonly settings: Tree }
  /** The version before this one. */
  | { readonly kind: 'undo' };

export type Edited =
  | {
      readonly ok: true;
      readonly changes: readonly SettingChange[];
      /** Paths that hold from the next start. */
      readonly wait: readonly string[];
      /** Secrets that were in the text and are kept elsewhere now. */
      readonly secrets: readonly { readonly name: string; readonly kept_in: string }[];
    }
  /** In no language yet. */
  | { readonly ok: false; readonly faults: readonly Said[] };

export interface EditParts {
  readonly folder: string;
  readonly secrets: Secrets;
  /** What will be laid over the file at the next start. */
  readonly environment: NodeJS.ProcessEnv;
  readonly nowMs: number;
  /** The operator; null where nobody is signed in. */
  readonly by: string | null;
  readonly how: 'set' | 'import' | 'setup' | 'window';
  /** What a schema cannot see: whether the numbers of a range can be written. Empty where all is well. */
  readonly furtherFaults: (file: SettingsFile) => readonly Said[];
  /** Only says what would come of it. */
  readonly dryRun?: boolean;
}

/**
 * The one writer of `station.json`. The whole file is checked before anything is written; it is there whole or not at
 * all; what was there before is kept, without secrets. The caller holds the folder's lock.
 * @throws what the disk says.
 */
export function editSettings(edit: SettingsEdit, parts: EditParts): Edited {
  const { folder, secrets } = parts;
  const current = currentOf(folder);
  if (current instanceof FolderProblem && edit.kind !== 'undo')
    return { ok: false, faults: [{ say: 'fault.unreadable', words: { reason: reasonOf(current) } }] };
  const now = current instanceof FolderProblem ? undefined : current;
  const apart = withoutSecrets(now ?? {});
  const isUnreadable = current instanceof FolderProblem;
  const versions = withHandMade(readHistory(folder), now === undefined ? null : apart.file, { ...parts, isUnreadable });
  const wanted = wantedOf(edit, apart.file, versions);
  if (wanted === undefined) return { ok: false, faults: [{ say: 'fault.no_version' }] };
  const next = withoutSecrets(wanted.settings ?? {});

  const all = new Map([...apart.secrets, ...next.secrets]);
  const faults = faultsOf(next.file, (name) => all.get(name) ?? secrets.find(name), parts);
  if (faults.length > 0) return { ok: false, faults };
  const changes = differences(apart.file, next.file);
  const answer = { ok: true, changes, wait: waitForStart(changes) } as const;
  if (parts.dryRun === true) return { ...answer, secrets: [] };

  const kept = [...all].map(([name, value]) => ({ name, kept_in: secrets.keep(name, value) }));
  if (isUnreadable) setAside(folder);
  const { by, how, nowMs } = parts;
  const written: SettingsVersion = {
    at: new Date(nowMs).toISOString(),
    by,
    how,
    settings: wanted.settings === null ? null : next.file,
  };
  // The history first: a kill in between leaves a file that looks made by hand, and nothing is lost.
  writeHistory(folder, edit.kind === 'undo' ? wanted.before : [...wanted.before, written]);
  writeSettings(folder, written.settings);
  return { ...answer, secrets: kept };
}

function currentOf(folder: string): Tree | undefined | FolderProblem {
  try {
    return readSettingsFile(folder);
  } catch (error) {
    if (error instanceof FolderProblem) return error;
    throw error;
  }
}

/** What somebody wrote with an editor since is a version too. */
function withHandMade(
  versions: readonly SettingsVersion[],
  settings: Tree | null,
  { nowMs, isUnreadable }: { readonly nowMs: number; readonly isUnreadable: boolean },
): readonly SettingsVersion[] {
  const newest = versions.at(-1);
  const isKnown = newest !== undefined && JSON.stringify(newest.settings) === JSON.stringify(settings);
  if (isKnown && !isUnreadable) return versions;
  return [...versions, { at: new Date(nowMs).toISOString(), by: null, how: 'hand', settings }];
}

/** `before`: the versions that it comes after. */
type Wanted = { readonly settings: Tree | null; readonly before: readonly SettingsVersion[] };

function wantedOf(edit: SettingsEdit, now: Tree, versions: readonly SettingsVersion[]): Wanted | undefined {
  switch (edit.kind) {
    case 'set': {
      const settings = edit.changes.reduce<Tree>(
        (file, { path, value }) => withValue(file, path, value ?? undefined),
        now,
      );
      return { settings, before: versions };
    }
    case 'replace':
      return { settings: withKnownSecrets(edit.settings, now), before: versions };
    case 'undo': {
      const before = versions.slice(0, -1);
      const last = before.at(-1);
      return last === undefined ? undefined : { settings: last.settings, before };
    }
  }
}

function faultsOf(file: Tree, find: (name: string) => string | undefined, parts: EditParts): readonly Said[] {
  const filled = withSecrets(file, find);
  if (filled.missing.length > 0) return filled.missing.map(({ path, name }) => missingSecret(dotted(path), name));
  const checked = checkSettings(filled.file);
  if (!checked.ok) return checked.faults;
  const started = checkSettings(withEnvironment(filled.file, parts.environment));
  if (started.ok) return parts.furtherFaults(started.file);
  return started.faults.map((fault) => ({ say: 'fault.with_variables', words: { fault } }));
}

function writeSettings(folder: string, settings: Tree | null): void {
  const file = join(folder, SETTINGS_FILE);
  if (settings !== null) return replaceFile(file, `${JSON.stringify(settings, null, 2)}\n`);
  rmSync(file, { force: true });
  syncFolder(folder);
}

/** What nobody can read is not thrown away. */
function setAside(folder: string): void {
  const file = join(folder, SETTINGS_FILE);
  if (existsSync(file)) renameSync(file, join(folder, 'station-unreadable.json'));
}
