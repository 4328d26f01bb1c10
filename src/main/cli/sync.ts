import type { Arguments } from './arguments.ts';
import { doOrHandOver } from './hold.ts';
import { tell } from './output.ts';

/** `sync [--now]`: one try for all that may be sent now. Exit 0 when nothing waits any more. */
export async function sync(given: Arguments): Promise<number> {
  const answer = await doOrHandOver(given.folder, 'sync', { ask: 'sync', now: given.flags.has('now') });
  return tell(answer);
}
