import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { KEY, karrioDouble, SERVICE } from '../../../test/support/carriers/karrio-double.ts';
import type { LabelRequest } from './carrier-port.ts';
import { karrio } from './karrio.ts';

const { signal } = new AbortController();
const STRAIGHT = { environment: {}, network: {} };

const request = (reference: string, more: Partial<LabelRequest> = {}): LabelRequest => ({
  reference,
  service: null,
  shipper: { company: 'Nordlicht', country: 'DE' },
  recipient: { name: 'Zoë', street1: 'Große Straße 7', city: 'Berlin', country: 'DE' },
  weightG: 1300,
  sizeMm: [350, 250, 200],
  language: 'zpl',
  ...more,
});

/** `timeoutMs`: short only for who never answers. */
async function server(token = KEY, timeoutMs = 60_000) {
  const double = await karrioDouble();
  const options = { url: double.url, token, service: SERVICE, account: undefined, timeoutMs, wayOut: STRAIGHT };
  return { double, port: karrio(options) };
}

describe('Karrio', () => {
  it('has nothing under a reference, sells a label, and has it then, also where its list leaves the bytes out', async () => {
    const { double, port } = await server();
    expect(await port.find('P-1', signal)).toEqual({ kind: 'none' });
    const bought = await port.buy(request('P-1'), signal);
    expect(bought).toMatchObject({ kind: 'label', label: { trackingNumber: double.bought[0], language: 'zpl' } });
    expect(bought).toMatchObject({ label: { transitDays: 2 } });
    expect(await port.find('P-1', signal)).toEqual(bought);
    double.leaveDocsOutOfLists();
    expect(await port.find('P-1', signal)).toEqual(bought);
  });

  it('is asked through the proxy of the house', async () => {
    const asked: string[] = [];
    const proxy = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.end('{"results":[]}');
    });
    proxy.listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    onTestFinished(() => {
      proxy.close();
      proxy.closeAllConnections();
    });
    const network = { proxy: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` };
    const wayOut = { environment: {}, network };
    const port = karrio({ url: 'http://karrio.example', token: KEY, service: SERVICE, account: undefined, wayOut });
    expect(await port.find('P-1', signal)).toEqual({ kind: 'none' });
    expect(asked).toEqual(['http://karrio.example/v1/shipments?reference=P-1']);
  });

  it('waits with a reason where the certificates of the house cannot be read', async () => {
    const wayOut = { environment: {}, network: { ca_file: '/nowhere/ca.pem' } };
    const port = karrio({ url: 'https://karrio.example', token: KEY, service: SERVICE, account: undefined, wayOut });
    const answer = await port.buy(request('P-1'), signal);
    expect(answer).toMatchObject({ kind: 'later', nothingBought: true });
    expect(answer).toMatchObject({ reason: expect.stringContaining('/nowhere/ca.pem') as string });
  });

  it('never gives somebody else’s label, whose reference contains ours', async () => {
    const { port } = await server();
    await port.buy(request('P-11'), signal);
    expect(await port.find('P-1', signal)).toEqual({ kind: 'none' });
  });

  it('is asked to buy a draft that a lost answer left, not for another one', async () => {
    const { double, port } = await server();
    double.fail('create', 'loses the answer');
    expect(await port.buy(request('P-1'), signal)).toMatchObject({ kind: 'later', nothingBought: true });
    expect(await port.buy(request('P-1'), signal)).toMatchObject({ kind: 'label' });
    expect(double.shipments).toHaveLength(1);
  });

  it.each([
    ['loses the answer', { kind: 'later', nothingBought: false }],
    ['breaks with 500', { kind: 'later', nothingBought: false, reason: 'Karrio answered 500: internal' }],
    ['holds', { kind: 'later', nothingBought: false }],
    ['answers rubbish', { kind: 'later', nothingBought: false }],
    ['carrier refuses', { kind: 'later', reason: 'Karrio answered 424: address not served' }],
    ['refuses', { kind: 'refused', reason: 'Karrio answered 400: recipient.postal_code is not valid' }],
  ] as const)('a purchase that %s says what is known', async (fault, expected) => {
    const { double, port } = await server(KEY, fault === 'holds' ? 500 : undefined);
    double.fail('purchase', fault);
    expect(await port.buy(request('P-1'), signal)).toMatchObject(expected);
  });

  it('that refuses a search has said nothing of the label; a wrong key buys nothing', async () => {
    const { double, port } = await server();
    double.fail('list', 'refuses');
    expect(await port.find('P-1', signal)).toMatchObject({ kind: 'later' });
    const { port: wrong } = await server('wrong');
    expect(await wrong.buy(request('P-1'), signal)).toMatchObject({ kind: 'later', nothingBought: true });
  });

  it('refuses what it has no rate for, and an address without a country', async () => {
    const { port } = await server();
    const noRate = await port.buy(request('P-1', { service: 'express' }), signal);
    expect(noRate).toEqual({ kind: 'refused', reason: 'Karrio has no rate for express' });
    expect(await port.buy(request('P-2', { recipient: {} }), signal)).toMatchObject({ kind: 'refused' });
  });

  it('takes a label back, and again', async () => {
    const { double, port } = await server();
    await port.buy(request('P-1'), signal);
    expect(await port.giveBack('P-1', signal)).toBeUndefined();
    expect(await port.giveBack('P-1', signal)).toBeUndefined();
    expect(double.shipments).toMatchObject([{ status: 'cancelled' }]);
    double.fail('list', 'is down');
    expect(await port.giveBack('P-1', signal)).toBe('Karrio answered 503');
  });
});
