import { request as httpRequest, type Agent, type IncomingHttpHeaders } from 'node:http';
import { request as httpsRequest } from 'node:https';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** UTF-8; not more than was asked for. */
  readonly body: string;
}

/**
 * One HTTP request and its answer, whatever its status. Redirects are not followed: the address that was set up is the
 * one that was meant, and a key or a signed body belongs to nobody else. Rejects where no whole answer came.
 * @throws at once where no request can carry what it is given: a header with two lines.
 * @param options.signal ends the whole exchange: a server that sends a byte now and then is gone as well.
 * @param options.atMost how many characters of the answer are kept; without it, all.
 */
export function exchange(
  url: URL,
  options: {
    readonly method: 'GET' | 'POST';
    readonly agent: Agent;
    readonly headers: Readonly<Record<string, string>>;
    readonly signal: AbortSignal;
    readonly body?: string | Uint8Array | undefined;
    readonly atMost?: number;
  },
): Promise<Answer> {
  const { method, agent, headers, signal, body, atMost = Infinity } = options;
  const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
  const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, {
    method,
    agent,
    headers: { 'user-agent': 'pickspan', ...headers, ...length },
    signal,
  });
  return new Promise((resolve, reject) => {
    request.on('error', reject);
    request.on('response', (response) => {
      const parts: string[] = [];
      let kept = 0;
      response.setEncoding('utf8');
      response.on('data', (part: string) => {
        if (kept < atMost) parts.push(part);
        kept += part.length;
      });
      response.on('error', reject);
      response.on('end', () => {
        const { statusCode: status = 0, headers: said } = response;
        resolve({ status, headers: said, body: parts.join('').slice(0, atMost) });
      });
    });
    request.end(body);
  });
}
