import { describe, expect, it } from 'vitest';
import { openBench, type Bench } from '../../../test/support/station/bench.ts';
import {
  created,
  event,
  MUG,
  MUG_CASE_GTIN,
  MUG_GTIN,
  orderData,
  TEA,
  TEA_GTIN,
} from '../../../test/support/station/samples.ts';

const update = (bench: Bench, data: object) => bench.take(event('order.updated', { ...orderData('ORD-1'), ...data }));

function bench(...scans: readonly string[]): Bench {
  const opened = openBench();
  opened.take(created('ORD-1', { revision: 1 }));
  opened.codes('PS:OP:w1', ...scans);
  return opened;
}

const PICK_ALL = ['PS:PICK', 'A-01-03', MUG_GTIN, MUG_GTIN, 'B-02-01', TEA_GTIN];
const oneMug = [{ ...MUG, quantity: 1 }, TEA];

const quantity = (of: Bench): unknown =>
  of.value(`SELECT sum(attributes ->> '$."pick.quantity"') FROM spans WHERE name = 'warehouse.pick_item'`);

describe('an update', () => {
  it('needs a revision, and a higher one', () => {
    const of = bench();
    expect(update(of, {})).toMatchObject([{ result: 'refused', reason: 'invalid', path: '$.data.revision' }]);
    expect(update(of, { revision: 1 })).toMatchObject([{ result: 'refused', reason: 'stale_revision' }]);
    expect(update(of, { revision: 2, priority: 7 })).toMatchObject([{ result: 'accepted' }]);
    expect(of.rows('SELECT revision, priority, state FROM orders')).toEqual([
      { revision: 2, priority: 7, state: 'ready' },
    ]);
  });

  it.each([
    ['another item', { items: [{ ...MUG, sku: 'MUG-RED' }, TEA] }, '$.data.items[0]'],
    ['more units', { items: [{ ...MUG, quantity: 3 }, TEA] }, '$.data.items[0].quantity'],
    ['a further line', { items: [MUG, TEA, { ...TEA, line_id: '3' }] }, '$.data.items[2]'],
  ])('with %s is too late once the pick has started, and changes nothing', (_, data, path) => {
    const of = bench('PS:PICK');
    expect(update(of, { revision: 2, ...data })).toMatchObject([{ result: 'refused', reason: 'too_late', path }]);
    expect(of.value('SELECT revision FROM orders')).toBe(1);
  });

  it('with fewer units than were picked closes the line, and sends the rest back', () => {
    const of = bench('PS:PICK', 'A-01-03', MUG_GTIN, MUG_GTIN);
    update(of, { revision: 2, items: oneMug });
    expect(of.codes('B-02-01', TEA_GTIN)).toEqual(['pick.bin.ok', 'pick.done']);
    expect(quantity(of)).toBe(2);
    // One mug and one tea go on with the order; the other mug goes back before the order is packed.
    expect(of.codes('ORD-1', 'A-01-03', MUG_GTIN)).toEqual(['putback.opened', 'pick.bin.ok', 'putback.done']);
    expect(of.codes('ORD-1', MUG_GTIN, MUG_GTIN, TEA_GTIN, 'PS:DONE')).toEqual([
      'pack.opened',
      'pack.item.ok',
      'pack.item.over',
      'pack.item.ok',
      'pack.done',
    ]);
  });

  it('with fewer units than are in the hand has them scanned again', () => {
    const of = openBench();
    const mugs = { ...MUG, quantity: 6, lot_required: true };
    of.take(created('ORD-1', { revision: 1, items: [mugs, TEA] }));
    of.codes('PS:OP:w1', 'PS:PICK', 'A-01-03', MUG_CASE_GTIN);
    update(of, { revision: 2, items: [{ ...mugs, quantity: 2 }, TEA] });
    expect(of.view).toMatchObject({ expect: ['item'], line: { quantity: 2, done: 0 } });
    expect(of.codes('PS:LOT:L1', MUG_CASE_GTIN, MUG_GTIN, 'PS:LOT:L1')).toEqual([
      'pick.item.first',
      'pick.item.over',
      'pick.item.ok',
      'pick.item.ok',
    ]);
  });

  it('with no more units than were found makes a short line whole', () => {
    const of = bench('PS:PICK', 'A-01-03', MUG_GTIN, 'PS:SHORT:missing');
    update(of, { revision: 2, items: oneMug });
    of.codes('B-02-01', TEA_GTIN);
    const told = of.rows(`SELECT type, data -> '$.picked[0].short_reason' AS reason FROM events_out`);
    expect(told).toEqual([{ type: 'pickspan.order.picked', reason: null }]);
  });

  it.each([
    ['a short of a line that is whole by now', 1, {}, [MUG_GTIN, 'PS:SHORT:missing']],
    ['a count that would be too many by now', 2, {}, [MUG_GTIN, 'PS:QTY:4', 'PS:QTY:1']],
    ['the lot of more units than are wanted by now', 2, { lot_required: true }, [MUG_CASE_GTIN, 'PS:LOT:L1']],
  ])('leaves nothing to be undone of %s', (_what, wanted, more, scans) => {
    const mugs = { ...MUG, quantity: 6, ...more };
    const of = openBench();
    of.take(created('ORD-1', { revision: 1, items: [mugs, TEA] }));
    of.codes('PS:OP:w1', 'PS:PICK', 'A-01-03', ...scans);
    update(of, { revision: 2, items: [{ ...mugs, quantity: wanted }, TEA] });
    const lines = of.rows('SELECT * FROM pick_lines');
    expect(of.codes('PS:UNDO')).toEqual(['undo.nothing']);
    expect(of.rows('SELECT * FROM pick_lines')).toEqual(lines);
  });

  it('that takes a line out of the parcel leaves nothing of it to be undone', () => {
    const of = bench(...PICK_ALL, 'ORD-1', TEA_GTIN, MUG_GTIN, MUG_GTIN);
    update(of, { revision: 2, items: [TEA] });
    expect(of.codes('PS:UNDO')).toEqual(['undo.nothing']);
    expect(of.rows('SELECT line_no, quantity FROM parcel_items')).toEqual([{ line_no: 2, quantity: 1 }]);
  });

  it('that takes out the last open line ends the pick', () => {
    const of = bench('PS:PICK', 'A-01-03', MUG_GTIN, MUG_GTIN);
    update(of, { revision: 2, items: [MUG] });
    expect(of.stateOf('ORD-1')).toBe('picked');
    expect(of.view.kind).toBe('home');
    expect(quantity(of)).toBe(2);
    const told = of.rows(
      `SELECT each.value ->> '$.line_id' AS line FROM events_out, json_each(data, '$.picked') AS each`,
    );
    expect(told).toEqual([{ line: '1' }]);
  });

  it('takes units out of the open parcel again, and asks for its weight anew', () => {
    const of = bench(...PICK_ALL, 'ORD-1', MUG_GTIN, MUG_GTIN, 'PS:WEIGHT:800');
    update(of, { revision: 2, items: oneMug });
    expect(of.view).toMatchObject({ kind: 'pack', progress: { done: 1, total: 2 }, parcels: [{ weight_g: null }] });
    expect(of.codes(TEA_GTIN, 'PS:DONE')).toEqual(['pack.item.ok', 'pack.done']);
    expect(of.rows('SELECT line_no, quantity FROM parcel_items ORDER BY line_no')).toEqual([
      { line_no: 1, quantity: 1 },
      { line_no: 2, quantity: 1 },
    ]);
  });

  it('that wants units out of a closed parcel is too late', () => {
    const of = bench(...PICK_ALL, 'ORD-1', MUG_GTIN, MUG_GTIN, 'PS:NEXT');
    expect(update(of, { revision: 2, items: oneMug })).toMatchObject([{ result: 'refused', reason: 'too_late' }]);
  });

  it.each([
    ['while it is packed', ['PS:DONE'], []],
    ['when it is packed', [], ['PS:DONE']],
  ])('wants units no more that are missing at the bench, and sends none of them back: %s', (_, after, before) => {
    const of = bench(...PICK_ALL, 'ORD-1', TEA_GTIN, 'PS:SHORT:damaged', ...before);
    expect(update(of, { revision: 2, items: oneMug })).toMatchObject([{ result: 'accepted' }]);
    of.codes(...after);
    expect(of.rows('SELECT line_no, quantity, reason FROM pack_shorts')).toEqual([
      { line_no: 1, quantity: 1, reason: 'damaged' },
    ]);
    expect(of.value('SELECT count(*) FROM put_back_lines')).toBe(0);
    expect(of.value('SELECT state FROM orders')).toBe('packed');
  });

  it('takes what is missing off first: what lies in the parcel stays in it', () => {
    const of = bench(...PICK_ALL, 'ORD-1', TEA_GTIN, MUG_GTIN, 'PS:SHORT:missing');
    update(of, { revision: 2, items: oneMug });
    expect(of.value('SELECT count(*) FROM pack_shorts')).toBe(0);
    expect(of.value('SELECT count(*) FROM put_back_lines')).toBe(0);
    expect(of.codes('PS:DONE')).toEqual(['pack.done']);
  });

  it('with another address withdraws the label; its number stays used', () => {
    const of = bench(...PICK_ALL, 'ORD-1', MUG_GTIN, MUG_GTIN, TEA_GTIN, 'PS:DONE');
    const before = of.value('SELECT tracking_number FROM parcels');
    update(of, { revision: 2, ship_to: { name: 'Someone', country: 'PL' } });
    const after = of.value('SELECT tracking_number FROM parcels');
    expect(after).not.toBe(before);
    expect(
      of.rows(
        `SELECT copy, state, data ->> '$.parcel.tracking_number' AS number FROM print_jobs WHERE document = 'label'`,
      ),
    ).toEqual([
      { copy: 1, state: 'cancelled', number: before },
      { copy: 2, state: 'queued', number: after },
    ]);
  });

  it('that came before its order is applied when the order comes', () => {
    const of = openBench();
    expect(update(of, { revision: 2, items: oneMug })).toMatchObject([{ result: 'held', reason: 'order' }]);
    of.take(created('ORD-1', { revision: 1 }));
    expect(of.rows('SELECT revision FROM orders')).toEqual([{ revision: 2 }]);
    expect(of.rows('SELECT quantity FROM order_lines WHERE line_no = 1')).toEqual([{ quantity: 1 }]);
  });
});

