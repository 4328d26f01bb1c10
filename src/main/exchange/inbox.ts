import { performance } from 'node:perf_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { errorCode } from '../database/durable-file.ts';
import { reasonOf } from '../database/folder-problem.ts';
import { isStorageFault } from '../database/storage-fault.ts';
import { lyingIn, readTaken, type FileReading, type WaitingFile } from './inbox-files.ts';
import { inboxFolders, makeFolders, settle, takeAway, type Settled } from './inbox-folders.ts';
import { pathOf } from './inbox-names.ts';
import { MAX_INPUT_EVENTS, type EventOutcome } from './outside-text.ts';
import { readBatches, refusedWhole, type InputBatch } from './read-input.ts';

/** How long a file's size and time must stand still before it is taken. */
export const STILL_MS = 2000;
/** A file that could not be taken or put away is not tried again at once: a full disk stays full for a while. */
const AGAIN_AFTER_MS = 30_000;
const WAY_IN = 'urn:pickspan:inbox';

export interface TakenFile extends Settled {
  readonly outcomes: readonly EventOutcome[];
}

/** What one look at the inbox came to. */
export interface Look {
  readonly taken: readonly TakenFile[];
  /** Files that were written to too lately. */
  readonly young: readonly Buffer[];
  /** Links, pipes and sockets. */
  readonly others: readonly Buffer[];
  /** What could not be done now and is tried again later. */
  readonly troubles: readonly { readonly name: Buffer; readonly code: string }[];
}

export interface LookOptions {
  /** `seen`: it stood still while this process looked on. `written`: its own time is that long ago. */
  readonly stillBy: 'seen' | 'written';
  /** Ends the look after the batch at hand; what has been taken and not settled is read again by the next station. */
  readonly signal?: AbortSignal;
}

export interface Inbox {
  /** Takes what may be taken. Looks follow each other: a file is never read by two. */
  look(options: LookOptions): Promise<Look>;
}

/**
 * The inbox folder: files dropped into it become events. A file is first renamed into `.taking`, then read, then moved
 * to `done` or `refused`. One that a crash left in `.taking` is read again: events known by their id are duplicates.
 */
export function createInbox(options: {
  readonly folder: string;
  readonly take: (batch: InputBatch, wayIn: string) => readonly EventOutcome[];
  readonly steadyMs?: () => number;
}): Inbox {
  const { take, steadyMs = () => performance.now() } = options;
  const folders = inboxFolders(options.folder);
  let seen = new Map<string, number>();
  const notBefore = new Map<string, number>();

  async function lookNow({ stillBy, signal }: LookOptions): Promise<Look> {
    await makeFolders(folders);
    const [left, dropped] = [await lyingIn(folders.taking), await lyingIn(folders.inbox)];
    const waiting = [
      ...left.files.map((file) => ({ file, isTaken: true })),
      ...dropped.files.map((file) => ({ file, isTaken: false })),
    ];
    const nowMs = steadyMs();
    const before = seen;
    seen = new Map(waiting.map(({ file: { stamp } }) => [stamp, before.get(stamp) ?? nowMs]));
    for (const stamp of notBefore.keys()) if (!seen.has(stamp)) notBefore.delete(stamp);

    const taken: TakenFile[] = [];
    const young: Buffer[] = [];
    const troubles: { name: Buffer; code: string }[] = [];
    for (const { file, isTaken } of waiting) {
      if (signal?.aborted === true) break;
      const stillMs = stillBy === 'seen' ? nowMs - (seen.get(file.stamp) ?? nowMs) : Date.now() - file.writtenMs;
      if (stillMs < STILL_MS) young.push(file.name);
      if (stillMs < STILL_MS || (stillBy === 'seen' && nowMs < (notBefore.get(file.stamp) ?? 0))) continue;
      try {
        const done = await takeFile(file, isTaken, signal);
        if (done !== undefined) taken.push(done);
      } catch (error) {
        notBefore.set(file.stamp, nowMs + AGAIN_AFTER_MS);
        troubles.push({ name: file.name, code: errorCode(error) });
      }
    }
    return { taken, young, others: dropped.others, troubles };
  }

  /** A batch that the station stumbles over would make it stumble again with every look: it is refused instead. */
  function takeBatch(batch: InputBatch): readonly EventOutcome[] {
    try {
      return take(batch, WAY_IN);
    } catch (error) {
      if (isStorageFault(error)) throw error;
      return take(refusedWhole('unexpected', `This could not be taken: ${reasonOf(error)}`, ''), WAY_IN);
    }
  }

  async function takeFile(file: WaitingFile, isTaken: boolean, signal?: AbortSignal): Promise<TakenFile | undefined> {
    const name = isTaken ? file.name : await takeAway(folders, file.name);
    const reading = await readTaken(pathOf(folders.taking, name), file.stamp);
    if (reading.kind === 'changed') return undefined;
    const outcomes: EventOutcome[] = [];
    for (const batch of batchesOf(reading)) {
      if (signal?.aborted === true) return undefined;
      for (const outcome of takeBatch(batch)) outcomes.push(outcome);
      // Whoever scans at this station meanwhile has the next turn.
      await nextTurn();
    }
    return { ...(await settle(folders, name, outcomes)), outcomes };
  }

  let last: Promise<unknown> = Promise.resolve();
  return {
    look(how) {
      const turn = last.then(() => lookNow(how));
      last = turn.catch(() => undefined);
      return turn;
    },
  };
}

function batchesOf(reading: Exclude<FileReading, { kind: 'changed' }>): Iterable<InputBatch> {
  return reading.kind === 'text'
    ? readBatches(reading.text, MAX_INPUT_EVENTS)
    : [refusedWhole(reading.reason, reading.message, '')];
}
