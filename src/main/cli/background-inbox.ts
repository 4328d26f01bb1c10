import { join } from 'node:path';
import { watchInbox } from '../exchange/inbox-watch.ts';
import type { Background, BackgroundOptions } from './background.ts';
import type { HeldStation } from './hold.ts';
import { complain } from './output.ts';

/** Takes what is dropped into the inbox while the station runs. */
export function startInbox(held: HeldStation, { folder }: BackgroundOptions): Promise<Background> {
  return watchInbox(held.inbox, join(folder, 'inbox'), (problem) => {
    complain(problem);
    held.log.warn('inbox.trouble');
  });
}
