import { STATUS_CODES, type ServerResponse } from 'node:http';

/** Why a request was not answered as it wished (RFC 9457, without a type of its own). */
export interface Problem {
  readonly status: number;
  readonly detail: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const HEADERS = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' } as const;

export const problem = (status: number, detail: string, headers: Readonly<Record<string, string>> = {}): Problem => ({
  status,
  detail,
  headers,
});

export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  send(response, status, { 'content-type': 'application/json' }, JSON.stringify(value));
}

export function sendProblem(response: ServerResponse, { status, detail, headers }: Problem): void {
  send(response, status, { ...headers, 'content-type': 'application/problem+json' }, bodyOf(status, detail));
}

/** A problem as bytes on the wire, for a request that could not be read as one. */
export function rawProblem(status: number, detail: string): string {
  const body = bodyOf(status, detail);
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    'content-type: application/problem+json',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  return `${head.join('\r\n')}\r\n\r\n${body}`;
}

function send(response: ServerResponse, status: number, headers: Record<string, string>, body: string): void {
  // Whoever asked may have gone.
  if (response.destroyed || response.headersSent) return;
  response.writeHead(status, { ...HEADERS, ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(response.req.method === 'HEAD' ? undefined : body);
}

const bodyOf = (status: number, detail: string): string =>
  JSON.stringify({ title: STATUS_CODES[status] ?? 'Error', status, detail });
