import { expect, it } from 'vitest';
import { openBench } from '../../../test/support/station/bench.ts';
import { created, MUG, PACK_SCANS, PICK_SCANS, TEA } from '../../../test/support/station/samples.ts';

/* What a screen shows beside the next action. */

const LATE = '2020-01-01T10:00:00.000Z';
const NEVER = '2999-01-01T10:00:00.000Z';

it('the home screen says what is next, how much of it is late, and what waits for its carrier', () => {
  const bench = openBench();
  bench.take(created('ORD-1'));
  bench.codes('PS:OP:w1', 'PS:PICK', ...PICK_SCANS, 'ORD-1', ...PACK_SCANS);
  const tracking = String(bench.value('SELECT tracking_number FROM parcels'));
  bench.codes('PS:SHIP', tracking, 'PS:CANCEL');
  bench.take(
    created('LATE', { ship_by: LATE }),
    created('LATER', { ship_by: NEVER }),
    created('RUSH', { priority: 5 }),
  );
  expect(bench.view).toMatchObject({
    kind: 'home',
    late: 1,
    next: { pick: { order_id: 'RUSH', ship_by: null, priority: 5 }, pack: null, ship: null },
    piles: [{ carrier: 'house', parcels: 1 }],
  });
});

it('a station without a stage says nothing of it', () => {
  const bench = openBench({ station: { roles: ['pack'] } });
  bench.take(created('LATE', { ship_by: LATE }));
  bench.codes('PS:OP:w1');
  expect(bench.view).toMatchObject({ kind: 'home', late: 0, next: { pick: null, pack: null, ship: null } });
});

it('a walk says by when, where it is, and what the label of the last unit said', () => {
  const bench = openBench();
  bench.take(created('ORD-1', { ship_by: LATE, priority: 2, items: [{ ...MUG, lot_required: true }, TEA] }));
  bench.codes('PS:OP:w1', 'PS:PICK');
  expect(bench.view).toMatchObject({ kind: 'pick', ship_by: LATE, priority: 2, place: { line: 1, of: 2 } });
  bench.codes('A-01-03', 'MUG-BLUE', 'PS:LOT:L-7');
  expect(bench.view).toMatchObject({ line: { done: 1, taken: { lot: 'L-7', serial: null, expiry: null } } });
  bench.codes('MUG-BLUE', 'PS:LOT:L-8');
  expect(bench.view).toMatchObject({ place: { line: 2, of: 2 }, line: { taken: null } });
});

it('the bench says which box is only suggested, and what the parcel should weigh', () => {
  const bench = openBench();
  bench.take(created('ORD-1'));
  bench.codes('PS:OP:w1', 'PS:PICK', ...PICK_SCANS, 'ORD-1');
  expect(bench.view).toMatchObject({
    kind: 'pack',
    closed: false,
    box_chosen: false,
    filling: { number: 1, units: 0 },
  });
  bench.codes('MUG-BLUE');
  expect(bench.view).toMatchObject({ box_chosen: true, filling: { units: 1, weight_g: null } });
  bench.codes(...PACK_SCANS.slice(1));
  expect(bench.view).toMatchObject({ kind: 'pack', closed: true, filling: null });
});

it('the shipping bench calls the carrier by its name', () => {
  const bench = openBench({ carriers: { house: { name: 'Yellow Post' } } });
  bench.take(created('ORD-1'));
  bench.codes('PS:OP:w1', 'PS:PICK', ...PICK_SCANS, 'ORD-1', ...PACK_SCANS, 'PS:SHIP');
  expect(bench.view).toMatchObject({ kind: 'ship', carrier: { code: 'house', name: 'Yellow Post' } });
  bench.codes(String(bench.value('SELECT tracking_number FROM parcels')));
  expect(bench.view.say).toContain('Yellow Post');
});
