// What the tests of this folder share.
import type { Bench } from '../../../test/support/station/bench.ts';
import { HOUR } from '../../../test/support/station/hand-clock.ts';
import { created, PACK_SCANS, PICK_SCANS } from '../../../test/support/station/samples.ts';

export const DAY: number = 24 * HOUR;

/** One whole pass; how many steps it took. */
export function pass({ retention }: Bench): number {
  let steps = 0;
  for (const step of retention.pass()) steps += step === undefined ? 1 : 0;
  return steps;
}

/** Time goes by with the station running: it looks at its clock each day. */
export function passDays(bench: Bench, days: number): void {
  for (let day = 0; day < days; day += 1) {
    bench.clock.advance(DAY);
    pass(bench);
  }
}

/** Somebody with a name that nothing else holds. */
export const SHIP_TO = {
  name: 'Wilhelmina Unverwechselbar',
  street1: `Lange Gasse 7, ${'am Ende des Hofes '.repeat(9)}`,
  city: 'Quakenbrück',
  country: 'DE',
};
export const NAME = 'Unverwechselbar';

/** An order from intake to dispatch; signs in as w1. */
export async function dispatchOrder(bench: Bench, orderId: string, more: object = {}): Promise<void> {
  bench.take(created(orderId, { ship_to: SHIP_TO, ...more }));
  const codes = bench.codes('PS:OP:w1', orderId, ...PICK_SCANS, orderId, ...PACK_SCANS);
  const sscc = String(bench.value('SELECT sscc FROM parcels WHERE order_id = ?', orderId));
  bench.codes(sscc);
  const tracking = String(bench.value('SELECT tracking_number FROM parcels WHERE order_id = ?', orderId));
  bench.codes(tracking, 'PS:HANDOVER');
  await bench.print();
  if (bench.stateOf(orderId) !== 'dispatched') throw new Error(`${orderId} did not go: ${codes.join(' ')}`);
}

/** As after a sync that the backend took in full. */
export function settleAll(bench: Bench): void {
  bench.db.exec('UPDATE export_lanes SET after_seq = (SELECT max(seq) FROM journal) WHERE through_seq IS NULL');
}
