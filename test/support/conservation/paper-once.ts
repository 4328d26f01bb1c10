import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { journalSpans } from '../station/spans.ts';
import { differences, rowsOf, type Invariant } from './witness.ts';

/** A slip for each parcel closed here, a label for each tracking number on a parcel, a list for each hand-over of a pile. */
const EXPECTED = `
  SELECT 'slip ' || order_id || ' ' || number AS paper FROM parcels p
   WHERE closed_ms IS NOT NULL AND EXISTS (SELECT 1 FROM stages s WHERE s.order_id = p.order_id AND s.stage = 'pack' AND s.origin = 'station')
  UNION ALL SELECT 'label ' || order_id || ' ' || number || ' ' || tracking_number FROM parcels WHERE tracking_number IS NOT NULL
  UNION ALL SELECT 'manifest ' || id FROM manifests`;

/** Labels that an update withdrew have a number that is on no parcel any more. */
const THERE = `
  SELECT CASE document WHEN 'manifest' THEN 'manifest ' || manifest_id WHEN 'slip' THEN 'slip ' || order_id || ' ' || parcel
           ELSE 'label ' || order_id || ' ' || parcel || ' ' || (data ->> '$.parcel.tracking_number') END AS paper
    FROM print_jobs j
   WHERE reason IS NULL AND document NOT IN ('parcel_label', 'tote_label') AND (document <> 'label' OR data ->> '$.parcel.tracking_number' IN (SELECT tracking_number FROM parcels))`;

const WRONG = `
  SELECT 'label twice: ' || (data ->> '$.parcel.tracking_number') AS about FROM print_jobs WHERE document = 'label' AND reason IS NULL
   GROUP BY data ->> '$.parcel.tracking_number' HAVING count(*) > 1
  UNION ALL
  SELECT 'tote label twice: ' || order_id FROM print_jobs WHERE document = 'tote_label' AND reason IS NULL
   GROUP BY order_id HAVING count(*) > 1
  UNION ALL SELECT 'job ' || id || ' is confirmed without a time' FROM print_jobs WHERE state = 'confirmed' AND done_ms IS NULL
  UNION ALL
  SELECT 'job ' || j.id || ' is cancelled, its parcel is not' FROM print_jobs j JOIN orders o USING (order_id)
    JOIN parcels p ON p.order_id = j.order_id AND p.number = j.parcel
   WHERE j.state = 'cancelled' AND o.state NOT IN ('cancelled', 'put_back')
     AND NOT (j.document = 'label' AND p.tracking_number IS NOT j.data ->> '$.parcel.tracking_number')`;

interface JobRow {
  readonly id: number;
  readonly document: string;
  readonly order_id: string | null;
  readonly span_id: string | null;
  readonly state: string;
}

/** Each piece of paper was asked for once, and one that came out has one span and one file. */
export const paperOnce: Invariant = {
  name: 'each piece of paper is there once',
  breaches({ db, folder }) {
    const paper = (sql: string): string[] => rowsOf<{ paper: string }>(db, sql).map((row) => row.paper);
    const out = rowsOf<JobRow>(db, `SELECT * FROM print_jobs WHERE state IN ('sent', 'confirmed')`);
    const spans = journalSpans(db)
      .filter(({ name, attributes }) => name.startsWith('print ') && attributes['print.result'] !== 'not-sent')
      .map(({ attributes, parentSpanId }) =>
        [attributes['print.document'], attributes['order.id'] ?? '', parentSpanId ?? ''].join(' '),
      );
    const expected = out.map((job) => [job.document, job.order_id ?? '', job.span_id ?? ''].join(' '));
    return [
      ...differences(paper(THERE), paper(EXPECTED), 'paper'),
      ...rowsOf<{ about: string }>(db, WRONG).map(({ about }) => about),
      ...differences(spans, expected, 'print span'),
      ...filesMissing(folder, out),
    ];
  },
};

function filesMissing(folder: string, out: readonly JobRow[]): string[] {
  const files = new Set(out.length === 0 ? [] : readdirSync(join(folder, 'prints')));
  return out
    .flatMap(({ id, document }) =>
      (document === 'slip' || document === 'manifest' ? ['pdf'] : ['zpl', 'png']).map(
        (kind) => `${String(id).padStart(6, '0')}-${document}.${kind}`,
      ),
    )
    .filter((file) => !files.has(file))
    .map((file) => `${file} came out and is not there`);
}
