import type { AppUpdater } from 'electron-updater';
import { AppImageUpdater } from 'electron-updater/out/AppImageUpdater.js';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, request as sendRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/* A folder on a web server as stations look for updates in it, and electron-updater's own updater outside of Electron. */

export interface UpdateServer {
  readonly url: string;
  /** Offers a version whose package is this file. */
  offer(version: string, program: string, hashOf?: string): void;
  /** What was asked for. */
  readonly asked: string[];
}

const FILE = 'Pickspan.AppImage';

export async function startUpdateServer(channel: string): Promise<UpdateServer> {
  const files = new Map<string, string>();
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    asked.push(path);
    const found = files.get(path);
    if (found === undefined) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-length': Buffer.byteLength(found) }).end(found);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no address');
  return {
    url: `http://127.0.0.1:${address.port}/`,
    asked,
    offer(version, program, hashOf = program) {
      const sha512 = createHash('sha512').update(hashOf).digest('base64');
      const size = Buffer.byteLength(program);
      // As electron-builder writes it.
      const described = [
        `version: ${version}`,
        'files:',
        `  - url: ${FILE}`,
        `    sha512: ${sha512}`,
        `    size: ${size}`,
        `path: ${FILE}`,
        `sha512: ${sha512}`,
        `releaseDate: '2026-11-21T10:00:00.000Z'`,
      ];
      files.set(`/${channel}-linux.yml`, `${described.join('\n')}\n`);
      files.set(`/${FILE}`, program);
    },
  };
}

/** electron-updater's updater for AppImages, with Node's HTTP in the place of Chromium's; nothing else of it is replaced. */
export function nodeUpdater(folder: string, version: string): AppUpdater {
  mkdirSync(folder, { recursive: true });
  const appUpdateConfigPath = join(folder, 'app-update.yml');
  writeFileSync(
    appUpdateConfigPath,
    'provider: generic\nurl: http://127.0.0.1/\nupdaterCacheDirName: pickspan-updater\n',
  );
  const updater = new AppImageUpdater(null, {
    version,
    name: 'pickspan',
    isPackaged: true,
    appUpdateConfigPath,
    userDataPath: folder,
    baseCachePath: join(folder, 'cache'),
    whenReady: () => Promise.resolve(),
    relaunch: () => undefined,
    quit: () => undefined,
    onQuit: () => undefined,
  });
  return Object.assign(updater, { httpExecutor: nodeExecutor(), disableDifferentialDownload: true });
}

interface Executor {
  createRequest(options: RequestOptions, callback: (response: IncomingMessage) => void): unknown;
  download(url: URL, destination: string, options: DownloadOptions): Promise<string>;
  doDownload(request: RequestOptions, state: object, redirects: number): void;
}
interface DownloadOptions {
  readonly headers?: RequestOptions['headers'];
  readonly cancellationToken: {
    createPromise<T>(
      start: (
        resolve: (value: T) => void,
        reject: (error: Error) => void,
        onCancel: (stop: () => void) => void,
      ) => void,
    ): Promise<T>;
  };
}

/** The library's own executor, which does all but the request; it comes with the updater, not to us. */
function nodeExecutor(): Executor {
  const { HttpExecutor } = createRequire(createRequire(import.meta.url).resolve('electron-updater'))(
    'builder-util-runtime',
  ) as { HttpExecutor: new () => Executor };
  class NodeExecutor extends HttpExecutor {
    override createRequest(options: RequestOptions, callback: (response: IncomingMessage) => void): unknown {
      return sendRequest(options, callback);
    }
    override download(url: URL, destination: string, options: DownloadOptions): Promise<string> {
      return options.cancellationToken.createPromise((resolve, reject, onCancel) => {
        const { hostname, port, pathname, protocol } = url;
        const request = { hostname, port, path: pathname, protocol, headers: options.headers };
        const callback = (error?: Error | null): void => (error ? reject(error) : resolve(destination));
        this.doDownload(request, { destination, options, onCancel, callback, responseHandler: null }, 0);
      });
    }
  }
  return new NodeExecutor();
}
