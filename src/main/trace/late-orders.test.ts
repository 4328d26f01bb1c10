import { describe, expect, it } from 'vitest';
import { openBench, type Bench } from '../../../test/support/station/bench.ts';
import { HOUR } from '../../../test/support/station/hand-clock.ts';
import { context, event, gtin14 } from '../../../test/support/station/samples.ts';
import { lateOrders } from './sla.ts';

/** The first article's query, word for word as INTERFACES has it. */
const ARTICLE_QUERY = `SELECT json_extract(s1.attributes, '$."order.id"') AS order_id, s1.start_time AS checkout_time, s2.start_time AS pick_time, s3.end_time AS ship_time
FROM spans s1
JOIN span_links l1 ON l1.linked_trace_id = s1.trace_id AND l1.linked_span_id = s1.span_id
JOIN spans s2 ON s2.trace_id = l1.trace_id AND s2.span_id = l1.span_id AND s2.name = 'warehouse.pick'
JOIN span_links l2 ON l2.linked_trace_id = s2.trace_id AND l2.linked_span_id = s2.span_id
JOIN spans s3 ON s3.trace_id = l2.trace_id AND s3.span_id = l2.span_id AND s3.name = 'shipping.dispatch'
WHERE s1.name = 'checkout.complete' AND julianday(s3.end_time) - julianday(s1.start_time) > 2`;

const GTIN = gtin14('0400638133393');

interface Found {
  readonly order_id: string;
  readonly checkout_time: string;
  readonly pick_time: string;
  readonly ship_time: string;
}

function place(bench: Bench, number: number, hoursAgo: number): string {
  const orderId = `ORD-${String(number).padStart(2, '0')}`;
  const placed_at = new Date(bench.clock.now() - hoursAgo * HOUR).toISOString();
  const items = [{ sku: 'TEA', gtin: GTIN, quantity: 1, bin_location: 'A-1' }];
  bench.take(
    event('order.created', { order_id: orderId, placed_at, items }, { traceparent: context(number).traceparent }),
  );
  return orderId;
}

function dispatch(bench: Bench, orderId: string): void {
  bench.codes(orderId, 'A-1', GTIN, orderId, GTIN, 'PS:DONE', orderId);
  const tracking = bench.value('SELECT tracking_number FROM parcels WHERE order_id = ?', orderId);
  bench.codes(String(tracking), 'PS:HANDOVER');
  if (bench.stateOf(orderId) !== 'dispatched') throw new Error(`${orderId} was not dispatched`);
}

describe('the first article’s query', () => {
  it('finds exactly the late ones of 50 orders', () => {
    const bench = openBench();
    bench.codes('PS:OP:w1');
    const late: string[] = [];
    for (let number = 1; number <= 50; number += 1) {
      const isLate = number % 7 === 3;
      const orderId = place(bench, number, isLate ? 48 + number : 47 - (number % 40));
      if (isLate) late.push(orderId);
      dispatch(bench, orderId);
    }
    place(bench, 98, 100);
    const found = bench.rows<Found>(ARTICLE_QUERY);
    expect(late).toHaveLength(7);
    expect(found.map(({ order_id }) => order_id).toSorted()).toEqual(late);
    for (const row of found) {
      const stage = (name: string, time: 'start_ms' | 'end_ms') =>
        new Date(
          Number(bench.value(`SELECT ${time} FROM stages WHERE order_id = ? AND stage = ?`, row.order_id, name)),
        ).toISOString();
      expect(row).toEqual({
        order_id: row.order_id,
        checkout_time: stage('checkout', 'start_ms'),
        pick_time: stage('pick', 'start_ms'),
        ship_time: stage('ship', 'end_ms'),
      });
    }
    // The report knows the same ones, and the one that is late and not dispatched.
    const report = lateOrders(bench.db, 48 * HOUR, bench.clock.now());
    expect(
      report
        .filter(({ open }) => !open)
        .map(({ order_id }) => order_id)
        .toSorted(),
    ).toEqual(late);
    expect(report.filter(({ open }) => open).map(({ order_id }) => order_id)).toEqual(['ORD-98']);
  });

  it('takes two days as two days, to the second', () => {
    const bench = openBench();
    bench.codes('PS:OP:w1');
    // Nine scans, a second each, after the checkout was so many hours ago.
    const just = place(bench, 1, 48);
    dispatch(bench, just);
    const short = place(bench, 2, 48 - 10 / 3600);
    dispatch(bench, short);
    expect(bench.rows<Found>(ARTICLE_QUERY).map(({ order_id }) => order_id)).toEqual([just]);
  });
});
