import { expect, test } from 'vitest';
import { GTIN, mugs, orderCreated } from '../support/orders.ts';
import { stationOf } from '../support/floor/in-process.ts';

// A confirm that got lost: one message reaches two stations, and both believe that the order is theirs.

test.for(['claims cross', 'one had read past the other'])('one of them keeps it, whichever hears first: %s', (how) => {
  const [a, b] = [stationOf('bench-a'), stationOf('bench-b')];
  const order = orderCreated('ORD-1', [mugs(1)]);
  b.take(order);
  const early = b.told();
  expect(early).toHaveLength(1);
  if (how === 'one had read past the other') a.hear(early);
  a.take(order);
  if (how === 'claims cross') a.hear(early);
  b.hear(a.told());
  a.hear(b.told());
  b.hear(a.told());
  expect([a.state(), b.state()]).toEqual([how === 'claims cross' ? 'handed_over' : undefined, 'ready']);
});

const ALL = ['pick', 'pack', 'ship'];
const block = (from: number): object => ({ numbers: { sscc: { from, to: from + 99 } } });
const handedOn = (told: ReturnType<ReturnType<typeof stationOf>['told']>): unknown =>
  told.find(({ routingKey }) => routingKey === 'orders.picked')?.event;
const PICK = ['ORD-1', 'A-01-03', GTIN.mug];
const PACK = ['ORD-1', GTIN.mug, 'PS:DONE'];

test('handed on twice, because a confirm got lost: who heard the claim on it leaves it, and the sender is not in conflict', () => {
  const picker = stationOf('picker');
  const first = stationOf('first', ['pack', 'ship'], block(1));
  const second = stationOf('second', ['pack', 'ship'], block(1001));
  picker.take(orderCreated('ORD-1', [mugs(1)]));
  picker.accept(...PICK);
  const message = handedOn(picker.told());
  first.take(message, 'orders.picked');
  const claimed = first.told();
  second.hear(claimed);
  picker.hear(claimed);
  expect(picker.state()).toBe('handed_over');
  expect(second.take(message, 'orders.picked')).toMatchObject([{ result: 'duplicate' }]);
  expect([first.state(), second.state()]).toEqual(['picked', undefined]);
});

test('handed on twice, and the second reads late: it lets nothing leave before it has, and then asks', () => {
  const picker = stationOf('picker');
  const first = stationOf('first', ['pack', 'ship'], block(1));
  const second = stationOf('second', ['pack', 'ship'], block(1001));
  picker.take(orderCreated('ORD-1', [mugs(1)]));
  picker.accept(...PICK);
  const message = handedOn(picker.told());
  first.take(message, 'orders.picked');
  const claimed = first.told();
  first.accept(...PACK);
  const { view } = first.accept('ORD-1');
  first.accept(view.kind === 'ship' ? String(view.parcels[0]?.tracking_number) : '', 'PS:HANDOVER');
  second.take(message, 'orders.picked');
  second.accept(...PACK);
  expect(second.scan('ORD-1')).toMatchObject({ ok: false, code: 'ship.unsettled' });
  // The stream has one order for all: what the first told comes before what the second told.
  second.hear(claimed);
  first.hear(second.told());
  expect(second.scan('ORD-1')).toMatchObject({ code: 'conflict.unanswered' });
  second.hear(first.told());
  expect([first.state(), second.state()]).toEqual(['dispatched', 'conflict']);
});

test('an order is handed on to a station that works on the same message of the shop: it stops, and takes what comes', () => {
  const picker = stationOf('picker', ['pick']);
  const other = stationOf('other', ALL, block(1));
  const order = orderCreated('ORD-1', [mugs(1)]);
  picker.take(order);
  other.take(order);
  other.accept('ORD-1', 'A-01-03', GTIN.mug);
  picker.accept(...PICK);
  expect(other.take(handedOn(picker.told()), 'orders.picked')).toMatchObject([{ result: 'accepted' }]);
  // Its own goods go back first.
  other.accept('ORD-1');
  expect(other.open.station.view()).toMatchObject({ kind: 'putback' });
  other.accept('A-01-03', GTIN.mug);
  expect(other.state()).toBe('picked');
  other.told();
  other.accept(...PACK);
  expect(other.state()).toBe('packed');
});

test('what comes with a number of another parcel is refused, and leaves the conflict here as it was', () => {
  const packer = stationOf('packer', ['pick', 'pack'], block(1));
  const other = stationOf('other', ALL, block(1));
  other.take(orderCreated('ORD-9', [mugs(1)]));
  other.accept('ORD-9', 'A-01-03', GTIN.mug, 'ORD-9', GTIN.mug, 'PS:DONE');
  const order = orderCreated('ORD-1', [mugs(1)]);
  packer.take(order);
  other.take(order);
  other.accept('ORD-1', 'A-01-03', GTIN.mug);
  packer.accept(...PICK, ...PACK);
  const message = packer.told().find(({ routingKey }) => routingKey === 'orders.packed')?.event;
  expect(other.take(message, 'orders.packed')).toMatchObject([{ result: 'refused', reason: 'number_taken' }]);
  expect(other.state()).toBe('conflict');
  const rows = (sql: string): unknown[] => other.open.db.prepare(sql).all();
  expect(rows('SELECT decision FROM conflicts')).toEqual([{ decision: null }]);
  expect(rows(`SELECT stage FROM stages WHERE order_id = 'ORD-1' AND stage = 'pick'`)).toHaveLength(1);
});
