import { request, type IncomingMessage } from 'node:http';
import { createConnection } from 'node:net';
import { expect } from 'vitest';
import { TOKEN, type Door } from './ways-in.ts';

/* Requests as no browser and no library would send them. */

export interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string | string[] | undefined>>;
  readonly body?: string | Uint8Array;
}

/** Sends a request as `fetch` would not: with any Host, any path, any length. */
export function send(port: number, { method = 'POST', path = '/events', headers = {}, body = '[]' }: Sent) {
  const usual = {
    authorization: `Bearer ${TOKEN}`,
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
  };
  const all = Object.entries<string | string[] | undefined>({ ...usual, ...headers }).filter(
    (entry): entry is [string, string | string[]] => entry[1] !== undefined,
  );
  return new Promise<{ status: number; headers: IncomingMessage['headers']; body: string }>((resolve, reject) => {
    const sent = request({ port, host: '127.0.0.1', method, path, headers: Object.fromEntries(all) });
    sent.on('error', reject);
    sent.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => void (text += chunk));
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text });
        sent.destroy();
      });
    });
    if (headers['expect'] === undefined) sent.end(body);
    else sent.on('continue', () => sent.end(body)).flushHeaders();
  });
}

/** What comes back for bytes on the wire, until the other side ends. */
export function sendRaw(port: number, bytes: string): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    const socket = createConnection(port, '127.0.0.1', () => socket.write(bytes, 'latin1'));
    socket.setEncoding('latin1').on('data', (chunk: string) => void (text += chunk));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(text));
  });
}

/** Neither an order nor anything kept aside. */
export const nothingTaken = ({ station }: Door): void => {
  expect(station.rows('SELECT source FROM events_in')).toEqual([]);
  expect(station.rows('SELECT way_in FROM refused_inputs')).toEqual([]);
};

/** The headers of a body whose length is not said beforehand. */
export const chunked = (headers: Readonly<Record<string, string>>): NonNullable<Sent['headers']> => ({
  ...headers,
  'content-length': undefined,
  'transfer-encoding': 'chunked',
});
