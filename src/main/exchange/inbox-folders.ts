import { lstat, mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freeName, pathOf, REASON_SUFFIX } from './inbox-names.ts';
import type { EventOutcome } from './outside-text.ts';

/** The inbox and its rooms. A file that is being read lies in `taking`, where only the station puts files. */
export interface InboxFolders {
  readonly inbox: string;
  readonly taking: string;
  readonly done: string;
  readonly refused: string;
}

export const inboxFolders = (inbox: string): InboxFolders => ({
  inbox,
  taking: join(inbox, '.taking'),
  done: join(inbox, 'done'),
  refused: join(inbox, 'refused'),
});

/** @throws when one cannot be made, or is a link: files would be moved to wherever it points. */
export async function makeFolders(folders: InboxFolders): Promise<void> {
  for (const folder of [folders.inbox, folders.taking, folders.done, folders.refused]) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    if (folder !== folders.inbox && !(await lstat(folder)).isDirectory()) throw new Error(`${folder} is not a folder`);
  }
}

/** Takes a file out of everybody's sight; the name it now has in `taking`. */
export async function takeAway(folders: InboxFolders, name: Buffer): Promise<Buffer> {
  const taken = await freeName(folders.taking, name);
  await rename(pathOf(folders.inbox, name), pathOf(folders.taking, taken));
  return taken;
}

/** Where a file has ended up. */
export interface Settled {
  readonly to: 'done' | 'refused';
  readonly name: Buffer;
}

/** Lays a file that has been read into `done`, or into `refused` beside the reasons. */
export async function settle(
  folders: InboxFolders,
  taken: Buffer,
  outcomes: readonly EventOutcome[],
): Promise<Settled> {
  const refused = outcomes.filter(({ result }) => result === 'refused');
  const to = refused.length === 0 ? 'done' : 'refused';
  const folder = folders[to];
  const name = await freeName(folder, taken);
  if (to === 'refused') {
    // Before the file: whoever finds the file finds why.
    const reasons = `[\n${refused.map((outcome) => JSON.stringify(outcome)).join(',\n')}\n]\n`;
    await writeFile(pathOf(folder, Buffer.concat([name, REASON_SUFFIX])), reasons, { flag: 'wx', mode: 0o600 });
  }
  await rename(pathOf(folders.taking, taken), pathOf(folder, name));
  return { to, name };
}
