import { journalSpans } from '../station/spans.ts';
import { differences, rowsOf, type Invariant } from './witness.ts';

/** Every link and every parent leads to a span that is there, to a stage under way, or to one that others said they have. */
export const linksResolve: Invariant = {
  name: 'every link and parent resolves',
  breaches({ db, outside }) {
    const spans = journalSpans(db);
    const here = new Set(spans.map(({ traceId, spanId }) => `${traceId}:${spanId}`));
    const stages = new Set(
      rowsOf<{ id: string }>(
        db,
        `SELECT trace_id || ':' || span_id AS id FROM stages WHERE trace_id IS NOT NULL
         UNION ALL SELECT trace_id || ':' || span_id FROM pick_batches WHERE span_id IS NOT NULL`,
      ).map(({ id }) => id),
    );
    const breaches = spans.flatMap(({ name, traceId, spanId, parentSpanId, links }) => {
      const lost = links
        .map((link) => `${link.traceId}:${link.spanId}`)
        .filter((target) => !here.has(target) && !stages.has(target) && !outside.has(target))
        .map((target) => `${name} ${spanId} links to ${target}, which is nowhere`);
      const parent = `${traceId}:${parentSpanId ?? ''}`;
      const orphan = parentSpanId !== undefined && !here.has(parent) && !stages.has(parent);
      return orphan ? [...lost, `${name} ${spanId} is a child of ${parent}, which is nowhere`] : lost;
    });
    const interned = rowsOf<{ link: string }>(
      db,
      `SELECT j.span_id || ' ' || linked_trace_id || ':' || linked_span_id AS link FROM journal_links l JOIN journal j ON j.seq = l.seq`,
    ).map(({ link }) => link);
    const sent = spans.flatMap(({ spanId, links }) => links.map((link) => `${spanId} ${link.traceId}:${link.spanId}`));
    return [...breaches, ...differences(interned, sent, 'link in journal_links')];
  },
};