describe('a short order', () => {
  const shortOf = (...scans: readonly string[]): Bench => {
    const opened = openBench({ short_policy: 'hold' });
    opened.take(created('ORD-1'));
    opened.codes('PS:OP:w1', 'PS:PICK', ...scans);
    return opened;
  };

  it('asks a lead, who lets it go on with what there is', () => {
    const of = shortOf('A-01-03', MUG_GTIN, 'PS:SHORT:missing', 'B-02-01', TEA_GTIN);
    expect(of.stateOf('ORD-1')).toBe('short');
    expect(of.codes('ORD-1')).toEqual(['short.opened']);
    expect(of.view).toMatchObject({ kind: 'question', question: 'short', expect: ['command'] });
    expect(of.codes('PS:RELEASE')).toEqual(['short.released']);
    expect(of.stateOf('ORD-1')).toBe('picked');
    expect(of.rows(`SELECT type FROM events_out ORDER BY seq`)).toEqual([
      { type: 'pickspan.order.short' },
      { type: 'pickspan.order.picked' },
    ]);
  });

  it('of which nothing was picked cannot go on', () => {
    const of = shortOf('PS:SHORT:missing', 'PS:SHORT:missing');
    expect(of.codes('ORD-1', 'PS:RELEASE', 'PS:CANCEL')).toEqual(['short.opened', 'short.nothing', 'short.put_down']);
    expect(of.stateOf('ORD-1')).toBe('short');
  });
});
