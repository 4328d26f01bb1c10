import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { isStorageFault } from '../database/storage-fault.ts';
import { readBody } from './http-body.ts';
import { readEvents } from './http-events.ts';
import { limitOf, readHead } from './http-guard.ts';
import { problem, rawProblem, sendJson, sendProblem, type Problem } from './http-problem.ts';
import type { EventOutcome } from './outside-text.ts';
import type { InputBatch } from './read-input.ts';

const WAY_IN = 'urn:pickspan:http';
/** Only programs of this computer connect; more at once than this is a fault of one of them. */
const MAX_CONNECTIONS = 32;

export interface HttpServer {
  readonly port: number;
  /** Ends after the batch at hand. */
  close(): Promise<void>;
}

export interface HttpOptions {
  /** 0: any that is free. */
  readonly port: number;
  readonly token: string;
  readonly take: (batch: InputBatch, wayIn: string) => readonly EventOutcome[];
  /** How long the head of a request and the whole of it may take to arrive. */
  readonly timeouts?: { readonly headMs: number; readonly requestMs: number; readonly checkEveryMs: number };
}

/** Takes events by `POST /events` on the loopback address. Rejects when the port cannot be had. */
export async function startHttp(options: HttpOptions): Promise<HttpServer> {
  const { token, take, timeouts = { headMs: 10_000, requestMs: 60_000, checkEveryMs: 1000 } } = options;
  const answering = new Map<ServerResponse, Promise<void>>();
  const lastResponse = new WeakMap<Socket, ServerResponse>();
  let isClosing = false;

  async function answer(request: IncomingMessage, response: ServerResponse, mayGoOn: () => void): Promise<void> {
    const head = readHead(request, boundPort(), token);
    if (!head.ok) return sendProblem(response, head.problem);
    mayGoOn();
    const limit = limitOf(head.mode);
    const body = await readBody(request, limit);
    if (body === undefined) return sendProblem(response, problem(413, `The body may have ${limit} bytes.`));
    const reading = readEvents(head.mode, request.headersDistinct, body);
    if (!reading.ok) return sendProblem(response, reading.problem);
    const outcomes: EventOutcome[] = [];
    for (const batch of reading.batches) {
      if (isClosing) return sendProblem(response, unavailable('The station is closing.'));
      for (const outcome of take(batch, WAY_IN)) outcomes.push(outcome);
      // Whoever scans at this station meanwhile has the next turn.
      await nextTurn();
    }
    const status = outcomes.some(({ result }) => result === 'refused') ? 422 : 200;
    sendJson(response, status, reading.isSingle ? outcomes[0] : outcomes);
  }

  function handle(request: IncomingMessage, response: ServerResponse, mayGoOn = (): void => undefined): void {
    lastResponse.set(request.socket, response);
    const done = answer(request, response, mayGoOn)
      .catch((error: unknown) => sendProblem(response, faultOf(error)))
      .finally(() => answering.delete(response));
    answering.set(response, done);
  }

  const server = createServer({
    // A request without a Host is answered like the others, not by Node with nothing.
    requireHostHeader: false,
    headersTimeout: timeouts.headMs,
    requestTimeout: timeouts.requestMs,
    connectionsCheckingInterval: timeouts.checkEveryMs,
  });
  server.maxConnections = MAX_CONNECTIONS;
  server.on('request', (request, response) => handle(request, response));
  server.on('checkContinue', (request, response) => {
    // Told no, a client that waited may send its body or not: only an end of the connection is clear.
    response.shouldKeepAlive = false;
    handle(request, response, () => {
      response.shouldKeepAlive = true;
      response.writeContinue();
    });
  });
  server.on('checkExpectation', (_request, response) => {
    sendProblem(response, problem(417, 'No expectation but 100-continue can be met.'));
  });
  server.on('connect', (_request, socket) => void socket.end(rawProblem(405, 'This is no proxy.')));
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    const response = lastResponse.get(socket);
    const isAnswering = response?.headersSent === true && !(response.writableFinished && response.req.complete);
    const { status, detail } = UNREADABLE[error.code ?? ''] ?? NO_REQUEST;
    if (socket.writable && !isAnswering) socket.write(rawProblem(status, detail));
    socket.destroySoon();
  });
  server.listen(options.port, '127.0.0.1');
  await once(server, 'listening');

  function boundPort(): number {
    const address = server.address();
    return typeof address === 'object' && address !== null ? address.port : options.port;
  }

  return {
    port: boundPort(),
    async close() {
      isClosing = true;
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
      await Promise.all(answering.values());
    },
  };
}

const unavailable = (detail: string): Problem => problem(503, detail, { 'retry-after': '30' });

/** A full disk is worth another try; what the station stumbled over will make it stumble again. */
const faultOf = (error: unknown): Problem =>
  isStorageFault(error)
    ? unavailable('The events could not be kept; send them again later.')
    : problem(500, 'The station has a fault; the events were not taken.');

/** What Node could not read as a request, as a status. */
const UNREADABLE: Readonly<Record<string, { readonly status: number; readonly detail: string }>> = {
  HPE_HEADER_OVERFLOW: { status: 431, detail: 'The head of the request is too large.' },
  HPE_CHUNK_EXTENSIONS_OVERFLOW: { status: 413, detail: 'The chunks of the body have too many extensions.' },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, detail: 'The request took too long to arrive.' },
};
const NO_REQUEST = { status: 400, detail: 'This is not an HTTP request.' };
