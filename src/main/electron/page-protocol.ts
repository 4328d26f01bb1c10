import { protocol } from 'electron';
import { readFile } from 'node:fs/promises';
import type { LanguageCode } from '../../shared/command-barcodes.ts';
import { pageFile } from '../host/page-files.ts';
import { pageHeaders, type PageOptions } from '../host/page-headers.ts';
import { stoppedPage } from './stopped-page.ts';
import { OWN_ORIGIN, SCHEME } from './verdicts.ts';

/** Before the app is ready: an origin like a web page's, and nothing more (item 18: not file://). */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Where the page is that is shown when the real one cannot be. */
export const STOPPED_PATH = '/-/stopped';

/**
 * Serves the built page, with the same headers as every host.
 * @param language of the worker, else of the station: what the app itself has to say is said in it.
 */
export function servePages(pages: string, options: PageOptions, language: () => LanguageCode): void {
  const headers = pageHeaders(options);
  protocol.handle(SCHEME, async ({ url, method }) => {
    const { protocol: scheme, host, pathname } = new URL(url);
    const refuse = (status: number): Response => new Response(null, { status, headers });
    if (method !== 'GET') return refuse(405);
    if (`${scheme}//${host}` !== OWN_ORIGIN) return refuse(404);
    if (pathname === STOPPED_PATH) {
      return new Response(stoppedPage(language()), {
        headers: { ...headers, 'content-type': 'text/html; charset=utf-8' },
      });
    }
    const file = await pageFile(pages, pathname);
    if (file === undefined) return refuse(404);
    return new Response(await readFile(file.path), { headers: { ...headers, 'content-type': file.contentType } });
  });
}
