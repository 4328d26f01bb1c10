import { setTimeout as wait } from 'node:timers/promises';
import { ask } from '../control/client.ts';
import type { ControlAnswer, ControlRequest } from '../control/protocol.ts';
import { serveControl } from '../control/server.ts';
import { FolderProblem } from '../database/folder-problem.ts';
import { lockFolder } from '../database/lock.ts';
import { openLog, type Log } from '../log/log-file.ts';
import { logCrash, loggedStation, startFault } from './log-station.ts';
import { openStation, type OpenStation } from '../station/open-station.ts';
import { VERSION } from '../version.ts';
import { work } from './work.ts';

/** A short command may have the folder for a moment; a station has it for a shift. */
const PATIENCE_MS = 10_000;
const LOOK_AGAIN_MS = 40;

export interface HeldStation extends OpenStation {
  readonly log: Log;
  /** From now on other processes of this user may ask for a link that opens the station in a browser. */
  offerLinks(makeLink: () => string): void;
  release(): Promise<void>;
}

/**
 * Becomes the station of the folder: takes the lock, opens the station, answers other processes until it is released.
 * @returns undefined while another process has the folder.
 */
export async function holdFolder(folder: string, command: string): Promise<HeldStation | undefined> {
  const lock = lockFolder(folder);
  if (lock === undefined) return undefined;
  let open: OpenStation | undefined;
  const log = openLog(folder);
  let makeLink: (() => string) | undefined;
  try {
    const opened = openStation({ folder, environment: process.env, version: VERSION, log });
    const station = { ...opened, station: loggedStation(opened.station, log), log };
    open = station;
    const control = await serveControl(folder, { pid: process.pid, command, version: VERSION }, (request) =>
      request.ask === 'link' ? answerWith(makeLink?.()) : work(station, request),
    );
    const stopWatching = logCrash(log);
    log.info('station.start', { command, version: VERSION, pid: process.pid, node: process.version });
    return {
      ...station,
      offerLinks(make) {
        makeLink = make;
      },
      async release() {
        await control.close();
        await station.printing.stop();
        station.close();
        log.info('station.stop', { command, pid: process.pid });
        stopWatching();
        lock.release();
      },
    };
  } catch (error) {
    log.error('station.start_failed', { command, version: VERSION, ...startFault(error) });
    open?.close();
    lock.release();
    throw error;
  }
}

const answerWith = (line: string | undefined): ControlAnswer => ({
  lines: line === undefined ? [] : [line],
  errors: [],
  exit: 0,
});

/** Does the work here if the folder is free, else lets the process do it that has the folder. */
export async function doOrHandOver(
  folder: string,
  command: string,
  request: Exclude<ControlRequest, { ask: 'who' | 'link' }>,
): Promise<ControlAnswer> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const held = await holdFolder(folder, command);
    if (held !== undefined) {
      try {
        return await work(held, request);
      } finally {
        await held.release();
      }
    }
    // Asked first who it is: work is not handed to a process that stands still.
    const answers = (await ask(folder, { ask: 'who' })) !== undefined;
    const handedOver = answers ? await ask(folder, request) : undefined;
    if (handedOver !== undefined) return handedOver;
    if (performance.now() > deadline)
      throw new FolderProblem(`${folder} is in use by another process that does not answer.`);
    await wait(LOOK_AGAIN_MS);
  }
}

/** For commands that must be the station themselves. @throws FolderProblem that names who has the folder. */
export function holdOrRefuse(folder: string, command: string): Promise<HeldStation> {
  return takeOrRefuse(folder, command, () => holdFolder(folder, command));
}

/**
 * The folder for this process alone, without opening what is in it; others that ask are told who has it.
 * @throws FolderProblem that names who has the folder.
 */
export function lockOrRefuse(folder: string, command: string): Promise<{ release(): Promise<void> }> {
  return takeOrRefuse(folder, command, async () => {
    const lock = lockFolder(folder);
    if (lock === undefined) return undefined;
    const refuse = { lines: [], errors: [`The folder is under '${command}' and takes nothing now.`], exit: 1 };
    try {
      const control = await serveControl(folder, { pid: process.pid, command, version: VERSION }, () => refuse);
      return {
        async release() {
          await control.close();
          lock.release();
        },
      };
    } catch (error) {
      lock.release();
      throw error;
    }
  });
}

async function takeOrRefuse<T>(folder: string, command: string, take: () => Promise<T | undefined>): Promise<T> {
  const deadline = performance.now() + PATIENCE_MS / 5;
  for (;;) {
    const held = await take();
    if (held !== undefined) return held;
    const who = await ask(folder, { ask: 'who' });
    // A command that ends by itself in a moment is waited for; a station is not.
    const lasting = who !== undefined && (who.command === 'terminal' || who.command === 'open');
    if (lasting) {
      const inUse = `${folder} is in use by pickspan ${who.command} (process ${who.pid}).`;
      // Whoever asks to open it and may talk to it is let in: that is all a new link is for.
      const link = command === 'open' ? (await ask(folder, { ask: 'link' }))?.lines[0] : undefined;
      throw new FolderProblem(link === undefined ? inUse : `${inUse}\nA new link to it: ${link}`);
    }
    if (performance.now() > deadline) {
      throw new FolderProblem(
        who === undefined
          ? `${folder} is in use by another process.`
          : `${folder} is in use by pickspan ${who.command} (process ${who.pid}).`,
      );
    }
    await wait(LOOK_AGAIN_MS);
  }
}
