import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';

/*
 * Ports that stay a test's own while nobody listens on them. What a system gives out by itself, to servers and to
 * connections alike, lies above them (32768 on Linux, 49152 elsewhere): one of those, let go of for a moment, is soon
 * somebody else's.
 */
const FIRST = 20_000;
const COUNT = 12_000;

/** A port that nobody has, and that nobody else is given as long as this process lives. */
export async function ownPort(): Promise<number> {
  for (;;) {
    const port = FIRST + Math.floor(Math.random() * COUNT);
    // UDP has ports of its own: who holds that one has the number.
    const held = createSocket('udp4').bind({ port, address: '127.0.0.1', exclusive: true });
    const server = createServer();
    try {
      await once(held, 'listening');
      held.unref();
      await once(server.listen(port, '127.0.0.1'), 'listening');
    } catch {
      continue;
    }
    server.close();
    await once(server, 'close');
    return port;
  }
}
