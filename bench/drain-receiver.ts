// The receiver of the drain bench, in a process of its own: takes everything and says so at once. It counts only when
// asked, so that counting is in nobody's way. Said to the parent: first its port, then `{spans, bytes}` for each message.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';

let bodies: Buffer[] = [];
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    bodies.push(Buffer.concat(chunks));
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"partialSuccess":{}}');
  });
});
server.keepAliveTimeout = 600_000;
process.on('message', () => {
  let spans = 0;
  let bytes = 0;
  for (const body of bodies) {
    bytes += body.length;
    const text = (body[0] === 0x1f ? gunzipSync(body) : body).toString('latin1');
    spans += text.split('"endTimeUnixNano"').length - 1;
  }
  bodies = [];
  process.send?.({ spans, bytes });
});
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
