import { rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { reasonOf } from '../database/folder-problem.ts';
import type { ControlAnswer, ControlRequest, Who } from './protocol.ts';
import { makeSocketFolder, socketPath } from './socket-path.ts';

/** As much as an intake of many files may be; more is a mistake or an attack. */
const MAX_REQUEST_CHARACTERS = 256 * 1024 * 1024;

export interface ControlServer {
  close(): Promise<void>;
}

/**
 * Answers other processes of this user while this one has the folder. Whoever holds the lock owns the socket, so one that
 * a dead process left behind is simply replaced.
 */
export async function serveControl(
  folder: string,
  who: Who,
  handle: (request: Exclude<ControlRequest, { ask: 'who' }>) => ControlAnswer | Promise<ControlAnswer>,
): Promise<ControlServer> {
  const path = socketPath(folder);
  makeSocketFolder(path);
  if (process.platform !== 'win32') rmSync(path, { force: true });
  const idle = new Set<Socket>();
  const busy = new Set<Promise<void>>();
  const server = createServer((socket) => {
    // An asker that goes away in the middle is its own affair.
    socket.on('error', () => socket.destroy());
    idle.add(socket);
    socket.once('close', () => idle.delete(socket));
    const conversation = async (): Promise<void> => {
      const text = await readRequest(socket);
      idle.delete(socket);
      if (text === undefined) return;
      const answering = respond(socket, text, who, handle);
      busy.add(answering);
      await answering;
      busy.delete(answering);
    };
    void conversation();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
  return { close: () => close(server, idle, busy) };
}

/** The one line an asker sends; undefined when it went away or sent too much. */
async function readRequest(socket: Socket): Promise<string | undefined> {
  socket.setEncoding('utf8');
  let text = '';
  try {
    // Leaving the loop must not end the conversation: the answer goes out on the same socket.
    for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
      text += String(chunk);
      if (text.endsWith('\n')) return text;
      if (text.length > MAX_REQUEST_CHARACTERS) break;
    }
  } catch {
    // Gone in the middle of its question.
  }
  socket.destroy();
  return undefined;
}

async function respond(
  socket: Socket,
  text: string,
  who: Who,
  handle: Parameters<typeof serveControl>[2],
): Promise<void> {
  let answer: Who | ControlAnswer;
  try {
    const request = JSON.parse(text) as ControlRequest;
    answer = request.ask === 'who' ? who : await handle(request);
  } catch (error) {
    answer = { lines: [], errors: [reasonOf(error)], exit: 1 };
  }
  await new Promise<void>((resolve) => {
    socket.once('close', () => resolve());
    if (socket.destroyed) resolve();
    else socket.end(`${JSON.stringify(answer)}\n`);
  });
}

/** Whoever was promised an answer gets it; whoever has connected and says nothing does not hold up the end of a shift. */
async function close(server: Server, idle: ReadonlySet<Socket>, busy: ReadonlySet<Promise<void>>): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  for (const socket of idle) socket.destroy();
  await Promise.all(busy);
  await closed;
}
