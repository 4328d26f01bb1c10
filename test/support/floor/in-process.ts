import { onTestFinished } from 'vitest';
import { singleEvent } from '../../../src/main/exchange/read-input.ts';
import { openStation } from '../../../src/main/station/open-station.ts';
import type { Answer } from '../../../src/shared/answers.ts';
import { dataFolderWith } from '../folder.ts';

/* Stations of a floor in one process, with the broker played by the test: what one told, the others hear when it says so. */

interface ToldEvent {
  readonly type: string;
  readonly subject: string;
  readonly routingKey: string;
  readonly event: Readonly<Record<string, unknown>>;
}

export type InProcess = ReturnType<typeof stationOf>;

export function stationOf(id: string, roles: readonly string[] = ['pick'], settings: object = {}) {
  const folder = dataFolderWith({
    station: { id, roles },
    amqp: { url: 'amqp://nobody.invalid' },
    ...settings,
  });
  const open = openStation({ folder, environment: {}, version: '0.0.0-test' });
  onTestFinished(() => open.close());
  open.station.handle({ scan: 'PS:OP:w1' });
  let offset = 0;
  let seen = 0;

  /** What it has told since the last time, as it would come out of the broker. */
  function told(): ToldEvent[] {
    const rows = open.db
      .prepare<[number], { seq: number; id: string; type: string; data: string; subject: string; routing_key: string }>(
        `SELECT seq, id, type, data, subject, routing_key FROM events_out WHERE seq > ? ORDER BY seq`,
      )
      .all(seen);
    seen = rows.at(-1)?.seq ?? seen;
    const events = rows.map(({ id: eventId, type, data, subject, routing_key: routingKey }) => ({
      type,
      subject,
      routingKey,
      event: {
        specversion: '1.0',
        id: eventId,
        source: `urn:pickspan:station:${id}`,
        type,
        data: JSON.parse(data) as unknown,
      },
    }));
    // What it told comes back to itself as to all others.
    hear(events);
    return events;
  }

  function hear(events: readonly ToldEvent[]): void {
    for (const { event, routingKey } of events) if (routingKey === 'fulfillment.claims') hearOne(event);
  }

  /** The next message of the stream of claims. */
  function hearOne(event: unknown): void {
    const [item] = singleEvent(event).items;
    offset += 1;
    if (item !== undefined) open.floor.heard(item, offset);
  }

  return {
    id,
    roles,
    open,
    told,
    /** An order of the shop, or one that another station handed on. */
    take: (event: unknown, queue = 'orders.new', deliveries = 0) =>
      open.intake.batch(singleEvent(event), 'urn:test', { queue, deliveries }),
    state: (orderId = 'ORD-1') => open.db.prepare(`SELECT state FROM orders WHERE order_id = ?`).pluck().get(orderId),
    hear,
    hearOne,
    /** Takes over what a station still has by what it told. */
    takeOver: (from: string, events: readonly ToldEvent[]) =>
      open.floor.takeOver(
        from,
        events.flatMap(({ event }) => singleEvent(event).items),
      ),
    scan: (scan: string): Answer => open.station.handle({ scan }),
    /** Scans that must all be accepted; the last answer. */
    accept(...scans: readonly string[]): Answer {
      const answers = scans.map((scan) => open.station.handle({ scan }));
      const refused = answers.findIndex(({ ok }) => !ok);
      if (refused !== -1) throw new Error(`${scans[refused]} was refused: ${answers[refused]?.message}`);
      const last = answers.at(-1);
      if (last === undefined) throw new Error('no scan was given');
      return last;
    },
  };
}
