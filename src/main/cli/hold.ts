import { setTimeout as wait } from 'node:timers/promises';
import { ask } from '../control/client.ts';
import type { ControlAnswer, ControlRequest } from '../control/protocol.ts';
import { serveControl } from '../control/server.ts';
import { FolderProblem } from '../database/folder-problem.ts';
import { lockFolder } from '../database/lock.ts';
import { openStation, type OpenStation } from '../station/open-station.ts';
import { VERSION } from '../version.ts';
import { work } from './work.ts';

/** A short command may have the folder for a moment; a station has it for a shift. */
const PATIENCE_MS = 10_000;
const LOOK_AGAIN_MS = 40;

export interface HeldStation extends OpenStation {
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
  let makeLink: (() => string) | undefined;
  try {
    const station = openStation({ folder, environment: process.env, version: VERSION });
    open = station;
    const control = await serveControl(folder, { pid: process.pid, command, version: VERSION }, (request) =>
      request.ask === 'link' ? answerWith(makeLink?.()) : work(station, request),
    );
    return {
      ...station,
      offerLinks(make) {
        makeLink = make;
      },
      async release() {
        await control.close();
        station.close();
        lock.release();
      },
    };
  } catch (error) {
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
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const held = await holdFolder(folder, command);
    if (held !== undefined) {
      try {
        return await work(held, request);
      } finally {
        await held.release();
      }
    }
    const handedOver = await ask(folder, request);
    if (handedOver !== undefined) return handedOver;
    if (Date.now() > deadline) throw new FolderProblem(`${folder} is in use by another process that does not answer.`);
    await wait(LOOK_AGAIN_MS);
  }
}

/** For commands that must be the station themselves. @throws FolderProblem that names who has the folder. */
export async function holdOrRefuse(folder: string, command: string): Promise<HeldStation> {
  const deadline = Date.now() + PATIENCE_MS / 5;
  for (;;) {
    const held = await holdFolder(folder, command);
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
    if (Date.now() > deadline) {
      throw new FolderProblem(
        who === undefined
          ? `${folder} is in use by another process.`
          : `${folder} is in use by pickspan ${who.command} (process ${who.pid}).`,
      );
    }
    await wait(LOOK_AGAIN_MS);
  }
}
