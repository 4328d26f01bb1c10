import { describe, expect, it } from 'vitest';
import { openBench } from '../../../test/support/station/bench.ts';
import { FRIDAY_NOON, HOUR } from '../../../test/support/station/hand-clock.ts';
import { one } from '../../../test/support/station/one.ts';
import { context, created, PACK_SCANS, PICK_SCANS } from '../../../test/support/station/samples.ts';
import { journalSpans } from '../../../test/support/station/spans.ts';

function shipped() {
  const bench = openBench();
  const placed_at = new Date(FRIDAY_NOON - HOUR).toISOString();
  bench.take(created('ORD-1', { placed_at }, { traceparent: context(1).traceparent }));
  bench.codes('PS:OP:w1', 'PS:PICK', ...PICK_SCANS, 'ORD-1', MUG_INTO_ITS_OWN_BOX, ...PACK_SCANS, 'PS:SHIP');
  for (const { tracking_number: number } of bench.rows<{ tracking_number: string }>('SELECT * FROM parcels'))
    bench.codes(number, 'PS:HANDOVER', 'PS:SHIP');
  return bench;
}
const MUG_INTO_ITS_OWN_BOX = 'PS:BOX:M';

/** A view promises no order of its rows. */
const sorted = (rows: readonly object[]) => rows.toSorted((a, b) => inWords(a).localeCompare(inWords(b)));
const inWords = (row: object): string => JSON.stringify(Object.entries(row).toSorted(([a], [b]) => a.localeCompare(b)));

interface ViewRow {
  readonly trace_id: string;
  readonly span_id: string;
  readonly name: string;
  readonly attributes: string;
}

describe('the view of spans', () => {
  it('has the columns that are promised', () => {
    const bench = openBench();
    const columns = (view: string) => bench.rows<{ name: string }>('SELECT name FROM pragma_table_info(?)', view);
    expect(columns('spans').map(({ name }) => name)).toEqual([
      'trace_id',
      'span_id',
      'parent_span_id',
      'name',
      'kind',
      'start_time',
      'end_time',
      'status',
      'attributes',
      'origin',
    ]);
    expect(columns('span_links').map(({ name }) => name)).toEqual([
      'trace_id',
      'span_id',
      'linked_trace_id',
      'linked_span_id',
      'attributes',
    ]);
  });

  it('shows every span of the journal as it was recorded', () => {
    const bench = shipped();
    const iso = (ms: number): string => new Date(ms).toISOString();
    const rows = bench.rows<ViewRow>(`SELECT * FROM spans WHERE origin = 'station'`);
    expect(sorted(rows.map((row) => ({ ...row, attributes: JSON.parse(row.attributes) as unknown })))).toEqual(
      sorted(
        journalSpans(bench.db).map((span) => ({
          trace_id: span.traceId,
          span_id: span.spanId,
          parent_span_id: span.parentSpanId ?? null,
          name: span.name,
          kind: span.kind,
          start_time: iso(span.startMs),
          end_time: iso(span.endMs),
          status: 'UNSET',
          attributes: span.attributes,
          origin: 'station',
        })),
      ),
    );
    expect(rows.length).toBeGreaterThanOrEqual(6);
  });

  it('shows the checkout as a row of its own', () => {
    expect(one(shipped().rows(`SELECT * FROM spans WHERE origin = 'upstream'`))).toMatchObject({
      trace_id: context(1).traceId,
      span_id: context(1).spanId,
      parent_span_id: null,
      name: 'checkout.complete',
      start_time: '2026-11-20T11:00:00.000Z',
      end_time: '2026-11-20T11:00:00.000Z',
      attributes: '{"order.id":"ORD-1"}',
    });
  });

  it('gives attributes as plain JSON: text, whole numbers, fractions, truth, lists', () => {
    const bench = openBench();
    bench.take(created('ORD-1'));
    bench.codes(
      'PS:OP:w1',
      'PS:PICK',
      'A-01-03',
      'MUG-BLUE',
      'MUG-BLUE',
      'PS:UNDO',
      'MUG-BLUE',
      'B-02-01',
      'TEA-GREEN',
    );
    bench.codes('ORD-1', 'MUG-BLUE', 'PS:NEXT', 'MUG-BLUE', 'TEA-GREEN', 'PS:DONE');
    const of = (name: string, more = ''): unknown =>
      JSON.parse(String(bench.value(`SELECT attributes FROM spans WHERE name = ? ${more}`, name)));
    expect(of('warehouse.pack')).toMatchObject({
      'order.id': 'ORD-1',
      'pack.parcel_count': 2,
      'pack.box_sizes': ['S', 'S'],
      'pack.weight_kg': 1.19,
    });
    expect(of('warehouse.pick_item', `AND attributes LIKE '%reversal%'`)).toMatchObject({
      'pick.reversal': true,
      'pick.quantity': -2,
    });
  });
});

describe('the view of links', () => {
  it('shows every link of the journal', () => {
    const bench = shipped();
    const rows = bench.rows<{ attributes: string }>('SELECT * FROM span_links');
    const plain = rows.map((row) => ({ ...row, attributes: JSON.parse(row.attributes) as unknown }));
    expect(sorted(plain)).toEqual(
      sorted(
        journalSpans(bench.db).flatMap((span) =>
          span.links.map((link) => ({
            trace_id: span.traceId,
            span_id: span.spanId,
            linked_trace_id: link.traceId,
            linked_span_id: link.spanId,
            attributes: link.attributes,
          })),
        ),
      ),
    );
  });

  it('every link but those to a scan finds its span', () => {
    const dangling = shipped().rows(`
      SELECT l.* FROM span_links l LEFT JOIN spans s
        ON s.trace_id = l.linked_trace_id AND s.span_id = l.linked_span_id
       WHERE s.span_id IS NULL AND l.attributes ->> '$."link.stage"' <> 'scan'`);
    expect(dangling).toEqual([]);
  });
});
