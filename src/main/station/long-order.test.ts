import { expect, it } from 'vitest';
import { openBench } from '../../../test/support/station/bench.ts';
import { one } from '../../../test/support/station/one.ts';
import { event, gtin14 } from '../../../test/support/station/samples.ts';
import { HANG_LIMIT_MS, runs } from '../../../test/support/station/seed.ts';
import { journalSpans } from '../../../test/support/station/spans.ts';

const LINES = runs(2000);
const LINES_PER_BIN = LINES / 20;

it(
  `an order of ${LINES} lines is picked to its end`,
  () => {
    const bench = openBench();
    const items = Array.from({ length: LINES }, (_, index) => ({
      sku: `SKU-${index}`,
      gtin: gtin14(`0400000${String(index).padStart(6, '0')}`),
      quantity: 1,
      bin_location: `A-${String(Math.floor(index / LINES_PER_BIN)).padStart(2, '0')}`,
    }));
    expect(bench.take(event('order.created', { order_id: 'LONG', items }))).toMatchObject([{ result: 'accepted' }]);
    bench.codes('PS:OP:w1', 'PS:PICK');
    // The middle of the work survives a restart like any other.
    for (const [index, item] of items.entries()) {
      if (index === LINES / 2) bench.reopen();
      if (index % LINES_PER_BIN === 0) bench.codes(item.bin_location);
      const code = bench.scan(index % 2 === 0 ? item.gtin : item.sku).code;
      if (code !== (index === LINES - 1 ? 'pick.done' : 'pick.line.done')) throw new Error(`line ${index}: ${code}`);
    }
    expect(bench.stateOf('LONG')).toBe('picked');
    expect(journalSpans(bench.db, 'warehouse.pick_item')).toHaveLength(LINES);
    const pick = one(journalSpans(bench.db, 'warehouse.pick'));
    expect(pick.attributes).toMatchObject({
      'pick.line_count': LINES,
      'pick.short_count': 0,
      'stage.outcome': 'complete',
    });
    expect(bench.value('SELECT count(*) FROM events_out')).toBe(1);
  },
  HANG_LIMIT_MS,
);
