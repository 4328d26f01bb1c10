import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';

/** A body as sent (`wireBytes`) and unpacked, or the HTTP status that refuses it and why. */
export type Body =
  | { readonly ok: true; readonly wireBytes: number; readonly body: Uint8Array }
  | { readonly ok: false; readonly wireBytes: number; readonly status: 400 | 413 | 415; readonly problem: string };

const unpack = promisify(gunzip);

/**
 * Everything that was sent, or undefined where that is more than `limit` bytes. What is over the limit is read and
 * dropped, because a sender cut off in the middle would see a broken connection instead of the 413.
 */
async function drain(request: IncomingMessage, limit: number): Promise<{ wireBytes: number; wire?: Buffer }> {
  let chunks: Buffer[] = [];
  let wireBytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    wireBytes += chunk.length;
    if (wireBytes > limit) chunks = [];
    else chunks.push(chunk);
  }
  return wireBytes > limit ? { wireBytes } : { wireBytes, wire: Buffer.concat(chunks) };
}

/** `application/json; charset=utf-8` is `application/json`. */
function mediaType(header: string | undefined): string {
  return (header ?? '').split(';', 1).join('').trim().toLowerCase();
}

/**
 * Reads an OTLP/JSON body, plain or in gzip, of at most `limit` bytes both packed and unpacked
 * (https://opentelemetry.io/docs/specs/otlp/#otlphttp-request: a server MUST limit both).
 *
 * Refusals are data: 415 for another content type or encoding, 413 over the limit, 400 for broken gzip. It rejects
 * only when the connection breaks before the body is complete.
 */
export async function readBody(request: IncomingMessage, limit: number): Promise<Body> {
  const { wireBytes, wire } = await drain(request, limit);
  const refuse = (status: 400 | 413 | 415, problem: string): Body => ({ ok: false, wireBytes, status, problem });
  const type = mediaType(request.headers['content-type']);
  if (type !== 'application/json') return refuse(415, `the content type is "${type}", not application/json`);
  const encoding = mediaType(request.headers['content-encoding']);
  if (!['', 'identity', 'gzip'].includes(encoding)) return refuse(415, `the content encoding "${encoding}" is unknown`);
  if (wire === undefined) return refuse(413, `the body is larger than ${limit} bytes`);
  if (encoding !== 'gzip') return { ok: true, wireBytes, body: wire };
  try {
    return { ok: true, wireBytes, body: await unpack(wire, { maxOutputLength: limit }) };
  } catch (error) {
    // https://nodejs.org/api/errors.html#err_buffer_too_large
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') {
      return refuse(413, `the unpacked body is larger than ${limit} bytes`);
    }
    return refuse(400, `the body is not gzip: ${error instanceof Error ? error.message : String(error)}`);
  }
}
