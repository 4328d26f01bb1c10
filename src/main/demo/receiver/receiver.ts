import { once, setMaxListeners } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { checkRequest } from './check-request.ts';
import { decodeRequest } from './decode.ts';
import type { DecodedRequest } from './decode.ts';
import { readBody } from './read-body.ts';
import type { Answer, ReceivedRequest, Receiver, ReceiverOptions } from './receiver-types.ts';
import { accepted, refusal, sendAnswer } from './send-answer.ts';
import { createSpanStore } from './span-store.ts';

type Entry = { -readonly [K in keyof ReceivedRequest]: ReceivedRequest[K] };

const NOTHING: DecodedRequest = { spans: [], digests: [], problems: [] };

/** Spans are taken with a 2xx, unless the answer says otherwise or cuts the connection first. */
function stores(answer: Answer): boolean {
  if (answer.destroy !== undefined) return answer.destroy === 'after';
  const status = answer.status ?? 200;
  return answer.store ?? (status >= 200 && status < 300);
}

/**
 * Starts an OTLP/HTTP trace receiver on 127.0.0.1: a stand-in for an OpenTelemetry backend that checks every request
 * strictly and keeps its spans. It shares no code with any exporter, so it can bear witness to what one sends.
 *
 * `POST /v1/traces` with OTLP/JSON is answered 200, or 400 (not OTLP/JSON), 413 (too large), 415 (another content type
 * or encoding), each with a google.rpc.Status; other methods get 405, other paths 404. Breaches go to `problems`, also
 * when `respond` hides them from the sender. Rejects when the port cannot be had.
 * https://opentelemetry.io/docs/specs/otlp/#otlphttp
 */
export async function startReceiver(options: ReceiverOptions = {}): Promise<Receiver> {
  const { port = 0, maxBodyBytes = 64 * 1024 * 1024, respond } = options;
  const store = createSpanStore();
  const requests: ReceivedRequest[] = [];
  const problems: string[] = [];
  const closing = new AbortController();
  // One listener for each delayed answer, however many there are.
  setMaxListeners(0, closing.signal);

  function note(entry: Entry, found: readonly string[]): void {
    for (const problem of found) problems.push(`request ${entry.index}: ${problem}`);
  }

  /** Reads, checks and stores one export; returns what to say about it. */
  async function take(message: IncomingMessage, entry: Entry): Promise<Answer> {
    const read = await readBody(message, maxBodyBytes);
    entry.wireBytes = read.wireBytes;
    if (!read.ok) {
      note(entry, [read.problem]);
      return respond?.(entry, []) ?? refusal(read.status, [read.problem]);
    }
    entry.bodyBytes = read.body.length;
    const checked = checkRequest(read.body);
    const decoded = checked.ok ? decodeRequest(checked.request) : NOTHING;
    entry.spanCount = decoded.spans.length;
    note(entry, checked.ok ? decoded.problems : checked.problems);
    const usual = checked.ok ? accepted : refusal(400, checked.problems);
    const answer = respond?.(entry, decoded.spans) ?? usual;
    if (checked.ok && stores(answer)) store.add(decoded);
    return answer;
  }

  async function answerTo(message: IncomingMessage, entry: Entry): Promise<Answer> {
    if (entry.path === '/v1/traces' && entry.method === 'POST') return take(message, entry);
    // Unread bytes would be taken for the next request on the same connection.
    message.resume();
    if (entry.path !== '/v1/traces') return refusal(404, [`there is nothing at ${entry.path}`]);
    return { ...refusal(405, [`${entry.method} is not POST`]), headers: { allow: 'POST' } };
  }

  async function handle(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', headers, url = '' } = message;
    const [path = ''] = url.split('?', 1);
    const index = requests.length;
    const entry: Entry = {
      index,
      receivedAtMs: Date.now(),
      method,
      path,
      headers,
      wireBytes: 0,
      bodyBytes: 0,
      spanCount: 0,
      status: undefined,
    };
    requests.push(entry);
    try {
      entry.status = await sendAnswer(response, await answerTo(message, entry), closing.signal);
    } catch (error) {
      // A sender killed in the middle of a body breaks the connection: no fault of the request. The rest, such as a
      // `respond` that throws, has to be seen.
      if (message.destroyed && !message.complete) return;
      const problem = `the receiver failed: ${error instanceof Error ? error.message : String(error)}`;
      note(entry, [problem]);
      entry.status = await sendAnswer(response, refusal(500, [problem]), closing.signal);
    }
  }

  const server = createServer((message, response) => void handle(message, response));
  // Node's 5 s would cut idle connections under an exporter that is about to use them: a fault nobody scripted.
  server.keepAliveTimeout = 60_000;
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const boundPort = typeof address === 'object' && address !== null ? address.port : port;

  return {
    url: `http://127.0.0.1:${boundPort}`,
    requests,
    problems,
    resendsDiffer: store.resendsDiffer,
    spans: store.spans,
    get duplicates() {
      return store.duplicates();
    },
    waitForSpans: store.waitForSpans,
    async close() {
      closing.abort();
      store.close();
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
