import { journalSpans } from '../station/spans.ts';
import { differences, rowsOf, type Invariant } from './witness.ts';

interface StageRow {
  readonly order_id: string;
  readonly name: string;
  readonly trace_id: string;
  readonly span_id: string;
  readonly start_ms: number;
  readonly end_ms: number;
  readonly outcome: string;
  readonly links: string;
}

const NAMES = new Set(['warehouse.pick', 'warehouse.pack', 'shipping.dispatch']);

/** A stage that ended here has exactly one span with its ids, times, outcome and links; an open one has none yet. */
export const stagesHaveSpans: Invariant = {
  name: 'each ended stage has its span, and no span is without its stage',
  breaches({ db }) {
    const ended = rowsOf<StageRow>(db, `SELECT * FROM stages WHERE origin = 'station' AND end_ms IS NOT NULL`).map(
      (row) =>
        [
          row.order_id,
          row.name,
          row.trace_id,
          row.span_id,
          row.start_ms,
          row.end_ms,
          row.outcome,
          ...(JSON.parse(row.links) as { trace_id: string; span_id: string }[]).map(
            (link) => `${link.trace_id}:${link.span_id}`,
          ),
        ].join(' '),
    );
    const spans = journalSpans(db)
      .filter(({ name }) => NAMES.has(name))
      .map((span) =>
        [
          span.attributes['order.id'],
          span.name,
          span.traceId,
          span.spanId,
          span.startMs,
          span.endMs,
          span.attributes['stage.outcome'],
          ...span.links.map((link) => `${link.traceId}:${link.spanId}`),
        ].join(' '),
      );
    return differences(spans, ended, 'span of a stage');
  },
};
