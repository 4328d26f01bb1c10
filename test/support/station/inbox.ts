import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInbox, STILL_MS, type Inbox } from '../../../src/main/exchange/inbox.ts';
import { context, created } from './samples.ts';
import { openFolder, type OpenFolder } from './ways-in.ts';

/** An inbox whose time stands still until it is moved on. */
export function openInbox(): { station: OpenFolder; inbox: Inbox; at: string; wait: (ms: number) => void } {
  const station = openFolder();
  let nowMs = 1000;
  const at = join(station.folder, 'inbox');
  const inbox = createInbox({ folder: at, take: station.intake.batch, steadyMs: () => nowMs });
  mkdirSync(at);
  return { station, inbox, at, wait: (ms) => void (nowMs += ms) };
}

export const order = (id: string): string => JSON.stringify(created(id, {}, context(1)));
export const look = (inbox: Inbox) => inbox.look({ stillBy: 'seen' });
export const results = (outcomes: readonly { result: string }[]): string[] => outcomes.map(({ result }) => result);
export const filesOf = (folder: string): string[] => readdirSync(folder).toSorted();

/** Two looks, so far apart that what stands still is taken at the second. */
export async function lookTwice({ inbox, wait }: Pick<ReturnType<typeof openInbox>, 'inbox' | 'wait'>) {
  await look(inbox);
  wait(STILL_MS);
  return look(inbox);
}
