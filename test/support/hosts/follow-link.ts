import { browserWire } from '../../../src/renderer/station/browser.ts';
import { NodeEventSource } from './event-source.ts';

/** A browser as far as the browser host can tell: follows the link, keeps the cookie, names its origin. */
export async function followLink(link: string) {
  const { origin } = new URL(link);
  const opened = await fetch(link, { redirect: 'manual' });
  const cookie = (opened.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? '';
  const request = (path: string, init: RequestInit = {}): Promise<Response> =>
    fetch(`${origin}${path}`, {
      ...init,
      headers: { ...(init.headers as Record<string, string> | undefined), cookie, origin },
    });
  const wire = () =>
    browserWire(
      ((path: string, init?: RequestInit) => request(path, init)) as typeof fetch,
      (path) => new NodeEventSource(request, path) as unknown as EventSource,
    );
  return { opened, cookie, origin, request, wire };
}
