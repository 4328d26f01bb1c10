import { expect, test } from 'vitest';
import { GTIN, mugs, orderCreated } from '../support/orders.ts';
import { stationOf, type InProcess } from '../support/floor/in-process.ts';

// An order at two stations: it may leave the floor once. The test is the broker, and decides who hears what when.

const ALL = ['pick', 'pack', 'ship'];
const ORDER = orderCreated('ORD-1', [mugs(1)]);
const PICK = ['ORD-1', 'A-01-03', GTIN.mug];
const PACK = ['ORD-1', GTIN.mug, 'PS:DONE'];

const block = (from: number): object => ({ numbers: { sscc: { from, to: from + 99 } } });

/** A station that has the order and is cut off from then on, and the one that took it over. */
function takenOver(roles = ALL) {
  const lost = stationOf('lost', roles, block(1));
  const heir = stationOf('heir', roles, block(1001));
  lost.take(ORDER);
  expect(heir.takeOver('lost', lost.told())).toEqual([{ orderId: 'ORD-1', result: { kind: 'taken' } }]);
  return { lost, heir };
}

const ship = (station: InProcess) => {
  const { view } = station.accept('ORD-1');
  return station.accept(view.kind === 'ship' ? String(view.parcels[0]?.tracking_number) : '', 'PS:HANDOVER');
};

const question = (station: InProcess): unknown => {
  const { view } = station.scan('ORD-1');
  return view.kind === 'question' ? view.question : view.kind;
};

test('it had left the station that was cut off: no second parcel leaves, and the conflict is seen where it was taken to', () => {
  const { lost, heir } = takenOver();
  lost.accept(...PICK, ...PACK);
  expect(ship(lost)).toMatchObject({ code: 'ship.handover.ok' });
  heir.accept(...PICK, ...PACK);
  // Nobody knows yet what became of it there.
  expect(heir.scan('PS:SHIP')).toMatchObject({ ok: false, code: 'ship.none' });
  expect(heir.scan('ORD-1')).toMatchObject({
    code: 'conflict.unanswered',
    view: { kind: 'question', question: 'unanswered', other_station: 'lost' },
  });
  lost.hear(heir.told());
  heir.hear(lost.told());
  expect([lost.state(), heir.state()]).toEqual(['dispatched', 'conflict']);
  expect(heir.open.station.view()).toMatchObject({ kind: 'putback' });
  heir.accept('A-01-03', GTIN.mug);
  expect(heir.open.station.view()).toMatchObject({ for_lead: [{ order_id: 'ORD-1', question: 'conflict' }] });
  expect(question(heir)).toBe('conflict');
  heir.accept('PS:REASON:agreed');
  expect(heir.scan('PS:TAKEOVER:lost')).toMatchObject({ ok: false, code: 'conflict.gone' });
  expect(heir.accept('PS:RELEASE')).toMatchObject({ code: 'conflict.released', view: { kind: 'home', for_lead: [] } });
  expect([lost.state(), heir.state()]).toEqual(['dispatched', 'handed_over']);
});

test('the other station let go of it: it says so, and the parcel may leave', () => {
  const { lost, heir } = takenOver();
  heir.accept(...PICK, ...PACK);
  expect(question(heir)).toBe('unanswered');
  lost.hear(heir.told());
  expect(lost.state()).toBe('handed_over');
  heir.hear(lost.told());
  expect(heir.open.station.view()).toMatchObject({ kind: 'home', for_lead: [] });
  expect(ship(heir)).toMatchObject({ code: 'ship.handover.ok' });
});

test('the other station never answers: a lead looks, and lets the parcel go', () => {
  const { heir } = takenOver();
  heir.accept(...PICK, ...PACK);
  heir.told();
  expect(heir.accept('PS:SIGNOUT', 'PS:OP:lead').view).toMatchObject({
    for_lead: [{ order_id: 'ORD-1', question: 'unanswered' }],
  });
  expect(question(heir)).toBe('unanswered');
  expect(heir.accept('PS:RELEASE')).toMatchObject({ code: 'conflict.vouched', view: { kind: 'home' } });
  expect(ship(heir)).toMatchObject({ code: 'ship.handover.ok' });
});

