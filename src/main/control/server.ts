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
  const server = createServer((socket) => void converse(socket, who, handle));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
  return { close: () => close(server) };
}

async function converse(socket: Socket, who: Who, handle: Parameters<typeof serveControl>[2]): Promise<void> {
  // An asker that goes away in the middle is its own affair.
  socket.on('error', () => socket.destroy());
  socket.setEncoding('utf8');
  let text = '';
  // Leaving the loop must not end the conversation: the answer goes out on the same socket.
  for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
    text += String(chunk);
    if (text.length > MAX_REQUEST_CHARACTERS) return void socket.destroy();
    if (text.endsWith('\n')) break;
  }
  try {
    const request = JSON.parse(text) as ControlRequest;
    const answer = request.ask === 'who' ? who : await handle(request);
    socket.end(`${JSON.stringify(answer)}\n`);
  } catch (error) {
    const answer: ControlAnswer = { lines: [], errors: [reasonOf(error)], exit: 1 };
    socket.end(`${JSON.stringify(answer)}\n`);
  }
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
