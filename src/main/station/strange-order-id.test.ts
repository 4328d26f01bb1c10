import { describe, expect, it } from 'vitest';
import { openBench } from '../../../test/support/station/bench.ts';
import { one, present } from '../../../test/support/station/one.ts';
import { created, PACK_SCANS, PICK_SCANS } from '../../../test/support/station/samples.ts';
import { journalSpans } from '../../../test/support/station/spans.ts';

describe('an order id is data, whatever it looks like', () => {
  it.each([
    ['quotes', `O'Reilly "and" \`sons\``],
    ['SQL', `'); DROP TABLE orders; --`],
    ['line breaks', 'first line\nsecond\r\nthird'],
    ['emoji', '📦-👩🏽‍🔧-ORD'],
    ['HTML', '<img src=x onerror=alert(1)>'],
    ['a path', '../../../etc/passwd'],
    ['a format', '%s {order} ${order} {{order}}'],
    ['right to left', 'طلب-١'],
    ['JSON', '{"order_id":"x"}'],
    ['blanks inside', 'a  b\tc'],
    ['all 255 characters', '"'.repeat(255)],
  ])('%s: from intake to dispatch', async (_name, orderId) => {
    const bench = openBench();
    expect(bench.take(created(orderId))).toMatchObject([{ result: 'accepted', order_id: orderId }]);
    bench.codes('PS:OP:w1');
    expect(bench.scan(orderId)).toMatchObject({ code: 'pick.opened', view: { order_id: orderId } });
    expect(bench.codes(...PICK_SCANS).at(-1)).toBe('pick.done');
    expect(bench.scan(orderId).code).toBe('pack.opened');
    expect(bench.codes(...PACK_SCANS).at(-1)).toBe('pack.done');
    const sscc = String(bench.value('SELECT sscc FROM parcels'));
    expect(bench.scan(sscc)).toMatchObject({ code: 'ship.opened', view: { order_id: orderId } });
    const tracking = String(bench.value('SELECT tracking_number FROM parcels'));
    expect(bench.codes(tracking, 'PS:HANDOVER')).toEqual(['ship.label.ok', 'ship.handover.ok']);

    expect(bench.stateOf(orderId)).toBe('dispatched');
    expect(bench.scan(orderId).code).toBe('order.closed');
    const dispatch = one(journalSpans(bench.db, 'shipping.dispatch'));
    expect(dispatch.attributes['order.id']).toBe(orderId);
    const inView = one(
      bench.rows<{ attributes: string }>(`SELECT attributes FROM spans WHERE name = 'shipping.dispatch'`),
    );
    expect(JSON.parse(inView.attributes)).toMatchObject({ 'order.id': orderId });
    const events = bench.rows<{ subject: string; data: string }>('SELECT subject, data FROM events_out ORDER BY seq');
    expect(events).toHaveLength(3);
    for (const event of events) {
      expect(event.subject).toBe(orderId);
      expect(JSON.parse(event.data)).toMatchObject({ order_id: orderId, order: { order_id: orderId } });
    }
    expect(await bench.print()).toBe(3);
    const label = present(bench.rows<{ data: string }>('SELECT data FROM print_jobs').at(-1));
    expect(JSON.parse(label.data)).toMatchObject({ order: { order_id: orderId } });
    expect(bench.rows('SELECT DISTINCT result FROM print_jobs')).toEqual([{ result: 'confirmed' }]);
  });

  it('one that looks like a command is opened by the queue, and never obeyed', () => {
    const bench = openBench();
    bench.take(created('PS:SIGNOUT'));
    expect(bench.codes('PS:OP:w1', 'PS:PICK')).toEqual(['signin.ok', 'pick.opened']);
    expect(bench.view).toMatchObject({ kind: 'pick', order_id: 'PS:SIGNOUT', operator: 'w1' });
  });
});
