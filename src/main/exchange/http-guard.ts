import type { IncomingMessage } from 'node:http';
import { MAX_EVENT_BYTES, modeOf, type Mode, type ModeReading } from './http-mode.ts';
import { problem, type Problem } from './http-problem.ts';
import { isAuthorized } from './http-token.ts';
import { isFromForeignPage, isOurHost } from './loopback.ts';
import { MAX_INPUT_BYTES } from './outside-text.ts';

export const EVENTS_PATH = '/events';

/** What a request's head says about its body, or what alone speaks against it. */
export function readHead(request: IncomingMessage, port: number, token: string): ModeReading {
  const problem = senderProblem(request, port, token);
  return problem === undefined ? readBodyHead(request) : { ok: false, problem };
}

function senderProblem(request: IncomingMessage, port: number, token: string): Problem | undefined {
  const { headers, headersDistinct, method, url = '' } = request;
  const hosts = headersDistinct['host'] ?? [];
  if (hosts.length !== 1) return problem(400, 'A request names one Host.');
  if (!isOurHost(hosts[0] ?? '', port)) {
    return problem(403, 'The Host must be 127.0.0.1 or localhost with this port.');
  }
  if (isFromForeignPage(headers, port)) return problem(403, 'No page in a browser may post events.');
  if (url.split('?', 1)[0] !== EVENTS_PATH) return problem(404, `Events are posted to ${EVENTS_PATH}.`);
  if (method !== 'POST') return problem(405, `${EVENTS_PATH} takes POST only.`, { allow: 'POST' });
  if (!isAuthorized(headers.authorization, token)) {
    const error = headers.authorization === undefined ? '' : ', error="invalid_token"';
    const detail = 'The Authorization header must be Bearer and the token of this station.';
    return problem(401, detail, { 'www-authenticate': `Bearer realm="pickspan"${error}` });
  }
  return undefined;
}

function readBodyHead({ headers }: IncomingMessage): ModeReading {
  const mode = modeOf(headers);
  if (!mode.ok) return mode;
  const refuse = (...[status, detail, more]: Parameters<typeof problem>): ModeReading => ({
    ok: false,
    problem: problem(status, detail, more),
  });
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding.trim().toLowerCase() !== 'identity') {
    return refuse(415, 'The body must not be compressed.', { 'accept-encoding': 'identity' });
  }
  if (headers['content-length'] === undefined && headers['transfer-encoding'] === undefined) {
    return refuse(411, 'The request must say how long its body is.');
  }
  const limit = limitOf(mode.mode);
  if (Number(headers['content-length'] ?? 0) > limit) return refuse(413, `The body may have ${limit} bytes.`);
  return mode;
}

/** One event is smaller than a batch may be. Plain JSON may turn out to be either. */
export const limitOf = (mode: Mode): number =>
  mode === 'structured' || mode === 'binary' ? MAX_EVENT_BYTES : MAX_INPUT_BYTES;
