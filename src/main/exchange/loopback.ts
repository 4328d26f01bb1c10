import type { IncomingHttpHeaders } from 'node:http';

/*
 * Who speaks on the loopback address. A page in a browser on this computer reaches it too, also under a name that an
 * attacker's DNS gave it (DNS rebinding): hence Host and Origin.
 */

/** Whether a Host header names this computer and this port. */
export function isOurHost(host: string, port: number): boolean {
  const ours = ['127.0.0.1', 'localhost'].flatMap((name) => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`]));
  return ours.includes(host.toLowerCase());
}

/** Whether an Origin header is that of a page which was served from this port. */
export const isOurOrigin = (origin: string, port: number): boolean =>
  origin.startsWith('http://') && isOurHost(origin.slice('http://'.length), port);

/** Whether a browser says that a page of somebody else sends this. */
export function isFromForeignPage({ origin, 'sec-fetch-site': site }: IncomingHttpHeaders, port: number): boolean {
  if (origin !== undefined && !isOurOrigin(origin, port)) return true;
  return site !== undefined && site !== 'same-origin' && site !== 'none';
}
