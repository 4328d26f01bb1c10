import { watch, type FSWatcher } from 'node:fs';
import { reasonOf } from '../database/folder-problem.ts';
import { STILL_MS, type Inbox } from './inbox.ts';
import { shown } from './inbox-names.ts';

/** Looks at least this often: what watches a folder misses things on network shares, and everywhere sometimes. */
const LOOK_EVERY_MS = 2000;
/** Several changes in a row are one reason to look. */
const AFTER_HINT_MS = 100;

export interface InboxWatch {
  /** Ends after the batch at hand. */
  stop(): Promise<void>;
}

/**
 * Looks into the inbox again and again until it is stopped. The system's word that something changed makes it look
 * sooner; it is never relied on.
 * @param complain is told each new trouble once.
 */
export async function watchInbox(inbox: Inbox, folder: string, complain: (line: string) => void): Promise<InboxWatch> {
  const stopping = new AbortController();
  const told = new Set<string>();
  let watcher: FSWatcher | undefined;
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> = Promise.resolve();
  let isHinted = false;

  function tell(line: string): void {
    if (!told.has(line)) complain(line);
    told.add(line);
  }

  function lookIn(ms: number): void {
    clearTimeout(timer);
    if (stopping.signal.aborted) return;
    timer = setTimeout(() => {
      looking = look();
    }, ms);
    // A station that has nothing else to do may end.
    timer.unref();
  }

  async function look(): Promise<void> {
    isHinted = false;
    let nextMs = LOOK_EVERY_MS;
    try {
      const { young, troubles } = await inbox.look({ stillBy: 'seen', signal: stopping.signal });
      for (const { name, code } of troubles) tell(`The inbox's ${shown(name)} cannot be taken now (${code}).`);
      if (young.length > 0) nextMs = Math.min(nextMs, STILL_MS / 4);
      watcher ??= watchFolder();
    } catch (error) {
      tell(`The inbox cannot be used: ${reasonOf(error)}.`);
    }
    lookIn(isHinted ? AFTER_HINT_MS : nextMs);
  }

  function watchFolder(): FSWatcher | undefined {
    try {
      const started = watch(folder, { persistent: false }, () => {
        if (isHinted) return;
        isHinted = true;
        lookIn(AFTER_HINT_MS);
      });
      started.on('error', () => {
        started.close();
        watcher = undefined;
      });
      return started;
    } catch {
      // No more watches to be had: the slow look finds everything too.
      return undefined;
    }
  }

  // The first look makes the folder and takes nothing: it has seen nothing stand still yet.
  await look();
  return {
    async stop() {
      stopping.abort();
      clearTimeout(timer);
      watcher?.close();
      await looking;
    },
  };
}
