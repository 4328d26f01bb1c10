import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { obtainLabel, type LabelRequest } from './carrier-port.ts';
import { karrio } from './karrio.ts';

interface Bought {
  readonly id: string;
  readonly status: string;
  readonly reference: string;
  readonly tracking_number: string;
  readonly label_type: string;
  readonly docs: { readonly label: string };
}

type Fault = 'loses the answer' | 'breaks off' | 'is down' | 'refuses' | 'ignores the filter' | undefined;

/** A small server that behaves as Karrio does where it matters: a second purchase is a second label. */
async function karrioServer() {
  const bought: Bought[] = [];
  const faults: Fault[] = [];
  const asked: string[] = [];
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const fault = faults.shift();
    asked.push(request.method ?? '');
    const reply = (status: number, body: object): void =>
      void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (request.headers.authorization !== 'Token key_1') return reply(401, {});
    if (fault === 'is down') return reply(503, {});
    if (fault === 'breaks off') return void request.socket.destroy();
    if (fault === 'refuses') return reply(422, { errors: [] });
    if (request.method === 'GET') {
      const reference = new URL(request.url ?? '', 'http://x').searchParams.get('reference');
      const found = bought.filter((each) => fault === 'ignores the filter' || each.reference === reference);
      return reply(200, { results: found });
    }
    const { reference } = JSON.parse(await text(request)) as { reference: string };
    const label: Bought = {
      id: `shp_${bought.length}`,
      status: 'purchased',
      reference,
      tracking_number: `KA${bought.length}`,
      label_type: 'ZPL',
      docs: { label: Buffer.from('^XA^XZ').toString('base64') },
    };
    bought.push(label);
    if (fault === 'loses the answer') return void request.socket.destroy();
    return reply(201, label);
  }
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, bought, faults, asked };
}

const request = (reference: string): LabelRequest => ({
  reference,
  service: 'house_standard',
  shipper: { company: 'Nordlicht', country: 'DE' },
  recipient: { name: 'Zoë', street1: 'Große Straße 7', city: 'Berlin', country: 'DE' },
  weightG: 1300,
  sizeMm: [350, 250, 200],
  language: 'zpl',
});

describe('a label of Karrio', () => {
  it('is bought once', async () => {
    const { url, bought } = await karrioServer();
    const port = karrio({ url, token: 'key_1' });
    const answer = await obtainLabel(port, request('P-1'));
    expect(answer).toMatchObject({ kind: 'label', label: { trackingNumber: 'KA0', language: 'zpl' } });
    expect(await obtainLabel(port, request('P-1'))).toEqual(answer);
    expect(bought).toHaveLength(1);
  });

  it('whose answer was lost is found, not bought again', async () => {
    const { url, bought, faults, asked } = await karrioServer();
    const port = karrio({ url, token: 'key_1' });
    faults.push(undefined, 'loses the answer');
    expect(await obtainLabel(port, request('P-1'))).toMatchObject({ kind: 'later' });
    expect(await obtainLabel(port, request('P-1'))).toMatchObject({ kind: 'label', label: { trackingNumber: 'KA0' } });
    expect(bought).toHaveLength(1);
    expect(asked).toEqual(['GET', 'POST', 'GET']);
  });

  it.each<[Fault]>([['is down'], ['breaks off']])(
    'is not bought while a server %s and nobody can look',
    async (fault) => {
      const { url, bought, faults, asked } = await karrioServer();
      faults.push(fault);
      expect(await obtainLabel(karrio({ url, token: 'key_1' }), request('P-1'))).toMatchObject({ kind: 'later' });
      expect(asked).toEqual(['GET']);
      expect(bought).toEqual([]);
    },
  );

  it('is never somebody else’s, also from a server that ignores the filter', async () => {
    const { url, bought, faults } = await karrioServer();
    const port = karrio({ url, token: 'key_1' });
    await obtainLabel(port, request('P-1'));
    faults.push('ignores the filter');
    expect(await obtainLabel(port, request('P-2'))).toMatchObject({ kind: 'label', label: { trackingNumber: 'KA1' } });
    expect(bought.map(({ reference }) => reference)).toEqual(['P-1', 'P-2']);
  });

  it('that is refused is not asked for again; a wrong key is mended and then asked', async () => {
    const { url, faults } = await karrioServer();
    faults.push(undefined, 'refuses');
    expect(await obtainLabel(karrio({ url, token: 'key_1' }), request('P-1'))).toMatchObject({ kind: 'refused' });
    expect(await obtainLabel(karrio({ url, token: 'wrong' }), request('P-1'))).toMatchObject({ kind: 'later' });
  });
});
