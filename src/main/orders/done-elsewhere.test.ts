import { describe, expect, it } from 'vitest';
import { openBench, type Bench } from '../../../test/support/station/bench.ts';
import { one, present } from '../../../test/support/station/one.ts';
import { context, created, event, MUG, PACK_SCANS } from '../../../test/support/station/samples.ts';
import { journalSpans } from '../../../test/support/station/spans.ts';

const [checkout, pick, pack] = [context(1), context(2), context(3)];

/** The first article's messages as its services publish them; the packed one holds the picked one, order id and all. */
const pickedMessage = { order_id: 'ORD-1', checkout_trace_context: checkout.parts, pick_trace_context: pick.parts };
const packedMessage = {
  order_id: 'ORD-1',
  all_trace_contexts: { ...pickedMessage, pack_trace_context: pack.parts },
};

const known = () => created('ORD-1', {}, { traceparent: checkout.traceparent });
const linkedStages = (bench: Bench, name: string) =>
  one(journalSpans(bench.db, name)).links.map(({ traceId, attributes }) => [attributes['link.stage'], traceId]);

const ship = (bench: Bench): string[] => {
  const opened = bench.codes('PS:SHIP');
  const tracking = bench.value('SELECT tracking_number FROM parcels');
  return [...opened, ...bench.codes(String(tracking), 'PS:HANDOVER')];
};

describe('an order that another system picked', () => {
  it('is packed here, linked to its checkout and its pick', () => {
    const bench = openBench();
    expect(bench.take(known(), pickedMessage)).toMatchObject([
      { result: 'accepted' },
      { result: 'accepted', order_id: 'ORD-1', type: 'pickspan.order.picked' },
    ]);
    expect(bench.stateOf('ORD-1')).toBe('picked');
    expect(bench.codes('PS:OP:w1', 'ORD-1', ...PACK_SCANS).at(-1)).toBe('pack.done');
    expect(linkedStages(bench, 'warehouse.pack')).toEqual([
      ['checkout', checkout.traceId],
      ['pick', pick.traceId],
    ]);
    expect(bench.rows('SELECT name FROM spans WHERE origin = ? ORDER BY name', 'upstream')).toEqual([
      { name: 'checkout.complete' },
      { name: 'warehouse.pick' },
    ]);
  });

  it('is told of within the span of its pick: the event is linked to that', () => {
    const bench = openBench();
    expect(bench.take([known(), pickedMessage, packedMessage])).toMatchObject([
      { linked: true },
      { linked: true },
      { linked: true },
    ]);
    expect(linkedStages(bench, 'process order.picked')).toEqual([['pick', pick.traceId]]);
    expect(linkedStages(bench, 'process order.packed')).toEqual([['pack', pack.traceId]]);
    expect(one(journalSpans(bench.db, 'process_event_batch')).attributes['batch.link_count']).toBe(3);
  });

  it('names its own producer before that', () => {
    const bench = openBench();
    bench.take(known(), { ...pickedMessage, metadata: { traceparent: context(9).traceparent } });
    expect(linkedStages(bench, 'process order.picked')).toEqual([['pick', context(9).traceId]]);
  });

  it('brings the checkout’s context where the order had none', () => {
    const bench = openBench();
    bench.take(created('ORD-1'), pickedMessage);
    expect(bench.value(`SELECT trace_id FROM stages WHERE stage = 'checkout'`)).toBe(checkout.traceId);
  });
});

