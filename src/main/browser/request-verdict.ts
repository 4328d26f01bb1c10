import type { IncomingMessage } from 'node:http';
import { isFromForeignPage, isOurHost, isOurOrigin } from '../exchange/loopback.ts';
import type { Sessions } from './session.ts';

/** What a request wants, or why it gets nothing. */
export type Verdict =
  /** A link was followed; `hasSession`: by somebody who is in already. */
  | { readonly kind: 'open-session'; readonly token: string; readonly hasSession: boolean }
  | { readonly kind: 'page'; readonly path: string; readonly renew: boolean }
  | { readonly kind: 'call'; readonly name: string; readonly renew: boolean }
  | { readonly kind: 'changes'; readonly renew: boolean }
  /** A page request without a session: a person is looking. */
  | { readonly kind: 'no-session' }
  | { readonly kind: 'refuse'; readonly status: number; readonly detail: string; readonly allow?: string };

export type Head = Pick<IncomingMessage, 'method' | 'url' | 'headers' | 'headersDistinct'>;

/** The cookies of 127.0.0.1 are those of all its ports: each station has a name of its own. */
export const cookieName = (port: number): string => `pickspan-${port}`;

const CALL = '/call/';

/** Judges the head of a request; nothing of its body has been read. */
export function judge(head: Head, port: number, sessions: Sessions): Verdict {
  const { method = '', headers, headersDistinct } = head;
  const hosts = headersDistinct['host'] ?? [];
  if (hosts.length !== 1 || !isOurHost(hosts[0] ?? '', port)) {
    return refuse(403, 'The Host must be 127.0.0.1 or localhost with this port.');
  }
  const [path = '', query] = (head.url ?? '').split('?', 2);
  const isCall = path.startsWith(CALL);
  if (method !== (isCall ? 'POST' : 'GET')) {
    return { ...refuse(405, 'That is not how it is asked for.'), allow: isCall ? 'POST' : 'GET' };
  }
  const token = path === '/' ? new URLSearchParams(query).get('token') : null;
  // A person may follow the link from wherever it is shown; a link does nothing but open a page.
  if (isFromForeignPage(headers, port) && !(token !== null && isNavigation(head))) {
    return refuse(403, 'Only the pages of this station may ask.');
  }
  const session = sessions.check(cookieOf(headers.cookie, cookieName(port)));
  if (token !== null) return { kind: 'open-session', token, hasSession: session.isValid };
  if (!session.isValid) {
    return isCall || path === '/changes' ? refuse(401, 'There is no session.') : { kind: 'no-session' };
  }
  const renew = session.isOld;
  if (path === '/changes') return { kind: 'changes', renew };
  if (!isCall) return { kind: 'page', path, renew };
  // A browser says where a POST comes from; whoever does not is none.
  if (!isOurOrigin(headers.origin ?? '', port)) return refuse(403, 'A call names the Origin that it comes from.');
  if (!isJson(headers['content-type'])) return refuse(415, 'A call is application/json.');
  return { kind: 'call', name: path.slice(CALL.length), renew };
}

const refuse = (status: number, detail: string): Extract<Verdict, { kind: 'refuse' }> => ({
  kind: 'refuse',
  status,
  detail,
});

const isNavigation = ({ headers }: Head): boolean =>
  headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';

const isJson = (type: string | undefined): boolean =>
  /^application\/json(?:\s*;\s*charset="?utf-8"?)?$/i.test((type ?? '').trim());

function cookieOf(header: string | undefined, name: string): string | undefined {
  for (const pair of (header ?? '').split(';')) {
    const at = pair.indexOf('=');
    if (at !== -1 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return undefined;
}
