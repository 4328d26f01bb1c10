import { setTimeout as wait } from 'node:timers/promises';
import { ask } from '../control/client.ts';
import { FolderProblem, reasonOf } from '../database/folder-problem.ts';
import { lockFolder } from '../database/lock.ts';
import { isDiskFull } from '../database/storage-fault.ts';
import { openSecrets } from '../secrets/secrets.ts';
import { editSettings, type Edited, type EditParts, type SettingsEdit } from '../settings/edit.ts';
import { settingsFaults } from '../station/settings-faults.ts';

const PATIENCE_MS = 10_000;
const LOOK_AGAIN_MS = 40;

/**
 * Changes `station.json`: here where nobody has the folder (the station itself is not opened, its settings may be what
 * keeps it from opening), else by the station that has it, which takes over at once what it may.
 */
export async function changeSettings(
  folder: string,
  edit: SettingsEdit,
  options: { readonly how: EditParts['how']; readonly dryRun: boolean },
): Promise<Edited & { readonly running?: boolean }> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const lock = lockFolder(folder);
    if (lock !== undefined) {
      try {
        return editSettings(edit, {
          folder,
          secrets: openSecrets(folder, process.env),
          environment: process.env,
          nowMs: Date.now(),
          by: null,
          furtherFaults: settingsFaults,
          ...options,
        });
      } catch (error) {
        if (!(error instanceof Error && 'syscall' in error) || isDiskFull(error)) throw error;
        throw new FolderProblem(`Cannot write the settings in ${folder}: ${reasonOf(error)}.`);
      } finally {
        lock.release();
      }
    }
    const answer = await ask(folder, { ask: 'settings', edit, ...options });
    if (answer?.lines[0] !== undefined) return { ...(JSON.parse(answer.lines[0]) as Edited), running: true };
    const because = answer?.errors[0] ?? 'it does not answer';
    if (performance.now() > deadline) throw new FolderProblem(`${folder} is in use by another process: ${because}`);
    await wait(LOOK_AGAIN_MS);
  }
}

/** What came of a change, for people. */
export function editedInWords(edited: Extract<Edited, { ok: true }> & { readonly running?: boolean }): string[] {
  const { changes, wait: waiting, secrets, running } = edited;
  return [
    ...(changes.length === 0 ? ['Nothing changed.'] : changes.map(changeInWords)),
    ...secrets.map(
      ({ name, kept_in }) => `The secret ${name} is kept in ${kept_in === 'keychain' ? 'the keychain' : kept_in}.`,
    ),
    ...(running !== true || waiting.length === 0
      ? []
      : [`From the next start of the station: ${[...new Set(waiting.map(section))].join(', ')}. The rest holds now.`]),
  ];
}

const section = (path: string): string => path.split('.', 1)[0] ?? path;

function changeInWords({ path, before, after }: { path: string; before: unknown; after: unknown }): string {
  if (before === undefined) return `+ ${path}: ${JSON.stringify(after)}`;
  return after === undefined
    ? `- ${path}: ${JSON.stringify(before)}`
    : `~ ${path}: ${JSON.stringify(before)} -> ${JSON.stringify(after)}`;
}
