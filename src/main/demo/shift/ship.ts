import type { View } from '../../../shared/views.ts';
import { viewOf, type Bench } from './bench.ts';
import type { ShiftLog } from './log.ts';
import type { Mistake } from './mistakes.ts';

export type ShipView = Extract<View, { kind: 'ship' }>;
export type Parcel = ShipView['parcels'][number];

/** So many parcels leave one by one, with the driver who is waiting; the others go onto a pile. */
const ONE_BY_ONE = 5;

/** Labels every parcel that was packed, and hands all of them over. */
export async function shipAll(
  bench: Bench,
  log: ShiftLog,
  due: (view: ShipView) => Mistake<ShipView, string> | undefined,
): Promise<void> {
  const pile = new Set<string>();
  let lastLabel = '';
  for (let count = 1; await openNext(bench); count += 1) {
    const view = viewOf(bench, 'ship');
    const parcel = view?.parcels.find(({ number }) => number === view.parcel);
    if (view === undefined || parcel === undefined) return bench.note('PS:SHIP did not open a parcel');
    log.begin(view.order_id, 'ship', bench);
    const mistake = due(view);
    await mistake?.make(bench, view, lastLabel);
    const { withdrawn } = log.of(view.order_id);
    if (withdrawn !== undefined) await bench.scan(withdrawn, 'ship.label.wrong');
    lastLabel = labelOf(parcel, count);
    await bench.scan(lastLabel, 'ship.label.ok');
    const whole = view.parcels.length === 1;
    if (whole && count <= ONE_BY_ONE) {
      await bench.scan('PS:HANDOVER', 'ship.handover.ok');
      log.end(view.order_id, 'ship', bench);
    } else pile.add(view.order_id);
  }
  if (pile.size === 0) return;
  await bench.scan('PS:HANDOVER:house', 'ship.handover.ok');
  for (const orderId of pile) log.end(orderId, 'ship', bench);
}

/** @returns false once every parcel has its proven label. */
async function openNext(bench: Bench): Promise<boolean> {
  const view = bench.view();
  if (bench.surprises.length > 20) return false;
  if (view.kind === 'home' && view.waiting.ship > 0) {
    await bench.scan('PS:SHIP', 'ship.opened');
    return true;
  }
  // With a proven parcel on the bench only the station knows whether there is another one.
  await bench.scan('PS:SHIP', ['ship.opened', 'ship.none']);
  return bench.code() === 'ship.opened';
}

/** Either number stands on the label, and both prove it: the tracking number, or the SSCC as a GS1-128 symbol. */
const labelOf = ({ tracking_number: tracking, sscc }: Parcel, count: number): string =>
  count % 3 === 0 ? `]C100${sscc ?? ''}` : (tracking ?? '');

/** Everything that goes wrong at the shipping bench; the tool is the label of the parcel before. */
export const SHIP_MISTAKES: readonly Mistake<ShipView, string>[] = [
  {
    name: 'parcel handed over without its label',
    fits: (view) => view.expect.includes('label'),
    make: (bench) => bench.scan('PS:HANDOVER', 'ship.label.needed'),
  },
  {
    name: 'label of another parcel',
    fits: (view) => view.expect.includes('label'),
    make: (bench, _view, lastLabel) => bench.scan(lastLabel, 'ship.label.wrong'),
  },
];
