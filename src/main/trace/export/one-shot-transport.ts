import type { ExportResponse, IExporterTransport } from '@opentelemetry/otlp-exporter-base';
import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { reasonOf } from '../../database/folder-problem.ts';
import type { Endpoint } from './endpoint.ts';
import { judge, type HttpAnswer, type SendOutcome } from './send-outcome.ts';

/** More of an answer than this is not read: its words fit many times over, and its status has been seen. */
const LONGEST_ANSWER_BYTES = 64 * 1024;

/**
 * Exactly one POST for each `send`: no retry and no redirect. The stock transport retries by itself and keeps the
 * Retry-After to itself, while a station has to remember it across restarts.
 * @param report gets the outcome before `send` resolves; the ExportResponse that the delegate wants is too small for it.
 */
export function oneShotTransport(endpoint: Endpoint, report: (outcome: SendOutcome) => void): IExporterTransport {
  return {
    async send(data, timeoutMillis) {
      const outcome = await post(endpoint, data, timeoutMillis);
      report(outcome);
      return toResponse(outcome);
    },
    shutdown: () => endpoint.agent.destroy(),
  };
}

/**
 * Posts an OTLP/JSON body, packed already where the endpoint wants gzip. All that can go wrong is an outcome; it never rejects.
 * @param timeoutMs for the whole of connecting, sending and reading; the stock one starts anew with each sign of life.
 */
export async function post(endpoint: Endpoint, data: Uint8Array, timeoutMs: number): Promise<SendOutcome> {
  try {
    const answer = await exchange(endpoint, data, timeoutMs);
    return judge(answer, Date.now());
  } catch (error) {
    return { kind: 'retry', status: undefined, retryAfterMs: undefined, reason: words(error) };
  }
}

/** @throws whatever keeps an answer's first line from arriving. What follows that line may be cut off. */
function exchange(endpoint: Endpoint, body: Uint8Array, timeoutMs: number): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const headers: Record<string, string | number> = { ...endpoint.headers, 'content-length': body.byteLength };
    if (endpoint.gzip) headers['content-encoding'] = 'gzip';
    const url = new URL(endpoint.url);
    const request = url.protocol === 'https:' ? requestHttps : requestHttp;
    const sending = request(url, { method: 'POST', agent: endpoint.agent, headers });
    const late = setTimeout(() => sending.destroy(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
    sending.once('close', () => clearTimeout(late));
    let answered = false;
    sending.on('error', (error) => {
      // With the status in, a break is no failure any more; the end of the answer tells.
      if (!answered) reject(error);
    });
    sending.once('response', (response) => {
      answered = true;
      readSome(response, (text) => {
        resolve({
          status: response.statusCode ?? 0,
          retryAfter: response.headers['retry-after'],
          date: response.headers.date,
          contentType: response.headers['content-type'],
          body: text,
        });
      });
    });
    sending.end(body);
  });
}

/** Reads to the end, the limit or the break of the connection, whichever comes first, and then calls `done` once. */
function readSome(response: IncomingMessage, done: (text: string) => void): void {
  const chunks: Buffer[] = [];
  let bytes = 0;
  const finish = (): void => done(Buffer.concat(chunks).subarray(0, LONGEST_ANSWER_BYTES).toString('utf8'));
  response.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    bytes += chunk.length;
    // The rest is not waited for: that would take as long as the server likes.
    if (bytes > LONGEST_ANSWER_BYTES) response.destroy();
  });
  response.on('error', () => undefined);
  response.once('close', finish);
}

function toResponse(outcome: SendOutcome): ExportResponse {
  if (outcome.kind === 'ok') return { status: 'success' };
  return { status: outcome.kind === 'retry' ? 'retryable' : 'failure', error: new Error(outcome.reason) };
}

/** Node tries several addresses of one name and then throws an error without a message that holds them all. */
function words(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return error.errors.map(reasonOf).join('; ');
  return reasonOf(error);
}
