import { describe, expect, it, vi } from 'vitest';
import { openBench } from '../../../test/support/station/bench.ts';
import { FRIDAY_NOON } from '../../../test/support/station/hand-clock.ts';
import { one } from '../../../test/support/station/one.ts';
import { context, created, event } from '../../../test/support/station/samples.ts';
import { journalSpans } from '../../../test/support/station/spans.ts';

const checkout = context(1);

describe('the span of a consumed event', () => {
  it('is whole, whatever limits the SDK is given for other programs of the computer', () => {
    for (const name of [
      'ATTRIBUTE_VALUE_LENGTH',
      'SPAN_LINK_COUNT',
      'SPAN_ATTRIBUTE_PER_LINK_COUNT',
      'ATTRIBUTE_COUNT',
    ])
      vi.stubEnv(`OTEL_${name}_LIMIT`, '1');
    const bench = openBench();
    vi.unstubAllEnvs();
    bench.take(created('ORD-1', {}, { traceparent: checkout.traceparent }));
    const { attributes, links } = one(journalSpans(bench.db));
    expect(attributes['order.id']).toBe('ORD-1');
    expect(one(links).attributes).toMatchObject({ 'link.stage': 'checkout', 'link.relationship': 'triggered_by' });
  });

  it('is a consumer without a parent, linked to whoever produced the event', () => {
    const bench = openBench();
    const order = created('ORD-1', {}, { traceparent: checkout.traceparent, tracestate: '1a=ok' });
    bench.take(order);
    const span = one(journalSpans(bench.db));
    expect(span).toMatchObject({
      name: 'process orders.new',
      kind: 'CONSUMER',
      parentSpanId: undefined,
      startMs: FRIDAY_NOON,
      endMs: FRIDAY_NOON,
    });
    expect(span.attributes).toEqual({
      'order.id': 'ORD-1',
      'station.id': bench.settings.station.id,
      'messaging.system': 'pickspan',
      'messaging.destination.name': 'orders.new',
      'messaging.operation.type': 'process',
      'event.id': order['id'],
      'event.type': 'pickspan.order.created',
      'processing.status': 'complete',
    });
    expect(span.traceId).not.toBe(checkout.traceId);
    expect(one(span.links)).toEqual({
      traceId: checkout.traceId,
      spanId: checkout.spanId,
      traceState: '1a=ok',
      // Sampled, and remote (bits 8 and 9).
      flags: 0x301,
      attributes: {
        'link.stage': 'checkout',
        'link.type': 'follows_from',
        'link.relationship': 'triggered_by',
        'link.event_type': 'pickspan.order.created',
        'order.id': 'ORD-1',
      },
    });
  });

  it.each([
    ['payment.confirmed', 'payment'],
    ['inventory.reserved', 'inventory'],
  ])('of %s is named by its type', (type, stage) => {
    const bench = openBench();
    bench.take(created('ORD-1'), event(type, { order_id: 'ORD-1' }, { traceparent: checkout.traceparent }));
    const span = one(journalSpans(bench.db, `process ${type}`));
    expect(span.attributes).toMatchObject({ 'messaging.destination.name': type, 'event.type': `pickspan.${type}` });
    expect(one(span.links).attributes).toMatchObject({ 'link.stage': stage, 'link.relationship': 'triggered_by' });
  });

  it('says what became of the event', () => {
    const bench = openBench();
    const order = created('ORD-1');
    bench.take(order, order, { order_id: 'ORD-2' }, created('ORD-3', { items: [] }));
    expect(journalSpans(bench.db).map(({ attributes }) => attributes['processing.status'])).toEqual([
      'complete',
      'duplicate',
      'held',
      'refused',
    ]);
  });

  it('an unsampled producer is linked, and silences nothing', () => {
    const bench = openBench();
    bench.take(created('ORD-1', {}, { traceparent: checkout.traceparent.replace(/01$/, '00') }));
    expect(one(one(journalSpans(bench.db)).links).flags).toBe(0x300);
  });

  it('without a valid context has no link', () => {
    const bench = openBench();
    bench.take(created('ORD-1', {}, { traceparent: checkout.traceparent.toUpperCase() }));
    expect(one(journalSpans(bench.db)).links).toEqual([]);
  });

  it('of an order that was refused still names the order', () => {
    const bench = openBench();
    bench.take(created('ORD-1', { items: [] }));
    expect(one(journalSpans(bench.db)).attributes).toMatchObject({
      'order.id': 'ORD-1',
      'processing.status': 'refused',
    });
  });

  it('never says who the customer is', () => {
    const bench = openBench();
    const ship_to = { name: 'Erika Mustermann', email: 'erika@example.com', street1: 'Heidestr. 17', phone: '+4930' };
    bench.take(created('ORD-1', { ship_to }), created('ORD-1', { ship_to, items: [] }));
    const text = bench.rows<{ otlp: string }>('SELECT otlp FROM journal').map(({ otlp }) => otlp);
    expect(text).toHaveLength(2);
    for (const secret of Object.values(ship_to)) expect(text.join('\n')).not.toContain(secret);
  });
});

describe('the span of a batch', () => {
  const numbered = (count: number) =>
    Array.from({ length: count }, (_, index) =>
      created(`ORD-${index}`, {}, { traceparent: context(index).traceparent }),
    );

  it('links to every valid producer, each with the id of its event', () => {
    const bench = openBench();
    const events = [
      ...numbered(2),
      created('NONE'),
      created('BAD', { items: [] }, { traceparent: context(9).traceparent }),
    ];
    bench.takeText(events.map((each) => JSON.stringify(each)).join('\n'));
    const span = one(journalSpans(bench.db, 'process_event_batch'));
    expect(span).toMatchObject({ kind: 'CONSUMER', parentSpanId: undefined });
    expect(span.attributes).toMatchObject({ 'batch.size': 4, 'batch.link_count': 3 });
    expect(
      span.links.map(({ traceId, attributes }) => [traceId, attributes['event.id'], attributes['link.stage']]),
    ).toEqual([
      [context(0).traceId, events[0]?.['id'], 'checkout'],
      [context(1).traceId, events[1]?.['id'], 'checkout'],
      [context(9).traceId, events[3]?.['id'], 'checkout'],
    ]);
    expect(journalSpans(bench.db)).toHaveLength(5);
  });

  it('there is none for an event that came alone', () => {
    const bench = openBench();
    bench.take(created('ORD-1'));
    expect(journalSpans(bench.db, 'process_event_batch')).toEqual([]);
  });

  it('600 lines are two batches', () => {
    const bench = openBench();
    bench.takeText(
      numbered(600)
        .map((each) => JSON.stringify(each))
        .join('\n'),
    );
    expect(
      journalSpans(bench.db, 'process_event_batch').map(({ attributes, links }) => [
        attributes['batch.size'],
        links.length,
      ]),
    ).toEqual([
      [500, 500],
      [100, 100],
    ]);
  });

  it('1,000 events of one array are all linked', () => {
    const bench = openBench();
    bench.takeText(JSON.stringify(numbered(1000)));
    const span = one(journalSpans(bench.db, 'process_event_batch'));
    expect(new Set(span.links.map(({ traceId }) => traceId)).size).toBe(1000);
  });
});