describe('an order that another system packed', () => {
  it('is shipped here as one parcel, linked to all three stages', () => {
    const bench = openBench();
    bench.take(known());
    expect(bench.take(packedMessage)).toMatchObject([{ result: 'accepted', type: 'pickspan.order.packed' }]);
    bench.codes('PS:OP:w1');
    expect(bench.view).toMatchObject({ kind: 'home', waiting: { ship: 1 } });
    expect(ship(bench)).toEqual(['ship.opened', 'ship.label.ok', 'ship.handover.ok']);
    expect(linkedStages(bench, 'shipping.dispatch')).toEqual([
      ['checkout', checkout.traceId],
      ['pick', pick.traceId],
      ['pack', pack.traceId],
    ]);
  });

  it('the order id among the contexts is no context', () => {
    const bench = openBench();
    bench.take(known(), packedMessage);
    expect(bench.rows('SELECT stage, trace_id FROM stages ORDER BY stage')).toEqual([
      { stage: 'checkout', trace_id: checkout.traceId },
      { stage: 'pack', trace_id: pack.traceId },
      { stage: 'pick', trace_id: pick.traceId },
    ]);
  });

  it('was picked here: the pick stays ours', () => {
    const bench = openBench();
    bench.take(known());
    bench.codes('PS:OP:w1', 'PS:PICK', 'A-01-03', 'MUG-BLUE', 'PS:QTY:2', 'B-02-01', 'TEA-GREEN');
    expect(bench.take(packedMessage)).toMatchObject([{ result: 'accepted' }]);
    expect(bench.rows(`SELECT origin FROM stages WHERE stage = 'pick'`)).toEqual([{ origin: 'station' }]);
  });

  it('was picked short here: its parcel holds what was picked, not what was ordered', () => {
    const bench = openBench();
    bench.take(known());
    bench.codes('PS:OP:w1', 'PS:PICK', 'A-01-03', 'MUG-BLUE', 'PS:SHORT:missing', 'B-02-01', 'TEA-GREEN');
    bench.take(packedMessage);
    expect(bench.rows('SELECT line_no, quantity FROM parcel_items ORDER BY line_no')).toEqual([
      { line_no: 1, quantity: 1 },
      { line_no: 2, quantity: 1 },
    ]);
  });

  it('leaves its tote empty for the next order', () => {
    const bench = openBench();
    bench.take(known());
    bench.codes('PS:OP:w1', 'PS:PICK', 'PS:TOTE:T1', 'A-01-03', 'MUG-BLUE', 'PS:QTY:2', 'B-02-01', 'TEA-GREEN');
    bench.take(packedMessage, created('ORD-2'));
    expect(bench.codes('ORD-2', 'PS:TOTE:T1')).toEqual(['pick.opened', 'pick.tote.ok']);
  });

  it('without contexts is taken without links', () => {
    const bench = openBench();
    bench.take(created('ORD-1'), { order_id: 'ORD-1', all_trace_contexts: { order_id: 'ORD-1' } });
    expect(bench.stateOf('ORD-1')).toBe('packed');
    bench.codes('PS:OP:w1');
    ship(bench);
    expect(one(journalSpans(bench.db, 'shipping.dispatch')).links).toEqual([]);
  });
});

describe('a stage done elsewhere that cannot be', () => {
  it.each([
    ['an order nobody knows', [pickedMessage], 'unknown_order', '$.order_id'],
    ['an order whose items have not come', [{ order_id: 'ORD-1' }, packedMessage], 'items_missing', '$.order_id'],
    ['an order packed elsewhere already', [known(), packedMessage, pickedMessage], 'already_started', '$.order_id'],
    ['no order id', [{ pick_trace_context: pick.parts }], 'invalid', '$.order_id'],
  ])('%s', (_name, messages, reason, path) => {
    const bench = openBench();
    expect(present(bench.take(...messages).at(-1))).toMatchObject({ result: 'refused', reason, path });
  });

  it('an order being picked here is not taken out of the worker’s hands', () => {
    const bench = openBench();
    bench.take(known());
    bench.codes('PS:OP:w1', 'PS:PICK');
    expect(bench.take(pickedMessage)).toMatchObject([{ result: 'refused', reason: 'already_started' }]);
    expect(bench.stateOf('ORD-1')).toBe('picking');
  });
});

it.each(['2026-02-30T09:12:00Z', '2026-11-20T09:12:00+01'])(
  'a stage that was done at no time (%s) is refused, and costs nobody else their event',
  (start_time) => {
    const bench = openBench();
    const handedOn = event('order.picked', {
      order_id: 'ORD-1',
      order: { order_id: 'ORD-1', items: [MUG] },
      stages: [{ stage: 'pick', name: 'warehouse.pick', start_time, links: [] }],
      applied_changes: [],
    });
    expect(bench.takeText(JSON.stringify([handedOn, created('ORD-2')]))).toMatchObject([
      { result: 'refused', reason: 'invalid', path: '$.data.stages[0].start_time' },
      { result: 'accepted', order_id: 'ORD-2' },
    ]);
  },
);
