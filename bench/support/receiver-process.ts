// The receiver of the bench, in a process of its own: takes everything and says so at once. Bodies are counted only when
// asked or when many lie there, so that counting is in nobody's way and memory is bounded. Said to the parent: first its
// port, then `{spans, bytes}` for each message.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';

const KEPT_BYTES = 400_000_000;

let bodies: Buffer[] = [];
let kept = 0;
let spans = 0;
let bytes = 0;

function count(): void {
  for (const body of bodies) {
    bytes += body.length;
    const text = (body[0] === 0x1f ? gunzipSync(body) : body).toString('latin1');
    spans += text.split('"endTimeUnixNano"').length - 1;
  }
  bodies = [];
  kept = 0;
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const body = Buffer.concat(chunks);
    bodies.push(body);
    kept += body.length;
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"partialSuccess":{}}');
    if (kept > KEPT_BYTES) count();
  });
});
server.keepAliveTimeout = 600_000;
process.on('message', () => {
  count();
  process.send?.({ spans, bytes });
  spans = 0;
  bytes = 0;
});
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
