import { describe, expect, it } from 'vitest';
import { openBench, type Bench } from '../../../test/support/station/bench.ts';
import { one } from '../../../test/support/station/one.ts';
import { created, PACK_SCANS, PICK_SCANS } from '../../../test/support/station/samples.ts';
import { journalSpans } from '../../../test/support/station/spans.ts';

/** A bench with one packed order, and the tracking number of its parcel. */
function withPacked(orderId = 'ORD-1'): { bench: Bench; tracking: string } {
  const bench = openBench();
  bench.take(created(orderId));
  bench.codes('PS:OP:w1', 'PS:PICK', ...PICK_SCANS, orderId, ...PACK_SCANS);
  return { bench, tracking: String(bench.value('SELECT tracking_number FROM parcels')) };
}

describe('a pick that is put down', () => {
  it('goes on where it was, under any operator, as one span', () => {
    const bench = openBench();
    bench.take(created('ORD-1'), created('ORD-2'));
    expect(bench.codes('PS:OP:w1', 'PS:PICK', 'A-01-03', 'MUG-BLUE', 'PS:CANCEL')).toContain('pick.put_down');
    expect(bench.view).toMatchObject({ kind: 'home', put_down: [{ order_id: 'ORD-1', operator: 'w1' }] });
    const ids = bench.rows(`SELECT trace_id, span_id FROM stages WHERE stage = 'pick'`);
    bench.reopen();
    expect(bench.codes('PS:OP:w2', 'ORD-1')).toEqual(['signin.ok', 'pick.opened']);
    expect(bench.view).toMatchObject({ kind: 'pick', expect: ['item'], line: { done: 1 } });
    expect(bench.codes('MUG-BLUE', 'B-02-01', 'TEA-GREEN').at(-1)).toBe('pick.done');
    const span = one(journalSpans(bench.db, 'warehouse.pick'));
    expect([{ trace_id: span.traceId, span_id: span.spanId }]).toEqual(ids);
    expect(span.attributes['operator.id']).toBe('w2');
  });

  it('is its owner’s next job, whatever else is more urgent', () => {
    const bench = openBench();
    bench.take(created('ORD-1'));
    bench.codes('PS:OP:w1', 'PS:PICK', 'PS:CANCEL');
    bench.take(created('RUSH', { priority: 9 }));
    bench.codes('PS:PICK');
    expect(bench.view).toMatchObject({ order_id: 'ORD-1' });
    bench.codes('PS:CANCEL', 'PS:OP:w2', 'PS:PICK');
    expect(bench.view).toMatchObject({ order_id: 'RUSH' });
  });

  it('undo of a tote that another order has taken meanwhile is no fault of the program', () => {
    const bench = openBench();
    bench.take(created('ORD-1'), created('ORD-2'));
    bench.codes(
      'PS:OP:w1',
      'ORD-1',
      'PS:TOTE:T1',
      'PS:TOTE:T2',
      'PS:CANCEL',
      'ORD-2',
      'PS:TOTE:T1',
      'PS:CANCEL',
      'ORD-1',
    );
    expect(() => bench.scan('PS:UNDO')).not.toThrow();
    expect(bench.value('SELECT order_id FROM orders WHERE tote = ?', 'T1')).toBe('ORD-2');
  });
});

describe('a parcel that is put down', () => {
  it('before its label was proved was not handed over: done says nothing of the kind', () => {
    const { bench } = withPacked();
    expect(bench.codes('PS:SHIP', 'PS:CANCEL')).toEqual(['ship.opened', 'ship.put_down']);
    expect(bench.scan('PS:DONE')).not.toMatchObject({ code: 'ship.handover.ok' });
    expect(bench.stateOf('ORD-1')).toBe('shipping');
  });

  it('after its label was proved goes with the pile of its carrier, and is then nobody’s job any more', () => {
    const { bench, tracking } = withPacked();
    bench.codes('PS:SHIP', tracking, 'PS:CANCEL');
    expect(bench.codes('PS:HANDOVER:house')).toEqual(['ship.handover.ok']);
    expect(bench.stateOf('ORD-1')).toBe('dispatched');
    expect(bench.view).toMatchObject({ kind: 'home', put_down: [] });
  });

  it('after its label was proved waits for the carrier: the next job is the next parcel', () => {
    const { bench, tracking } = withPacked('ORD-1');
    bench.take(created('ORD-2'));
    bench.codes('PS:PICK', ...PICK_SCANS, 'ORD-2', ...PACK_SCANS);
    bench.codes('ORD-1', tracking, 'PS:DONE', 'PS:SHIP');
    expect(bench.view).toMatchObject({ kind: 'ship', order_id: 'ORD-2', expect: ['label'] });
  });

  it('keeps its stage open, and ends it once', () => {
    const { bench, tracking } = withPacked();
    bench.codes('PS:SHIP', 'PS:CANCEL');
    expect(journalSpans(bench.db, 'shipping.dispatch')).toEqual([]);
    bench.codes('PS:OP:w2', 'ORD-1', tracking, 'PS:HANDOVER');
    expect(one(journalSpans(bench.db, 'shipping.dispatch')).attributes['operator.id']).toBe('w2');
  });
});
