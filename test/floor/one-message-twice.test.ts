import { expect, onTestFinished, test } from 'vitest';
import { singleEvent } from '../../src/main/exchange/read-input.ts';
import { openStation } from '../../src/main/station/open-station.ts';
import { dataFolderWith } from '../support/folder.ts';
import { mugs, orderCreated } from '../support/orders.ts';

// A confirm that got lost: one message reaches two stations, and both believe that the order is theirs.

function stationOf(id: string) {
  const folder = dataFolderWith({ station: { id, roles: ['pick'] }, amqp: { url: 'amqp://nobody.invalid' } });
  const open = openStation({ folder, environment: {}, version: '0.0.0-test' });
  onTestFinished(() => open.close());
  let offset = 0;
  const heardFrom = { seq: 0 };
  return {
    take: () =>
      open.intake.batch(singleEvent(orderCreated('ORD-1', [mugs(1)])), 'urn:test', {
        queue: 'orders.new',
        deliveries: 0,
      }),
    state: () => open.db.prepare(`SELECT state FROM orders`).pluck().get(),
    /** Its claims since the last time, as they would come out of the stream. */
    told(): unknown[] {
      const rows = open.db
        .prepare<[number], { seq: number; id: string; type: string; data: string }>(
          `SELECT seq, id, type, data FROM events_out WHERE seq > ? ORDER BY seq`,
        )
        .all(heardFrom.seq);
      heardFrom.seq = rows.at(-1)?.seq ?? heardFrom.seq;
      return rows.map(({ id: eventId, type, data }) => ({
        specversion: '1.0',
        id: eventId,
        source: `urn:pickspan:station:${id}`,
        type,
        data: JSON.parse(data) as unknown,
      }));
    },
    hear(claims: readonly unknown[]): void {
      for (const claim of claims) {
        const [item] = singleEvent(claim).items;
        offset += 1;
        if (item !== undefined) open.floor.heard(item, offset);
      }
    },
  };
}

test.for(['claims cross', 'one had read past the other'])('one of them keeps it, whichever hears first: %s', (how) => {
  const [a, b] = [stationOf('bench-a'), stationOf('bench-b')];
  b.take();
  const early = b.told();
  expect(early).toHaveLength(1);
  if (how === 'one had read past the other') a.hear(early);
  a.take();
  if (how === 'claims cross') a.hear(early);
  b.hear(a.told());
  a.hear(b.told());
  b.hear(a.told());
  expect([a.state(), b.state()]).toEqual(['handed_over', 'ready']);
});
