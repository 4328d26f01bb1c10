import { onTestFinished } from 'vitest';
import { startHttp, type HttpOptions } from '../../../src/main/exchange/http-server.ts';
import { openStation, type OpenStation } from '../../../src/main/station/open-station.ts';
import { temporaryFolder } from './folder.ts';

export const TOKEN = 'the-token-of-this-test-0123456789';

export interface OpenFolder extends OpenStation {
  readonly folder: string;
  /** The rows of a query, each as a plain object. */
  readonly rows: (sql: string) => unknown[];
}

/** A real station in a folder of its own, for the length of one test. */
export function openFolder(): OpenFolder {
  const folder = temporaryFolder();
  const station = openStation({ folder, environment: {}, version: '0.0.0-test' });
  onTestFinished(() => station.close());
  return { ...station, folder, rows: (sql) => station.db.prepare(sql).all() };
}

export interface Door {
  readonly port: number;
  readonly url: string;
  readonly station: OpenFolder;
  readonly post: (body: string, headers?: Readonly<Record<string, string>>) => Promise<Response>;
}

/** The HTTP door of such a station. */
export async function openDoor(options: Partial<HttpOptions> = {}): Promise<Door> {
  const station = openFolder();
  const server = await startHttp({ port: 0, token: TOKEN, take: station.intake.batch, ...options });
  onTestFinished(() => server.close());
  const url = `http://127.0.0.1:${server.port}/events`;
  return {
    port: server.port,
    url,
    station,
    post: (body, headers = {}) =>
      fetch(url, {
        method: 'POST',
        body,
        headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json', ...headers },
      }),
  };
}
