import { createConnection } from 'node:net';
import type { ControlAnswer, ControlRequest, Who } from './protocol.ts';
import { socketPath } from './socket-path.ts';

/** Who it is a process says in a moment, or it hangs; what it is asked to do may take as long as it takes. */
const WHO_MS = 2000;

/** Asks the process that has the folder. Undefined where nobody answers on its socket. */
export async function ask(folder: string, request: { readonly ask: 'who' }): Promise<Who | undefined>;
export async function ask(
  folder: string,
  request: Exclude<ControlRequest, { ask: 'who' }>,
): Promise<ControlAnswer | undefined>;
export async function ask(folder: string, request: ControlRequest): Promise<Who | ControlAnswer | undefined> {
  const patience = request.ask === 'who' ? WHO_MS : undefined;
  const text = await exchange(socketPath(folder), `${JSON.stringify(request)}\n`, patience);
  // An answer is one line; without its end it was cut off by the end of the process.
  return text?.endsWith('\n') === true ? (JSON.parse(text) as Who | ControlAnswer) : undefined;
}

function exchange(path: string, message: string, patienceMs: number | undefined): Promise<string | undefined> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = createConnection(path);
    socket.setEncoding('utf8');
    // The system takes a connection for a process that stands still; nothing is ever said on it.
    if (patienceMs !== undefined)
      socket.setTimeout(patienceMs, () => {
        socket.destroy();
        resolve(undefined);
      });
    socket.once('connect', () => socket.write(message));
    socket.on('data', (chunk: string) => {
      answer += chunk;
    });
    socket.once('end', () => resolve(answer));
    // No socket, nobody behind it, or gone in the middle: all the same to the asker, who looks at the lock again.
    socket.once('error', () => resolve(undefined));
  });
}
