import { expect, it } from 'vitest';
import { openBench } from '../../../test/support/station/bench.ts';
import { created, PICK_SCANS } from '../../../test/support/station/samples.ts';

it('with one parcel of two handed over, the home screen still says that one waits', () => {
  const bench = openBench();
  bench.take(created('ORD-1'));
  bench.codes('PS:OP:w1', 'PS:PICK', ...PICK_SCANS);
  bench.codes('ORD-1', 'MUG-BLUE', 'PS:NEXT', 'MUG-BLUE', 'TEA-GREEN', 'PS:DONE', 'PS:SHIP');
  const tracking = (number: number) =>
    String(bench.value('SELECT tracking_number FROM parcels WHERE number = ?', number));
  expect(bench.codes(tracking(1), 'PS:HANDOVER')).toEqual(['ship.label.ok', 'ship.handover.ok']);
  expect(bench.stateOf('ORD-1')).toBe('shipping');
  expect(bench.view).toMatchObject({ kind: 'home', waiting: { ship: 1 }, next: { ship: { order_id: 'ORD-1' } } });
  expect(bench.codes('PS:SHIP', tracking(2), 'PS:HANDOVER').at(-1)).toBe('ship.handover.ok');
  expect(bench.stateOf('ORD-1')).toBe('dispatched');
  expect(bench.view).toMatchObject({ kind: 'home', waiting: { ship: 0 }, next: { ship: null } });
});
