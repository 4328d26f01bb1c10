import { beforeAll, describe, expect, it } from 'vitest';
import { rows, span } from '../support/database.ts';
import { checkoutOf } from '../support/orders.ts';
import { playGoldenRun, type GoldenRun } from './golden-run.ts';

/* The events that the golden run tells the world, and the first article's query over the folder it leaves. */

interface Told {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly traceparent: string;
  readonly data: Record<string, unknown>;
}

let run: GoldenRun;
let events: Told[];

beforeAll(async () => {
  run = await playGoldenRun();
  events = rows<Omit<Told, 'data'> & { data: string }>(run.folder, `SELECT * FROM events_out ORDER BY seq`).map(
    (event) => ({ ...event, data: JSON.parse(event.data) as Told['data'] }),
  );
});

const told = (type: string): Told => {
  const found = events.find((event) => event.type === `pickspan.order.${type}`);
  if (found === undefined) throw new Error(`no event ${type}`);
  return found;
};
const contextOf = (name: string): Record<string, unknown> => {
  const { trace_id, span_id } = span(run.folder, name);
  return { trace_id, span_id, trace_flags: 1 };
};
const checkout = { trace_id: checkoutOf('ORD-1').traceId, span_id: checkoutOf('ORD-1').spanId, trace_flags: 1 };

describe('events out', () => {
  it('tells picked, packed and dispatched once each, with ids of their own', () => {
    expect(events.map(({ type, subject }) => [type, subject])).toEqual([
      ['pickspan.order.picked', 'ORD-1'],
      ['pickspan.order.packed', 'ORD-1'],
      ['pickspan.order.dispatched', 'ORD-1'],
    ]);
    expect(new Set(events.map(({ id }) => id)).size).toBe(3);
    for (const { id } of events) expect(id).toMatch(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
  });

  it.each([
    ['picked', 'warehouse.pick'],
    ['packed', 'warehouse.pack'],
    ['dispatched', 'shipping.dispatch'],
  ])('carries in %s the context of %s', (type, name) => {
    const { trace_id: trace, span_id: id } = span(run.folder, name);
    expect(told(type).traceparent).toBe(`00-${trace}-${id}-01`);
  });

  it('says with picked what was picked and by which traces', () => {
    expect(told('picked').data).toMatchObject({
      order_id: 'ORD-1',
      order: { order_id: 'ORD-1', items: [{ sku: 'MUG', quantity: 2 }, { sku: 'TEA' }] },
      checkout_trace_context: checkout,
      pick_trace_context: contextOf('warehouse.pick'),
      applied_changes: [],
    });
  });

  it('says with packed and dispatched all contexts and the parcels', () => {
    const contexts = {
      checkout_trace_context: checkout,
      pick_trace_context: contextOf('warehouse.pick'),
      pack_trace_context: contextOf('warehouse.pack'),
    };
    const { sscc, tracking_number } = run.parcel;
    for (const type of ['packed', 'dispatched']) {
      expect(told(type).data).toMatchObject({ all_trace_contexts: contexts, parcels: [{ sscc, tracking_number }] });
    }
  });

  it('lists the stages so far with times, hands and links', () => {
    const { stages } = told('dispatched').data as { stages: Record<string, unknown>[] };
    expect(stages.map(({ stage, name }) => [stage, name])).toEqual([
      ['checkout', 'checkout.complete'],
      ['pick', 'warehouse.pick'],
      ['pack', 'warehouse.pack'],
      ['ship', 'shipping.dispatch'],
    ]);
    const { start_time: start, end_time: end } = span(run.folder, 'warehouse.pack');
    expect(stages[2]).toMatchObject({
      start_time: start,
      end_time: end,
      station_id: 'bench-1',
      operator_id: 'w1',
      links: [{ stage: 'checkout' }, { stage: 'pick' }],
    });
  });
});

describe('the first article in SQLite', () => {
  it('finds the order that took more than two days, over the links alone', () => {
    const late = rows(
      run.folder,
      `SELECT json_extract(s1.attributes, '$."order.id"') AS order_id, s1.start_time AS checkout_time, s2.start_time AS pick_time, s3.end_time AS ship_time
FROM spans s1
JOIN span_links l1 ON l1.linked_trace_id = s1.trace_id AND l1.linked_span_id = s1.span_id
JOIN spans s2 ON s2.trace_id = l1.trace_id AND s2.span_id = l1.span_id AND s2.name = 'warehouse.pick'
JOIN span_links l2 ON l2.linked_trace_id = s2.trace_id AND l2.linked_span_id = s2.span_id
JOIN spans s3 ON s3.trace_id = l2.trace_id AND s3.span_id = l2.span_id AND s3.name = 'shipping.dispatch'
WHERE s1.name = 'checkout.complete' AND julianday(s3.end_time) - julianday(s1.start_time) > 2`,
    );
    expect(late).toEqual([
      {
        order_id: 'ORD-1',
        checkout_time: '2026-01-02T03:04:05.000Z',
        pick_time: span(run.folder, 'warehouse.pick').start_time,
        ship_time: span(run.folder, 'shipping.dispatch').end_time,
      },
    ]);
  });
});
