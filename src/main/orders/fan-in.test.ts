import { describe, expect, it } from 'vitest';
import { openBench } from '../../../test/support/station/bench.ts';
import { FRIDAY_NOON, SECOND } from '../../../test/support/station/hand-clock.ts';
import { one } from '../../../test/support/station/one.ts';
import { context, created, event } from '../../../test/support/station/samples.ts';
import { journalSpans } from '../../../test/support/station/spans.ts';

const needsBoth = () =>
  created('ORD-1', { requires: ['payment', 'inventory'] }, { traceparent: context(1).traceparent });
const payment = () => event('payment.confirmed', { order_id: 'ORD-1' }, { traceparent: context(2).traceparent });
const inventory = () => event('inventory.reserved', { order_id: 'ORD-1' }, { traceparent: context(3).traceparent });

const EVENTS = { order: needsBoth, payment, inventory };
type Name = keyof typeof EVENTS;

const ORDERS: Name[][] = [
  ['order', 'payment', 'inventory'],
  ['order', 'inventory', 'payment'],
  ['payment', 'order', 'inventory'],
  ['inventory', 'order', 'payment'],
  ['payment', 'inventory', 'order'],
  ['inventory', 'payment', 'order'],
];

describe('an order that waits for payment and inventory', () => {
  it.each(ORDERS)('%s, %s, %s: is free with the last of them, once', (...names) => {
    const bench = openBench();
    const results = names.flatMap((name) => {
      bench.clock.advance(SECOND);
      const taken = bench.take(EVENTS[name]());
      expect(bench.stateOf('ORD-1') === 'ready').toBe(name === names.at(-1));
      return taken;
    });
    expect(results.at(-1)).toMatchObject({ result: 'accepted', order_id: 'ORD-1' });
    const span = one(journalSpans(bench.db, 'fulfill_order'));
    expect(span).toMatchObject({
      kind: 'INTERNAL',
      parentSpanId: undefined,
      endMs: FRIDAY_NOON + 3 * SECOND,
      attributes: { 'order.id': 'ORD-1', 'fulfillment.trigger_count': 2, 'fulfillment.status': 'released' },
    });
    expect(span.attributes['station.id']).toBe(bench.settings.station.id);
    expect(span.links.toSorted((a, b) => a.traceId.localeCompare(b.traceId))).toMatchObject([
      {
        traceId: context(2).traceId,
        spanId: context(2).spanId,
        attributes: { 'link.stage': 'payment', 'link.relationship': 'payment_confirmation', 'order.id': 'ORD-1' },
      },
      {
        traceId: context(3).traceId,
        spanId: context(3).spanId,
        attributes: { 'link.stage': 'inventory', 'link.relationship': 'inventory_reservation', 'order.id': 'ORD-1' },
      },
    ]);
  });

  it('says what it still waits for', () => {
    const bench = openBench();
    expect(bench.take(needsBoth())).toMatchObject([{ result: 'held', reason: 'payment,inventory' }]);
    expect(bench.take(payment())).toMatchObject([{ result: 'accepted' }]);
    expect(bench.take(created('ORD-1', { requires: ['payment', 'inventory'] }))).toMatchObject([
      { result: 'held', reason: 'inventory' },
    ]);
  });

  it('an event for an order nobody knows yet waits for it', () => {
    const bench = openBench();
    expect(bench.take(payment())).toMatchObject([{ result: 'held', reason: 'order', order_id: 'ORD-1', linked: true }]);
    expect(journalSpans(bench.db, 'process payment.confirmed')).toMatchObject([
      { attributes: { 'processing.status': 'held', 'order.id': 'ORD-1' } },
    ]);
  });

  it('the first payment counts, a second one under another id changes nothing', () => {
    const bench = openBench();
    bench.take(needsBoth(), payment());
    bench.take(event('payment.confirmed', { order_id: 'ORD-1' }, { traceparent: context(9).traceparent }));
    bench.take(inventory());
    const traces = one(journalSpans(bench.db, 'fulfill_order')).links.map(({ traceId }) => traceId);
    expect(traces.toSorted()).toEqual([context(2).traceId, context(3).traceId]);
  });

  it('one without a context is met without a link', () => {
    const bench = openBench();
    bench.take(needsBoth(), event('payment.confirmed', { order_id: 'ORD-1' }), inventory());
    const span = one(journalSpans(bench.db, 'fulfill_order'));
    expect(span.attributes['fulfillment.trigger_count']).toBe(2);
    expect(span.links.map(({ traceId }) => traceId)).toEqual([context(3).traceId]);
  });

  it('an order that waits for nothing has no such span', () => {
    const bench = openBench();
    bench.take(created('ORD-1'), payment(), inventory());
    expect(bench.stateOf('ORD-1')).toBe('ready');
    expect(journalSpans(bench.db, 'fulfill_order')).toEqual([]);
  });

  it('an update of an order that is free already does not free it again', () => {
    const bench = openBench();
    bench.take(needsBoth(), payment(), inventory());
    bench.take(created('ORD-1', { revision: 2, priority: 5, requires: ['payment', 'inventory'] }));
    expect(bench.stateOf('ORD-1')).toBe('ready');
    expect(journalSpans(bench.db, 'fulfill_order')).toHaveLength(1);
  });
});
