import react from '@vitejs/plugin-react';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, resolve, sep } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import { contentSecurityPolicy } from '../../src/main/host/page-headers.ts';
import { pageFixture, type PageName } from '../renderer/gallery/page-fixtures.ts';
import { NOW, type Wanted } from '../renderer/gallery/fixtures.ts';
import type { Gallery } from '../renderer/gallery/gallery.tsx';
import { launchChromium } from './chromium.ts';

declare global {
  interface Window {
    readonly gallery: Gallery;
  }
}

/** What every host sends; the gallery shows that the app needs no more. */
const CSP = contentSecurityPolicy({ camera: false });

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
};

const root = resolve(import.meta.dirname, '../renderer/gallery');

const startOf = (page: PageName | undefined): Wanted['name'] =>
  (page === undefined ? undefined : pageFixture(page).view) ?? 'pick-bin';

export interface Shown extends Partial<Wanted> {
  /** A page beside the work, opened by its keys. */
  readonly page?: PageName;
  readonly width?: number;
  readonly height?: number;
  /** Zoom of the browser: 2 is text at 200 %. */
  readonly zoom?: number;
  readonly reducedMotion?: boolean;
}

interface Opened {
  readonly page: Page;
  /** What the page complains of. */
  readonly problems: string[];
}

/** Builds the gallery and opens it in Chromium: every screen of the real app, on a station that knows no rule. */
export async function openGallery() {
  const folder = await mkdtemp(join(tmpdir(), 'pickspan-gallery-'));
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    plugins: [react()],
    build: { outDir: folder, emptyOutDir: true, assetsInlineLimit: 0 },
  });
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const file = join(folder, pathname === '/' ? 'index.html' : pathname);
    readFile(file.startsWith(folder + sep) ? file : folder)
      .then((body) => {
        const type = TYPES[extname(file)] ?? 'application/octet-stream';
        return response.writeHead(200, { 'content-type': type, 'content-security-policy': CSP }).end(body);
      })
      .catch(() => response.writeHead(404).end());
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const browser: Browser = await launchChromium();

  async function newPage({
    language = 'en',
    width = 1024,
    height = 768,
    zoom = 1,
    reducedMotion,
  }: Shown): Promise<Opened> {
    const context = await browser.newContext({
      viewport: { width: Math.round(width / zoom), height: Math.round(height / zoom) },
      deviceScaleFactor: zoom,
      locale: language,
      timezoneId: 'Europe/Berlin',
      reducedMotion: reducedMotion === true ? 'reduce' : 'no-preference',
    });
    const page = await context.newPage();
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(String(error)));
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) problems.push(message.text());
    });
    await page.clock.setFixedTime(NOW);
    return { page, problems };
  }

  async function load(
    { page }: Opened,
    { name, page: beside, language = 'en', theme = 'light' }: Shown,
  ): Promise<void> {
    const view = name ?? startOf(beside);
    const wanted = new URLSearchParams({ view, language, theme, ...(beside === undefined ? {} : { page: beside }) });
    await page.goto(`http://127.0.0.1:${port}/?${wanted.toString()}`);
    await page.locator('main').waitFor();
    await page.evaluate(() => document.fonts.ready);
    if (beside === undefined) return;
    const { keys, press } = pageFixture(beside);
    for (const key of keys) await page.keyboard.press(key);
    if (press !== undefined) await page.locator(press).click();
  }

  const kept = new Map<string, Opened>();

  return {
    /** A page of one screen, drawn, with its faces loaded. `problems` collects what the page complains of. */
    async show(shown: Shown = {}): Promise<Opened> {
      const opened = await newPage(shown);
      await load(opened, shown);
      return opened;
    },
    /** The same, loaded anew into the one page of this size and language: for who looks at one after the other. */
    async turnTo(shown: Shown): Promise<Opened> {
      const { language = 'en', width = 1024, height = 768, zoom = 1, reducedMotion } = shown;
      const key = JSON.stringify({ language, width, height, zoom, reducedMotion });
      const opened = kept.get(key) ?? (await newPage(shown));
      kept.set(key, opened);
      await opened.page.setViewportSize({ width: Math.round(width / zoom), height: Math.round(height / zoom) });
      opened.problems.length = 0;
      await load(opened, shown);
      return opened;
    },
    async close(): Promise<void> {
      await browser.close();
      server.closeAllConnections();
      await new Promise((closed) => {
        server.close(closed);
      });
      await rm(folder, { recursive: true, force: true });
    },
  };
}
