import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { Reply } from '../../shared/contract.ts';
import { readBody } from '../exchange/http-body.ts';
import { pageFile } from '../host/page-files.ts';
import { pageHeaders } from '../host/page-headers.ts';
import type { StationHost } from '../host/station-host.ts';
import { streamChanges } from './event-stream.ts';
import { LINK_USED, NO_SESSION, NOT_BUILT } from './plain-page.ts';
import { cookieName, judge } from './request-verdict.ts';
import type { Sessions } from './session.ts';

/** The largest call is a hundred spans. */
const MOST_CALL_BYTES = 256 * 1024;
/** A browser opens six for itself; a few windows of one worker. */
const MAX_CONNECTIONS = 64;
/** Longer than a worker needs from one scan to the next: no scan waits for a connection to be made. */
const KEEP_ALIVE_MS = 120_000;

export interface BrowserServer {
  readonly port: number;
  /** A link that opens the station once, in one browser. */
  readonly newLink: () => string;
  close(): Promise<void>;
}

/**
 * Serves the page and the contract to browsers on this computer, and to nobody else. Rejects when the port cannot be had.
 */
export async function startBrowserServer(options: {
  readonly host: StationHost;
  readonly sessions: Sessions;
  /** The built page. */
  readonly pages: string;
  /** 0: any that is free. */
  readonly port: number;
  readonly camera: boolean;
  readonly hid: boolean;
}): Promise<BrowserServer> {
  const { host, sessions, pages } = options;
  const security = pageHeaders(options);

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const verdict = judge(request, boundPort(), sessions);
    if ('renew' in verdict && verdict.renew) response.setHeader('set-cookie', cookie(sessions.newValue()));
    switch (verdict.kind) {
      case 'refuse': {
        const more = verdict.allow === undefined ? {} : { allow: verdict.allow };
        return say(response, verdict.status, 'text/plain; charset=utf-8', `${verdict.detail}\n`, more);
      }
      case 'no-session':
        return say(response, 401, 'text/html; charset=utf-8', NO_SESSION);
      case 'open-session':
        return openSession(response, verdict);
      case 'changes':
        return streamChanges(response, security, host.watch);
      case 'page':
        return sendPage(response, verdict.path);
      case 'call':
        return sendReply(response, await reply(request, verdict.name));
    }
  }

  function openSession(response: ServerResponse, { token, hasSession }: { token: string; hasSession: boolean }): void {
    const value = sessions.open(token);
    if (value === undefined && !hasSession) return say(response, 403, 'text/html; charset=utf-8', LINK_USED);
    // The address without the token is what the browser remembers.
    const more = { location: '/', ...(value === undefined ? {} : { 'set-cookie': cookie(value) }) };
    say(response, 303, 'text/plain; charset=utf-8', '', more);
  }

  async function sendPage(response: ServerResponse, path: string): Promise<void> {
    const file = await pageFile(pages, path);
    if (file === undefined) {
      if (path === '/') return say(response, 503, 'text/html; charset=utf-8', NOT_BUILT);
      // Browsers ask for it unasked.
      if (path === '/favicon.ico') return say(response, 204, 'image/x-icon', '');
      return say(response, 404, 'text/plain; charset=utf-8', 'There is no such page.\n');
    }
    const caching = file.isHashed ? 'private, max-age=31536000, immutable' : 'no-store';
    response.writeHead(200, { ...security, 'content-type': file.contentType, 'cache-control': caching });
    await pipeline(createReadStream(file.path), response);
  }

  async function reply(request: IncomingMessage, name: string): Promise<Reply<unknown>> {
    const body = await readBody(request, MOST_CALL_BYTES);
    if (body === undefined) {
      return { ok: false, code: 'invalid', message: `A call may have ${MOST_CALL_BYTES} bytes.` };
    }
    try {
      const text = new TextDecoder('utf-8', { fatal: true }).decode(body);
      return await host.call(name, text === '' ? undefined : JSON.parse(text));
    } catch {
      return { ok: false, code: 'invalid', message: 'A call is JSON in UTF-8.' };
    }
  }

  /** What a call came to is in its reply; the status only says that there is one. */
  const sendReply = (response: ServerResponse, value: Reply<unknown>): void =>
    say(response, 200, 'application/json', JSON.stringify(value));

  function say(
    response: ServerResponse,
    status: number,
    type: string,
    body: string,
    more: Readonly<Record<string, string>> = {},
  ): void {
    // Whoever asked may have gone.
    if (response.destroyed || response.headersSent) return;
    response.writeHead(status, {
      ...security,
      ...more,
      'content-type': type,
      'content-length': Buffer.byteLength(body),
      'cache-control': 'no-store',
    });
    response.end(body);
  }

  const cookie = (value: string): string => `${cookieName(boundPort())}=${value}; HttpOnly; SameSite=Strict; Path=/`;

  const server = createServer({ requireHostHeader: false }, (request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  server.maxConnections = MAX_CONNECTIONS;
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.listen(options.port, '127.0.0.1');
  await once(server, 'listening');

  function boundPort(): number {
    const address = server.address();
    return typeof address === 'object' && address !== null ? address.port : options.port;
  }
  const port = boundPort();

  return {
    port,
    newLink: () => `http://127.0.0.1:${port}/?token=${sessions.newToken()}`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
