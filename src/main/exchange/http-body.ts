import type { IncomingMessage } from 'node:http';

/**
 * The whole body; undefined where it is larger than the limit. The rest is then read and dropped, as long as a request
 * may last: a sender that is cut off would not see the answer.
 */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > limit) break;
    chunks.push(chunk);
  }
  if (length <= limit) return Buffer.concat(chunks);
  // Only now: a stream that is still iterated cannot be made to flow, and the sender would wait until it is cut off.
  request.resume();
  return undefined;
}