test('nothing leaves before the claim has come back: the message may have gone to another station too', () => {
  const station = stationOf('bench-a', ALL, block(1));
  station.take(ORDER);
  station.accept(...PICK, ...PACK);
  expect(station.scan('PS:SHIP')).toMatchObject({ ok: false, code: 'ship.none' });
  expect(station.scan('ORD-1')).toMatchObject({ ok: false, code: 'ship.unsettled' });
  station.told();
  expect(ship(station)).toMatchObject({ code: 'ship.handover.ok' });
});

test('who it is handed on to waits for the answer too, and gets one of its own', () => {
  const { lost, heir } = takenOver(['pick', 'pack']);
  const shipper = stationOf('shipper', ['ship']);
  heir.accept(...PICK, ...PACK);
  const told = heir.told();
  shipper.take(told.find(({ routingKey }) => routingKey === 'orders.packed')?.event, 'orders.packed');
  expect(question(shipper)).toBe('unanswered');
  shipper.accept('PS:CANCEL');
  // The answer to the heir's claim comes when it is the heir's no more.
  lost.hear(told);
  shipper.hear(lost.told());
  expect(question(shipper)).toBe('unanswered');
  shipper.accept('PS:CANCEL');
  lost.hear(shipper.told());
  shipper.hear(lost.told());
  expect(ship(shipper)).toMatchObject({ code: 'ship.handover.ok' });
  expect(lost.state()).toBe('handed_over');
});

test('a lead of the station that was cut off goes on there, with a reason: the other one stops', () => {
  const { lost, heir } = takenOver();
  lost.accept(...PICK);
  lost.hear(heir.told());
  expect(lost.state()).toBe('conflict');
  lost.accept('ORD-1', 'A-01-03', GTIN.mug);
  expect(question(lost)).toBe('conflict');
  expect(lost.scan('PS:TAKEOVER:heir')).toMatchObject({ ok: false, code: 'conflict.reason.needed' });
  lost.accept('PS:REASON:was_cut_off');
  expect(lost.scan('PS:TAKEOVER:other')).toMatchObject({ ok: false, code: 'conflict.other' });
  expect(lost.accept('PS:TAKEOVER:heir')).toMatchObject({ code: 'conflict.kept', view: { kind: 'home' } });
  const kept = `SELECT station_id, kind, reason, decision, operator_id FROM conflicts`;
  expect(lost.open.db.prepare(kept).get()).toEqual({
    station_id: 'heir',
    kind: 'claimed',
    reason: 'was_cut_off',
    decision: 'ours',
    operator_id: 'w1',
  });
  // From the first bin again, and not out of the door before the other has answered.
  lost.accept(...PICK, ...PACK);
  expect(question(lost)).toBe('unanswered');
  heir.hear(lost.told());
  expect(heir.state()).toBe('handed_over');
  lost.hear(heir.told());
  expect(ship(lost)).toMatchObject({ code: 'ship.handover.ok' });
});

test('release from outside the terminal: a word for a conflict, refused where none is waited for', () => {
  const { lost, heir } = takenOver();
  lost.accept(...PICK);
  expect(lost.open.station.release('ORD-1', undefined)).toMatchObject({ ok: false, code: 'order.closed' });
  expect(lost.open.station.release('ORD-7', undefined)).toMatchObject({ ok: false, code: 'scan.unknown' });
  lost.hear(heir.told());
  // The goods come first.
  expect(lost.open.station.release('ORD-1', undefined)).toMatchObject({ ok: false, code: 'order.held' });
  lost.accept('ORD-1', 'A-01-03', GTIN.mug);
  expect(lost.open.station.release('ORD-1', 'agreed')).toMatchObject({ ok: true, code: 'conflict.released' });
  expect(lost.state()).toBe('handed_over');
  expect(lost.open.db.prepare(`SELECT reason, decision FROM conflicts`).get()).toEqual({
    reason: 'agreed',
    decision: 'theirs',
  });
});

test('a take-over is asked for by a scan at a station of a floor, and never of itself', () => {
  const station = stationOf('bench-a');
  expect(station.scan('PS:TAKEOVER:bench-a')).toMatchObject({ ok: false, code: 'takeover.self' });
  const asked = station.accept('PS:TAKEOVER:bench-b');
  expect(asked).toMatchObject({ code: 'takeover.asked', view: { kind: 'home' } });
  expect(asked.view.say).toContain('bench-b');
  const { takeovers } = station.open;
  takeovers.end(takeovers.open()?.seq ?? 0, Date.now(), 3, 1);
  expect(station.open.station.view().say).toBe('Taken over from station bench-b: 3; 1 stay there.');
});
