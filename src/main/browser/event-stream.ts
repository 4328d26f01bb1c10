import type { ServerResponse } from 'node:http';
import type { Change } from '../../shared/contract.ts';

/** More often than anything on the way gives up on a silent connection, and than a person begins to wonder. */
const BEAT_EVERY_MS = 10_000;
/** How long the page waits before it connects again, in ms. */
const RETRY_MS = 500;
/** A page that does not read is let go before it costs memory; it comes again and asks for a snapshot. */
const MOST_UNSENT_BYTES = 4 * 1024 * 1024;

/**
 * Changes as server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html): the id of each is its
 * number. A connection tells nothing of what was before it: a page that comes back asks for a snapshot.
 */
export function streamChanges(
  response: ServerResponse,
  headers: Readonly<Record<string, string>>,
  watch: (listener: (change: Change) => void) => () => void,
): void {
  response.writeHead(200, { ...headers, 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.write(`retry: ${RETRY_MS}\n\n`);
  const send = (text: string): void => {
    if (response.writableLength > MOST_UNSENT_BYTES) response.destroy();
    else response.write(text);
  };
  const stop = watch((change) => send(`id: ${change.sequence}\ndata: ${JSON.stringify(change)}\n\n`));
  const beat = setInterval(() => send(': still here\n\n'), BEAT_EVERY_MS);
  response.on('close', () => {
    clearInterval(beat);
    stop();
  });
}
