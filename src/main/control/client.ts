import { createConnection } from 'node:net';
import type { ControlAnswer, ControlRequest, Who } from './protocol.ts';
import { socketPath } from './socket-path.ts';

/** Asks the process that has the folder. Undefined where nobody answers on its socket. */
export async function ask(folder: string, request: { readonly ask: 'who' }): Promise<Who | undefined>;
export async function ask(
  folder: string,
  request: Exclude<ControlRequest, { ask: 'who' }>,
): Promise<ControlAnswer | undefined>;
export async function ask(folder: string, request: ControlRequest): Promise<Who | ControlAnswer | undefined> {
  const text = await exchange(socketPath(folder), `${JSON.stringify(request)}\n`);
  return text === undefined || text === '' ? undefined : (JSON.parse(text) as Who | ControlAnswer);
}

function exchange(path: string, message: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = createConnection(path);
    socket.setEncoding('utf8');
    socket.once('connect', () => socket.write(message));
    socket.on('data', (chunk: string) => {
      answer += chunk;
    });
    socket.once('end', () => resolve(answer));
    // No socket, nobody behind it, or gone in the middle: all the same to the asker, who looks at the lock again.
    socket.once('error', () => resolve(undefined));
  });
}
