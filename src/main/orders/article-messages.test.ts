import { describe, expect, it } from 'vitest';
import { openBench, WAY_IN } from '../../../test/support/station/bench.ts';
import { FRIDAY_NOON, HOUR } from '../../../test/support/station/hand-clock.ts';
import { one } from '../../../test/support/station/one.ts';
import { context, created, event, MUG, orderData, TEA } from '../../../test/support/station/samples.ts';

/** What the first article publishes to `orders.new`, as it stands. */
const articleMessage = (orderId: string, number = 1) => ({ order_id: orderId, trace_context: context(number).parts });

describe('the first article’s message', () => {
  it('without items is held, with its context, until they come', () => {
    const bench = openBench();
    expect(bench.take(articleMessage('ORD-1'))).toEqual([
      {
        result: 'held',
        order_id: 'ORD-1',
        event_id: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
        type: 'pickspan.order.created',
        linked: true,
        reason: 'items',
      },
    ]);
    expect(bench.stateOf('ORD-1')).toBe('held');
    expect(one(bench.rows('SELECT source FROM events_in'))).toEqual({ source: WAY_IN });
    expect(bench.codes('PS:OP:w1', 'ORD-1', 'PS:PICK')).toEqual(['signin.ok', 'order.held', 'pick.none']);
  });

  it('with items, and with anything else of an order, may be picked', () => {
    const bench = openBench();
    const message = { ...articleMessage('ORD-1'), priority: 7, items: [MUG, TEA], anything: { else: true } };
    expect(bench.take(message)).toMatchObject([{ result: 'accepted', order_id: 'ORD-1', linked: true }]);
    expect(bench.rows('SELECT state, priority FROM orders')).toEqual([{ state: 'ready', priority: 7 }]);
    expect(bench.codes('PS:OP:w1', 'PS:PICK')).toEqual(['signin.ok', 'pick.opened']);
  });

  it.each([
    ['its own form', { ...articleMessage('ORD-1', 2), items: [MUG] }],
    [
      'a CloudEvent',
      event('order.created', { order_id: 'ORD-1', items: [MUG] }, { traceparent: context(2).traceparent }),
    ],
    [
      'the second article’s form',
      { type: 'order_created', metadata: { traceparent: context(2).traceparent }, data: orderData('ORD-1') },
    ],
  ])('items that follow as %s free it; the first context is kept', (_name, second) => {
    const bench = openBench();
    bench.take(articleMessage('ORD-1', 1));
    expect(bench.take(second)).toMatchObject([{ result: 'accepted', order_id: 'ORD-1', linked: true }]);
    expect(bench.stateOf('ORD-1')).toBe('ready');
    expect(bench.rows(`SELECT trace_id, span_id FROM stages WHERE stage = 'checkout'`)).toEqual([
      { trace_id: context(1).traceId, span_id: context(1).spanId },
    ]);
  });

  it('a first message without a valid context leaves room for the second one’s', () => {
    const bench = openBench();
    const broken = { order_id: 'ORD-1', trace_context: { trace_id: '0'.repeat(32), span_id: 'x', trace_flags: 1 } };
    expect(bench.take(broken)).toMatchObject([{ result: 'held', linked: false }]);
    bench.take({ ...articleMessage('ORD-1', 2), items: [MUG] });
    expect(bench.rows(`SELECT trace_id FROM stages`)).toEqual([{ trace_id: context(2).traceId }]);
  });

  it('a second one without items leaves the order held', () => {
    const bench = openBench();
    bench.take(articleMessage('ORD-1', 1));
    expect(bench.take(articleMessage('ORD-1', 2))).toMatchObject([{ result: 'held', reason: 'items' }]);
    expect(bench.stateOf('ORD-1')).toBe('held');
  });

  it('the same message again is a duplicate, however its fields are ordered', () => {
    const bench = openBench();
    bench.take(articleMessage('ORD-1'));
    const { order_id, trace_context } = articleMessage('ORD-1');
    expect(bench.take({ trace_context, order_id })).toMatchObject([
      { result: 'duplicate', order_id: 'ORD-1', linked: true },
    ]);
  });

  it('an enveloped order without items is refused', () => {
    const bench = openBench();
    expect(bench.take(event('order.created', { order_id: 'ORD-1' }))).toMatchObject([
      { result: 'refused', reason: 'items_missing', path: '$.data.items', order_id: 'ORD-1' },
    ]);
    expect(bench.stateOf('ORD-1')).toBeUndefined();
  });
});

describe('the second article’s metadata', () => {
  it.each([
    [
      'at the top',
      { type: 'order.created', metadata: { traceparent: context(3).traceparent }, data: orderData('ORD-1') },
    ],
    [
      'in the data',
      { type: 'order.created', data: orderData('ORD-1', { metadata: { traceparent: context(3).traceparent } }) },
    ],
    [
      'of a flat event',
      { type: 'order_created', metadata: { traceparent: context(3).traceparent }, ...orderData('ORD-1') },
    ],
    ['in the data of a CloudEvent', created('ORD-1', { metadata: { traceparent: context(3).traceparent } })],
  ])('%s is the link to the checkout', (_name, message) => {
    const bench = openBench();
    expect(bench.take(message)).toMatchObject([{ result: 'accepted', order_id: 'ORD-1', linked: true }]);
    expect(bench.rows('SELECT traceparent FROM stages')).toEqual([{ traceparent: context(3).traceparent }]);
  });

  it('keeps the tracestate word for word', () => {
    const bench = openBench();
    const metadata = { traceparent: context(3).traceparent, tracestate: '1a=ok,rojo=1' };
    bench.take({ type: 'order_created', metadata, data: orderData('ORD-1') });
    expect(bench.rows('SELECT tracestate FROM stages')).toEqual([{ tracestate: '1a=ok,rojo=1' }]);
  });
});

describe('when the customer checked out', () => {
  const placed = FRIDAY_NOON - 3 * HOUR;
  const sent = FRIDAY_NOON - 2 * HOUR;
  it.each([
    [
      'what the order says',
      { placed_at: new Date(placed).toISOString() },
      { time: new Date(sent).toISOString() },
      placed,
      'placed_at',
    ],
    ['else what the event says', {}, { time: new Date(sent).toISOString() }, sent, 'time'],
    ['else when it came', {}, {}, FRIDAY_NOON, 'arrival'],
  ])('%s', (_name, data, attributes, start_ms, time_source) => {
    const bench = openBench();
    bench.take(created('ORD-1', data, attributes));
    expect(bench.rows('SELECT name, origin, start_ms, end_ms, time_source FROM stages')).toEqual([
      { name: 'checkout.complete', origin: 'upstream', start_ms, end_ms: start_ms, time_source },
    ]);
  });
});
