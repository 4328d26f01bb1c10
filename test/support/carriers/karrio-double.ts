import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

/*
 * A double: it plays the part of Karrio's API that a label needs (https://docs.karrio.io/reference/api/shipments), for a
 * Karrio is a dozen programs and its carriers want money. As there: a shipment begins as a draft with its rates, a search
 * by reference finds every reference that contains the text, a purchase takes a rate of the draft and is 409 for one that
 * was bought, a cancelled one answers 202, a carrier's refusal is 424. Each purchase that reaches it is another label.
 */

export const KEY = 'key_double';
export const SERVICE = 'house_standard';

type Call = 'list' | 'get' | 'create' | 'purchase' | 'cancel';
/**
 * What goes wrong with the next call of a kind. `loses the answer`, `breaks with 500`: the work was done; `is down`,
 * `is broken off`, `carrier refuses`, `refuses`: it was not; `holds`: it is done when `release` is called, and its answer
 * has nobody left to hear it.
 */
export type Fault =
  | 'loses the answer'
  | 'breaks with 500'
  | 'is down'
  | 'is broken off'
  | 'carrier refuses'
  | 'refuses'
  | 'answers rubbish'
  | 'holds';

interface Shipment {
  id: string;
  status: 'draft' | 'purchased' | 'cancelled';
  reference: string;
  recipient: Readonly<Record<string, string>>;
  label_type: string;
  tracking_number: string | null;
}

export async function karrioDouble() {
  const shipments: Shipment[] = [];
  /** Tracking numbers, in the order in which they were paid for. */
  const bought: string[] = [];
  const calls: Call[] = [];
  const faults: Partial<Record<Call, Fault[]>> = {};
  const held: (() => void)[] = [];
  let leavesDocsOut = false;
  let number = (paid: number): string => `00340${String(paid).padStart(9, '0')}`;

  const shown = (shipment: Shipment, isListed = false): object => ({
    ...shipment,
    object_type: 'shipment',
    rates: shipment.status === 'draft' ? [{ id: `rat_${shipment.id}`, service: SERVICE, transit_days: 2 }] : [],
    selected_rate: shipment.tracking_number === null ? null : { service: SERVICE, transit_days: 2 },
    messages: [],
    docs:
      shipment.tracking_number === null || (isListed && leavesDocsOut)
        ? { label: null }
        : { label: Buffer.from(`^XA^MMT^FD${shipment.tracking_number}^FS^PQ5^XZ`).toString('base64') },
  });
  const error = (message: string): object => ({ errors: [{ code: 'error', message }] });

  function perform(call: Call, id: string, url: URL, body: string): [number, object] {
    const known = shipments.find((each) => each.id === id);
    if (call === 'create') {
      const { reference, recipient, label_type: labelType } = JSON.parse(body) as Shipment;
      if ((recipient['country_code'] ?? '') === '') return [400, error('recipient.country_code is required')];
      const draft: Shipment = {
        id: `shp_${shipments.length}`,
        status: 'draft',
        reference,
        recipient,
        label_type: labelType,
        tracking_number: null,
      };
      shipments.push(draft);
      return [201, shown(draft)];
    }
    if (call === 'list') {
      const wanted = url.searchParams.get('reference')?.toLowerCase() ?? '';
      const found = shipments.filter(({ reference }) => reference.toLowerCase().includes(wanted));
      return [200, { count: found.length, next: null, results: found.slice(0, 20).map((each) => shown(each, true)) }];
    }
    if (known === undefined) return [404, error('Shipment not found')];
    if (call === 'get') return [200, shown(known)];
    if (call === 'cancel') {
      if (known.status === 'cancelled') return [202, shown(known)];
      known.status = 'cancelled';
      return [200, shown(known)];
    }
    if (known.status !== 'draft') return [409, error('The shipment is already purchased')];
    if ((JSON.parse(body) as { selected_rate_id: string }).selected_rate_id !== `rat_${id}`)
      return [400, error('no such rate')];
    known.status = 'purchased';
    known.tracking_number = number(bought.length);
    bought.push(known.tracking_number);
    return [200, shown(known)];
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://karrio');
    const body = await text(request);
    const reply = (status: number, said: object | string): void =>
      void response
        .writeHead(status, { 'content-type': 'application/json' })
        .end(typeof said === 'string' ? said : JSON.stringify(said));
    if (request.headers.authorization !== `Token ${KEY}`) return reply(401, error('Invalid token'));
    const [, , , id = '', action = ''] = url.pathname.split('/');
    const call = callOf(request.method ?? '', id, action);
    calls.push(call);
    const fault = faults[call]?.shift();
    switch (fault) {
      case 'is down':
        return reply(503, '<html>Service Unavailable</html>');
      case 'is broken off':
        return void request.socket.destroy();
      case 'carrier refuses':
        return reply(424, { messages: [{ carrier_name: 'house', message: 'address not served' }] });
      case 'refuses':
        return reply(400, error('recipient.postal_code is not valid'));
      case 'answers rubbish':
        return reply(200, 'it works');
      case 'holds':
        return void held.push(() => void perform(call, id, url, body));
      case 'breaks with 500':
        perform(call, id, url, body);
        return reply(500, error('internal'));
      case 'loses the answer':
        perform(call, id, url, body);
        return void request.socket.destroy();
      case undefined:
        return reply(...perform(call, id, url, body));
    }
  }

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    shipments,
    bought,
    calls,
    /** What goes wrong with the next calls of a kind, in their order. */
    fail: (call: Call, ...next: readonly Fault[]): void => void (faults[call] ??= []).push(...next),
    leaveDocsOutOfLists: (): void => void (leavesDocsOut = true),
    numberAs: (make: (paid: number) => string): void => void (number = make),
    /** Does what it was holding. */
    release(): void {
      for (const work of held.splice(0)) work();
    },
    isHolding: (): boolean => held.length > 0,
  };
}

function callOf(method: string, id: string, action: string): Call {
  if (action === 'purchase' || action === 'cancel') return action;
  if (id !== '') return 'get';
  return method === 'POST' ? 'create' : 'list';
}
