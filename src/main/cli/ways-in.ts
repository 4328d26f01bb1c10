import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ask } from '../control/client.ts';
import { isLeft } from '../exchange/inbox-names.ts';

/** Who has the folder, and how events can come in now. */
export interface WaysIn {
  readonly running: { readonly pid: number; readonly command: string } | null;
  /** The port of a running station that takes events over HTTP. */
  readonly http_port: number | null;
  /** Files that lie in the inbox, and files of which something was refused. */
  readonly inbox: { readonly waiting: number; readonly refused: number };
}

export async function waysIn(folder: string): Promise<WaysIn> {
  const who = await ask(folder, { ask: 'who' });
  const inbox = join(folder, 'inbox');
  return {
    running: who === undefined ? null : { pid: who.pid, command: who.command },
    // One that a killed station left names a port that anybody may have by now.
    http_port: who === undefined ? null : portIn(join(folder, 'http-port')),
    inbox: {
      waiting: count(inbox, (name) => !isLeft(Buffer.from(name)) && name !== 'done' && name !== 'refused'),
      refused: count(join(inbox, 'refused'), (name) => name.endsWith('.reason.json')),
    },
  };
}

function portIn(file: string): number | null {
  try {
    const port = Number(readFileSync(file, 'utf8'));
    return Number.isInteger(port) && port > 0 ? port : null;
  } catch {
    return null;
  }
}

function count(folder: string, counts: (name: string) => boolean): number {
  try {
    return readdirSync(folder).filter(counts).length;
  } catch {
    return 0;
  }
}
