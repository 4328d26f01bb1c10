import { describe, expect, it } from 'vitest';
import { openBench } from '../../../test/support/station/bench.ts';
import { context, created, MUG, TEA } from '../../../test/support/station/samples.ts';
import { tableContents } from '../../../test/support/station/tables.ts';

describe('an order that comes again under another id', () => {
  it('takes the place of the first before work starts, no revision needed', () => {
    const bench = openBench();
    bench.take(created('ORD-1'));
    const fewer = created('ORD-1', { priority: 3, items: [{ ...TEA, quantity: 4 }], ship_to: { country: 'AT' } });
    expect(bench.take(fewer)).toMatchObject([{ result: 'accepted', order_id: 'ORD-1' }]);
    expect(bench.rows('SELECT state, priority, ship_to FROM orders')).toEqual([
      { state: 'ready', priority: 3, ship_to: '{"country":"AT"}' },
    ]);
    expect(bench.rows('SELECT sku, quantity FROM order_lines')).toEqual([{ sku: 'TEA-GREEN', quantity: 4 }]);
  });

  it('what it leaves out stays', () => {
    const bench = openBench();
    bench.take(created('ORD-1', { priority: 3, service: { carrier: 'house', level: 'express' } }));
    bench.take(created('ORD-1'));
    expect(bench.rows('SELECT priority, carrier, service_level FROM orders')).toEqual([
      { priority: 3, carrier: 'house', service_level: 'express' },
    ]);
  });

  it('keeps the first context and the age of the order', () => {
    const bench = openBench();
    bench.take(created('ORD-1', { placed_at: '2026-11-18T09:00:00Z' }, { traceparent: context(1).traceparent }));
    bench.take(created('ORD-1', {}, { traceparent: context(2).traceparent, time: '2026-11-19T09:00:00Z' }));
    expect(bench.rows('SELECT trace_id, start_ms, time_source FROM stages')).toEqual([
      { trace_id: context(1).traceId, start_ms: Date.UTC(2026, 10, 18, 9), time_source: 'placed_at' },
    ]);
  });

  it('a lower revision is refused by its path, an equal or higher one is taken', () => {
    const bench = openBench();
    bench.take(created('ORD-1', { revision: 3 }));
    expect(bench.take(created('ORD-1', { revision: 2, priority: 9 }))).toMatchObject([
      { result: 'refused', reason: 'stale_revision', path: '$.data.revision', order_id: 'ORD-1' },
    ]);
    expect(bench.value('SELECT priority FROM orders')).toBe(0);
    expect(
      bench.take(created('ORD-1', { revision: 3, priority: 1 }), created('ORD-1', { revision: 4, priority: 2 })),
    ).toMatchObject([{ result: 'accepted' }, { result: 'accepted' }]);
    expect(bench.rows('SELECT revision, priority FROM orders')).toEqual([{ revision: 4, priority: 2 }]);
  });

  it('may make a free order wait again', () => {
    const bench = openBench();
    bench.take(created('ORD-1'));
    expect(bench.take(created('ORD-1', { requires: ['payment'] }))).toMatchObject([
      { result: 'held', reason: 'payment' },
    ]);
    expect(bench.stateOf('ORD-1')).toBe('held');
  });

  it.each([
    ['being picked', ['PS:PICK']],
    ['put down', ['PS:PICK', 'PS:CANCEL']],
    ['picked', ['PS:PICK', 'PS:SHORT:missing', 'B-02-01', 'TEA-GREEN']],
  ])('is refused once the order is %s, and changes nothing', (_name, scans) => {
    const bench = openBench();
    bench.take(created('ORD-1', { revision: 1 }));
    bench.codes('PS:OP:w1', ...scans);
    const before = tableContents(bench.db, ['refused_inputs', 'journal', 'journal_links']);
    expect(bench.take(created('ORD-1', { revision: 9, items: [MUG] }))).toMatchObject([
      { result: 'refused', reason: 'already_started', order_id: 'ORD-1', path: '$.data' },
    ]);
    expect(tableContents(bench.db, ['refused_inputs', 'journal', 'journal_links'])).toEqual(before);
  });
});

describe('the same event again', () => {
  it('has no second effect', () => {
    const bench = openBench();
    const once = created('ORD-1', { priority: 1 }, { traceparent: context(1).traceparent });
    bench.take(once);
    const before = tableContents(bench.db, ['journal', 'journal_links']);
    expect(bench.take({ ...once, data: { order_id: 'ORD-1', priority: 9, items: [TEA] } })).toEqual([
      { result: 'duplicate', order_id: 'ORD-1', event_id: once['id'], type: 'pickspan.order.created', linked: true },
    ]);
    expect(tableContents(bench.db, ['journal', 'journal_links'])).toEqual(before);
  });

  it('of another source is another event', () => {
    const bench = openBench();
    const once = created('ORD-1');
    expect(bench.take(once, { ...once, source: 'urn:other-shop' }, once).map(({ result }) => result)).toEqual([
      'accepted',
      'accepted',
      'duplicate',
    ]);
  });

  it('after a refusal is tried anew', () => {
    const bench = openBench();
    const early = { order_id: 'ORD-1', pick_trace_context: context(2).parts };
    expect(bench.take(early)).toMatchObject([{ result: 'refused', reason: 'unknown_order' }]);
    bench.take(created('ORD-1'));
    expect(bench.take(early)).toMatchObject([{ result: 'accepted' }]);
  });

  it('within one batch counts once', () => {
    const bench = openBench();
    const once = created('ORD-1');
    expect(bench.takeText(JSON.stringify([once, once])).map(({ result }) => result)).toEqual(['accepted', 'duplicate']);
  });

  it('after a restart is still known', () => {
    const bench = openBench();
    const once = created('ORD-1');
    bench.take(once);
    bench.reopen();
    expect(bench.take(once)).toMatchObject([{ result: 'duplicate' }]);
  });
});
