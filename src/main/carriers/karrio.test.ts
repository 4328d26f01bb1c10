import { describe, expect, it } from 'vitest';
import { KEY, karrioDouble, SERVICE } from '../../../test/support/carriers/karrio-double.ts';
import type { LabelRequest } from './carrier-port.ts';
import { karrio } from './karrio.ts';

const { signal } = new AbortController();

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

async function server(token = KEY) {
  const double = await karrioDouble();
  return { double, port: karrio({ url: double.url, token, service: SERVICE, account: undefined, timeoutMs: 500 }) };
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
    const { double, port } = await server();
    double.fail('purchase', fault);
    expect(await port.buy(request('P-1'), signal)).toMatchObject(expected);
  });

  it('that refuses a search has said nothing of the label; a wrong key buys nothing', async () => {
    const { double, port } = await server();
    double.fail('list', 'refuses');
    expect(await port.find('P-1', signal)).toMatchObject({ kind: 'later' });
    const wrong = karrio({ url: double.url, token: 'wrong', service: SERVICE, account: undefined });
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
