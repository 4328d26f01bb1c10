import type { Log } from '../log/log-file.ts';
import { isSame } from './mark.ts';
import { readUpdate, writeUpdate } from './record.ts';
import {
  mayApply,
  next,
  nothingKnown,
  type Mark,
  type Situation,
  type Update,
  type UpdateBackup,
  type UpdateEvent,
} from './state.ts';

/** Where newer versions come from. Each method rejects with what went wrong. */
export interface UpdateFeed {
  /** The version on offer, if it is newer. */
  check(): Promise<string | undefined>;
  /** Fetches what was offered and proves its hash. @returns the file. */
  download(): Promise<string>;
  /** Ends the station and puts the new version in its place; throws where it cannot, and the station goes on. */
  install(): void;
}

export type Verdict = { readonly ok: true } | { readonly ok: false; readonly reason: string };

export interface UpdateWork {
  readonly feed: UpdateFeed;
  /** Copies the folder into one file, beside the work. */
  readonly backUp: (version: string) => Promise<Omit<UpdateBackup, 'mark'>>;
  /** Lets the new version open a copy made of that backup. */
  readonly verify: (program: string, backup: string) => Promise<Verdict>;
  readonly discard: (backup: string) => void;
  /** What the worker sees, and how far the book has come. */
  readonly situation: () => Situation & { readonly mark: Mark };
}

const LOOK_EVERY_MS = 60 * 60_000;
/** A server that is away, a package that is not what it should be: neither gets better by being asked every moment. */
const REST_MS = 15 * 60_000;

/**
 * Keeps a station up to date: looks for newer versions, and installs one only while nobody works, after it has opened a
 * copy of the folder. The rules are in state.ts; this does what they call for, one thing at a time.
 */
export function createUpdateKeeper(options: {
  readonly folder: string;
  readonly version: string;
  /** Without it a newer version is only told of. */
  readonly auto: boolean;
  readonly work: UpdateWork;
  readonly nowMs: () => number;
  readonly log: Log;
}): { readonly step: () => Promise<Update> } {
  const { folder, version, auto, work, nowMs, log } = options;
  const iso = (): string => new Date(nowMs()).toISOString();
  let update = readUpdate(folder) ?? nothingKnown(iso());
  let looked = Number.NEGATIVE_INFINITY;
  let restUntil = Number.NEGATIVE_INFINITY;
  let file: string | undefined;
  let seen: { readonly mark: Mark; readonly sinceMs: number } | undefined;

  function note(event: UpdateEvent): void {
    const before = update;
    update = next(update, event, iso());
    if (JSON.stringify(update) === JSON.stringify(before)) return;
    writeUpdate(folder, update);
    if (update.state !== before.state || update.reason !== before.reason)
      log.info('update.state', { state: update.state, version: update.version, reason: update.reason });
  }

  /** Nobody works, and has not for a while. */
  function isIdle(): boolean {
    const { mark, ...situation } = work.situation();
    if (seen === undefined || !isSame(seen.mark, mark)) seen = { mark, sinceMs: nowMs() };
    return mayApply(situation, nowMs() - seen.sinceMs);
  }

  async function look(): Promise<void> {
    if (nowMs() - looked < LOOK_EVERY_MS) return;
    looked = nowMs();
    const offered = await work.feed.check();
    note(offered === undefined ? { kind: 'nothing newer' } : { kind: 'offered', version: offered });
  }

  async function fetch(): Promise<void> {
    // Also after a restart, when it lies in the updater's own store: it is asked for again there, and proved again.
    if (!auto || !['offered', 'downloaded'].includes(update.state) || file !== undefined) return;
    file = await work.feed.download();
    note({ kind: 'downloaded' });
  }

  async function apply(): Promise<void> {
    if (update.state !== 'downloaded' || file === undefined || !isIdle()) return;
    const { mark } = work.situation();
    const backup = await work.backUp(update.version ?? '');
    const verdict = await work.verify(file, backup.file);
    if (!verdict.ok) {
      work.discard(backup.file);
      return note({ kind: 'rejected', reason: verdict.reason });
    }
    // Somebody came meanwhile: what they did is not in the backup, so there will be another, when they have gone.
    if (!isIdle() || !isSame(mark, work.situation().mark)) return work.discard(backup.file);
    note({ kind: 'applying', from: version, backup: { ...backup, mark } });
    try {
      work.feed.install();
    } catch (error) {
      note({ kind: 'not installed', reason: inOneLine(error) });
    }
  }

  note({ kind: 'started', version });

  return {
    /** Does what is due. What goes wrong is noted and tried again after a rest; it keeps nobody from working. */
    async step() {
      if (nowMs() < restUntil) return update;
      try {
        await look();
        await fetch();
        await apply();
      } catch (error) {
        restUntil = nowMs() + REST_MS;
        note({ kind: 'trouble', reason: inOneLine(error) });
      }
      return update;
    },
  };
}

const LONGEST = 300;
const inOneLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replaceAll(/\s+/g, ' ').slice(0, LONGEST);
