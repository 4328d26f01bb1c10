import { describe, expect, it } from 'vitest';
import { openBench, type Bench } from '../../../test/support/station/bench.ts';
import { event, MUG_GTIN, TEA_GTIN } from '../../../test/support/station/samples.ts';
import { order, benchWith, bench, states, batchOf } from '../../../test/support/station/walks.ts';

describe('a batch that another system proposes', () => {
  const propose = (of: Bench, ids: readonly string[], id = 'CART-7') =>
    of.take(event('batch.created', { batch_id: id, order_ids: ids }));

  it('is opened by its id, in the order of its slots; what cannot be picked is left out and said', () => {
    const of = bench();
    of.take(order(1, { order_id: 'HELD', requires: ['payment'] }));
    expect(propose(of, ['ORD-3', 'NOT-HERE', 'HELD', 'ORD-1'])).toMatchObject([
      { result: 'accepted', order_id: null, type: 'pickspan.batch.created' },
    ]);
    const answer = of.scan('CART-7');
    expect(answer).toMatchObject({ code: 'pick.opened', sound: 'attention' });
    expect(answer.message).toContain('NOT-HERE, HELD');
    expect(batchOf(of.view)).toMatchObject({
      id: 'CART-7',
      size: 2,
      slots: [
        { slot: 1, order_id: 'ORD-3' },
        { slot: 2, order_id: 'ORD-1' },
      ],
    });
    expect(propose(of, ['ORD-2'])).toMatchObject([
      { result: 'refused', reason: 'already_started', path: '$.data.batch_id' },
    ]);
    of.codes('PS:CANCEL');
    expect(of.codes('CART-7', 'A-01-03', MUG_GTIN, MUG_GTIN, 'B-02-01', TEA_GTIN, TEA_GTIN, 'CART-7')).toEqual([
      'pick.opened',
      'pick.bin.ok',
      'pick.item.ok',
      'pick.line.done',
      'pick.bin.ok',
      'pick.line.done',
      'pick.done',
      'pick.batch.closed',
    ]);
  });

  it('a newer one takes its place; one of which nothing is ready says so; a cart has only so many slots', () => {
    const of = benchWith({ pick: { max_orders: 2 } });
    propose(of, ['NOT-HERE']);
    expect(of.codes('CART-7')).toEqual(['pick.batch.none']);
    propose(of, ['ORD-1', 'ORD-2', 'ORD-3']);
    expect(of.scan('CART-7').message).toContain('ORD-3');
    expect(states(of)).toEqual(['picking', 'picking', 'ready']);
  });

  it.each([
    [{ order_ids: ['A'] }, '$.data.batch_id'],
    [{ batch_id: 'PS:PICK', order_ids: ['A'] }, '$.data.batch_id'],
    [{ batch_id: 'B', order_ids: [] }, '$.data.order_ids'],
    [{ batch_id: 'B', order_ids: ['A', 'A'] }, '$.data.order_ids'],
    [{ batch_id: 'B', order_ids: ['A', 7] }, '$.data.order_ids[1]'],
  ])('%j is refused, with its path', (data, path) => {
    expect(bench().take(event('batch.created', data))).toMatchObject([{ result: 'refused', reason: 'invalid', path }]);
  });

  it('is picked by a station that picks', () => {
    const of = benchWith({ station: { roles: ['pack'] } });
    propose(of, ['ORD-1', 'ORD-2']);
    expect(of.codes('CART-7', 'PS:PICK:2')).toEqual(['role.missing', 'role.missing']);
  });
});

describe('at home', () => {
  it('proposed walks are listed with how many can be picked and what is late, the most urgent first, until they are opened', () => {
    const of = openBench({ pick: { max_orders: 6 } });
    const late = { ship_by: '2026-11-19T10:00:00Z' };
    of.take(
      order(1),
      order(2, late),
      order(3),
      event('batch.created', { batch_id: 'CART-1', order_ids: ['ORD-1', 'ORD-9'] }),
      event('batch.created', { batch_id: 'CART-2', order_ids: ['ORD-2', 'ORD-3'] }),
      event('batch.created', { batch_id: 'CART-3', order_ids: ['ORD-8'] }),
    );
    of.codes('PS:OP:w1');
    expect(of.view).toMatchObject({
      walk_up_to: 6,
      walks: [
        { batch_id: 'CART-2', orders: 2, ready: 2, late: 1, ship_by: '2026-11-19T10:00:00.000Z' },
        { batch_id: 'CART-1', orders: 2, ready: 1, late: 0, ship_by: null },
      ],
    });
    of.codes('CART-2', 'PS:CANCEL', 'PS:OP:w1');
    expect(of.view.kind === 'home' && of.view.walks.map(({ batch_id: id }) => id)).toEqual(['CART-1']);
    const packs = openBench({ station: { roles: ['pack'] } });
    packs.take(order(1), event('batch.created', { batch_id: 'CART-1', order_ids: ['ORD-1'] }));
    packs.codes('PS:OP:w1');
    expect(packs.view).toMatchObject({ kind: 'home', walks: [] });
  });
});
