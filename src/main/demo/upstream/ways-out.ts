import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Connection } from 'rabbitmq-client';
import type { ShopEvent } from './shop-events.ts';

/** Gives events to the warehouse, in their order. @throws in words, when they cannot be given. */
export type WayOut = (events: readonly ShopEvent[]) => Promise<void>;

/** One file of JSON Lines, which has its name only once it is whole. */
export const toInbox =
  (inbox: string, name: string): WayOut =>
  // oxlint-disable-next-line typescript/require-await -- a way like the others
  async (events) => {
    mkdirSync(inbox, { recursive: true, mode: 0o700 });
    const draft = join(inbox, `.${name}.tmp`);
    writeFileSync(draft, events.map(({ event }) => `${JSON.stringify(event)}\n`).join(''), { flush: true });
    renameSync(draft, join(inbox, name));
  };

/** As many as an answer can be waited for. */
const AT_ONCE = 100;

export const toHttp =
  (url: string, token: string): WayOut =>
  async (events) => {
    for (let at = 0; at < events.length; at += AT_ONCE) {
      const answer = await fetch(url, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/cloudevents-batch+json' },
        body: JSON.stringify(events.slice(at, at + AT_ONCE).map(({ event }) => event)),
      });
      if (!answer.ok) throw new Error(`${url} answers ${answer.status}: ${await answer.text()}`);
    }
  };

/** Binary mode, each with the broker's confirm. */
export const toBroker =
  (url: string): WayOut =>
  async (events) => {
    const connection = new Connection({ url, acquireTimeout: 5000, connectionTimeout: 5000 });
    connection.on('error', () => undefined);
    try {
      await connection.onConnect(5000, true);
      const publisher = connection.createPublisher({ confirm: true });
      let returned: string | undefined;
      publisher.on('basic.return', ({ routingKey }) => {
        returned = routingKey;
      });
      for (const { routingKey, event } of events) {
        const { data, ...attributes } = event;
        const named = Object.entries(attributes).map(([name, value]) => [`cloudEvents:${name}`, value]);
        const to = { exchange: 'fulfillment', routingKey, durable: true, mandatory: true };
        const message = {
          ...to,
          contentType: 'application/json',
          headers: Object.fromEntries(named) as Record<string, string>,
        };
        await publisher.send(message, Buffer.from(JSON.stringify(data)));
      }
      await publisher.close();
      if (returned !== undefined) throw new Error(`no queue takes ${returned}: no station has been at this broker yet`);
    } finally {
      connection.unsafeDestroy();
    }
  };
