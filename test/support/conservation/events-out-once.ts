import { differences, rowsOf, type Invariant } from './witness.ts';

/** Which events each ended stage, each release of a short order and each cancellation must have told. */
const EXPECTED = `
  WITH here AS (
    SELECT *, '00-' || trace_id || '-' || span_id || '-01' AS span FROM stages WHERE origin = 'station' AND end_ms IS NOT NULL
  ), held AS (
    SELECT subject AS order_id FROM events_out WHERE type = 'pickspan.order.short' AND data ->> '$.goes_on' = 0
  )
  SELECT order_id || ' picked ' || span AS told FROM here h
   WHERE stage = 'pick' AND outcome <> 'cancelled' AND (
     order_id NOT IN (SELECT order_id FROM held)
     OR EXISTS (SELECT 1 FROM audit a WHERE a.order_id = h.order_id AND a.code = 'short.released' AND a.ok = 1))
  UNION ALL SELECT order_id || ' short ' || span FROM here WHERE outcome = 'short'
  UNION ALL SELECT order_id || ' packed ' || span FROM here WHERE stage = 'pack' AND outcome <> 'cancelled'
  UNION ALL SELECT order_id || ' dispatched ' || span FROM here WHERE stage = 'ship' AND outcome <> 'cancelled'
  UNION ALL
  SELECT o.order_id || ' cancelled ' || coalesce(
           (SELECT span FROM here h WHERE h.order_id = o.order_id
             ORDER BY CASE stage WHEN 'ship' THEN 3 WHEN 'pack' THEN 2 ELSE 1 END DESC LIMIT 1),
           'its consumer')
    FROM orders o WHERE o.state IN ('cancelled', 'put_back')`;

const THERE = `
  SELECT subject || ' ' || substr(type, 16) || ' ' || CASE
           WHEN EXISTS (SELECT 1 FROM journal j WHERE j.name LIKE 'process %' AND e.traceparent = '00-' || j.trace_id || '-' || j.span_id || '-01')
           THEN 'its consumer' ELSE traceparent END AS told
    FROM events_out e`;

const UNTRUE = `
  SELECT e.id AS about FROM events_out e
   WHERE e.data ->> '$.order_id' <> e.subject
      OR EXISTS (SELECT 1 FROM stages s WHERE s.order_id = e.subject AND s.end_ms IS NOT NULL AND s.trace_id IS NOT NULL
                  AND coalesce(e.data -> ('$.' || s.stage || '_trace_context') ->> '$.span_id', s.span_id) <> s.span_id)
      OR EXISTS (SELECT 1 FROM json_each(e.data, '$.stages') t LEFT JOIN stages s
                    ON s.order_id = e.subject AND s.stage = t.value ->> '$.stage'
                  WHERE s.span_id IS NOT t.value ->> '$.span_id')`;

/** Each change that others must hear of was told exactly once, for the span it belongs to, and nothing else was. */
export const eventsOutOnce: Invariant = {
  name: 'each change is told exactly once',
  breaches({ db }) {
    const told = (sql: string): string[] => rowsOf<{ told: string }>(db, sql).map((row) => row.told);
    const untrue = rowsOf<{ about: string }>(db, UNTRUE).map(({ about }) => `event ${about} speaks of other stages`);
    return [...differences(told(THERE), told(EXPECTED), 'event'), ...untrue];
  },
};
