import { context, event, MUG, MUG_GTIN, orderData, TEA, TEA_GTIN } from '../station/samples.ts';
import type { WitnessedBench } from './witnessed-bench.ts';

const PICK = ['A-01-03', MUG_GTIN, MUG_GTIN, 'B-02-01', TEA_GTIN];
const PACK = [MUG_GTIN, MUG_GTIN, TEA_GTIN];

/** A shift with one order of each kind: what the oracle is shown before somebody damages it. */
export async function workSmallShift(station: WitnessedBench): Promise<void> {
  const created = (id: string, number: number, more: object = {}) =>
    station.take(
      event('order.created', orderData(id, more), { id: `created-${id}`, traceparent: context(number).traceparent }),
    );
  const change = (type: string, id: string, data: object, number: number) =>
    station.take(
      event(type, { order_id: id, ...data }, { id: `${type}-${id}`, traceparent: context(number).traceparent }),
    );
  const parcels = (): { tracking_number: string | null; sscc: string | null }[] =>
    station.bench.rows('SELECT tracking_number, sscc FROM parcels');
  const ship = (): void => {
    const { view } = station.scan('PS:SHIP');
    if (view.kind !== 'ship') throw new Error(`nothing to ship: ${view.kind}`);
    const parcel = view.parcels.find(({ number }) => number === view.parcel);
    station.scan(parcel?.tracking_number ?? '');
  };

  station.scan('PS:PICK');
  station.scan('PS:OP:w1');
  created('PLAIN', 1, { requires: ['payment'] });
  change('payment.confirmed', 'PLAIN', {}, 2);
  station.codes(
    'PS:PICK',
    MUG_GTIN,
    'B-02-01',
    'A-01-03',
    MUG_GTIN,
    'PS:UNDO',
    MUG_GTIN,
    MUG_GTIN,
    'PS:UNDO',
    'PS:QTY:2',
  );
  station.codes(
    'B-02-01',
    TEA_GTIN,
    'PLAIN',
    'PS:DONE',
    MUG_GTIN,
    'PS:NEXT',
    MUG_GTIN,
    TEA_GTIN,
    'PS:WEIGHT:700',
    'PS:DONE',
  );
  await station.print();
  ship();
  station.scan('PS:HANDOVER');
  ship();
  station.codes('PS:HANDOVER:house');
  await station.print();

  // One is short, one shrinks while it is packed, one is cancelled in hand, one waits packed, one is told of too late.
  created('SHORT', 3);
  station.codes('PS:PICK', 'A-01-03', MUG_GTIN, 'PS:SHORT:missing', 'B-02-01', TEA_GTIN);
  station.codes('SHORT', MUG_GTIN, 'PS:SHORT:damaged', 'PS:WEIGHT:90000', 'PS:REASON:recounted', 'PS:DONE');
  created('SHRINKS', 4, { revision: 1 });
  station.codes('PS:PICK', ...PICK, 'SHRINKS', MUG_GTIN, MUG_GTIN);
  change('order.updated', 'SHRINKS', { revision: 2, items: [{ ...MUG, quantity: 1 }, TEA] }, 5);
  station.codes(TEA_GTIN, 'PS:DONE');
  created('GONE', 6);
  station.codes('PS:PICK', 'A-01-03', MUG_GTIN);
  change('order.cancelled', 'GONE', { reason: 'customer' }, 7);
  station.codes('A-01-03', MUG_GTIN);
  created('MOVES', 8, { revision: 1, ship_to: { name: 'A', country: 'DE' } });
  station.codes('PS:PICK', ...PICK, 'MOVES', ...PACK, 'PS:DONE');
  change('order.updated', 'MOVES', { revision: 2, items: [MUG, TEA], ship_to: { name: 'B', country: 'PL' } }, 9);
  change('order.updated', 'PLAIN', { revision: 9, items: [MUG, TEA] }, 10);
  created('ONE', 12);
  created('TWO', 13);
  station.codes('PS:PICK:2', 'A-01-03', MUG_GTIN, MUG_GTIN, MUG_GTIN, MUG_GTIN, 'B-02-01', TEA_GTIN, TEA_GTIN);
  await station.print();
  created('OPEN', 11);
  station.codes('PS:PICK', 'A-01-03', MUG_GTIN, 'nothing known');
  if (parcels().length !== 5) throw new Error(`the shift made ${parcels().length} parcels`);
}
