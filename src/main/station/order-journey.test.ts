import { describe, expect, it } from 'vitest';
import { openBench } from '../../../test/support/station/bench.ts';
import { context, created, PACK_SCANS, PICK_SCANS } from '../../../test/support/station/samples.ts';
import { slipCode } from '../paper/documents/packing-slip.ts';

const { traceId, traceparent } = context(1);

function packedBench() {
  const bench = openBench();
  bench.take(created('ORD-1', {}, { traceparent }), created('ORD-2'));
  bench.codes('PS:OP:w1', 'ORD-1', ...PICK_SCANS, 'ORD-1', ...PACK_SCANS);
  return bench;
}

describe('the code of a packing slip', () => {
  it('says where the order is and which journey to show', () => {
    const bench = packedBench();
    const answer = bench.scan(slipCode('ORD-1', traceId));
    expect(answer).toMatchObject({ ok: true, code: 'order.journey', order_id: 'ORD-1' });
    expect(answer.message).toBe('Order ORD-1: packed, parcels: 1.');
  });

  it('leaves an open job as it is', () => {
    const bench = packedBench();
    bench.scan('ORD-2');
    const before = bench.view;
    expect(bench.scan(slipCode('ORD-1', traceId)).code).toBe('order.journey');
    expect(bench.view).toEqual(before);
  });

  it('knows an order without a trace by its number', () => {
    const bench = packedBench();
    expect(bench.scan(slipCode('ORD-2', null))).toMatchObject({ code: 'order.journey', order_id: 'ORD-2' });
  });

  it.each([
    ['another checkout with the same number', slipCode('ORD-1', context(2).traceId), 'scan.unknown'],
    ['an order nobody knows', slipCode('ORD-9', traceId), 'scan.unknown'],
    ['no order', `PS:ORDER:${traceId}:`, 'scan.malformed'],
    ['no trace and no place for one', 'PS:ORDER:ORD-1', 'scan.malformed'],
  ])('%s is refused', (_name, code, expected) => {
    expect(packedBench().scan(code)).toMatchObject({ ok: false, code: expected });
  });
});
