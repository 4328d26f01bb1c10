import { journalSpans } from '../station/spans.ts';
import { differences, rowsOf, type Invariant } from './witness.ts';

const HOUR_MS = 3_600_000;
/** Of the wall clock, where it is half an hour beside the full hours of UTC. */
const BESIDE_MS = (-new Date().getTimezoneOffset() * 60_000) % HOUR_MS;

interface Sum {
  readonly hour_ms: number;
  readonly worker: string;
  readonly stage: string;
  readonly sums: string;
}

const PROGRESS = (log: string): string =>
  `(SELECT after_seq FROM subscriber_progress WHERE subscriber = 'record_order_analytics' AND log = '${log}')`;

/** The same counts from what they are counted from: every step, order that came and order that left, up to where it has come. */
const RECOUNT = `
  SELECT (at_ms + ${BESIDE_MS}) / ${HOUR_MS} * ${HOUR_MS} - ${BESIDE_MS} AS hour_ms, worker, stage,
         sum(orders) || ' ' || sum(lines) || ' ' || sum(units) || ' ' || sum(scans) || ' ' || sum(wrong) || ' ' || sum(typed) AS sums
    FROM (
      SELECT at_ms, coalesce(operator_id, '') AS worker, coalesce(stage, '') AS stage, coalesce(orders, 0) AS orders,
             coalesce(lines, 0) AS lines, coalesce(units, 0) AS units, 
             coalesce(entry NOT IN ('clock', 'command'), 1) AS scans, ok = 0 AS wrong, coalesce(entry = 'typed', 0) AS typed
        FROM audit WHERE id <= ${PROGRESS('audit')}
      UNION ALL
      SELECT time_ms, coalesce(s.operator_id, ''), 'ship', 1,
             (SELECT count(DISTINCT line_no) FROM parcel_items i WHERE i.order_id = o.subject),
             (SELECT coalesce(sum(quantity), 0) FROM parcel_items i WHERE i.order_id = o.subject), 0, 0, 0
        FROM events_out o JOIN stages s ON s.order_id = o.subject AND s.stage = 'ship'
       WHERE o.type = 'pickspan.order.dispatched' AND o.seq <= ${PROGRESS('events_out')})
   GROUP BY 1, 2, 3`;

const COUNTED = `
  SELECT hour_ms, worker, stage,
         orders || ' ' || lines || ' ' || units || ' ' || scans || ' ' || wrong || ' ' || typed AS sums
    FROM figures WHERE stage <> 'in'`;

/** Orders that came: how large they were then is nobody's to know later. */
const CAME_IN = `
  SELECT (SELECT coalesce(sum(orders), 0) FROM figures WHERE stage = 'in') AS counted,
         (SELECT count(DISTINCT order_id) FROM events_in WHERE type = 'order.created' AND seq <= ${PROGRESS('events_in')}) AS came`;

const TOLD = `
  SELECT event_id AS id FROM events_in e WHERE type = 'order.created' AND seq <= ${PROGRESS('events_in')}
     AND seq = (SELECT min(seq) FROM events_in f WHERE f.order_id = e.order_id AND f.type = 'order.created')
  UNION ALL
  SELECT id FROM events_out WHERE type = 'pickspan.order.dispatched' AND seq <= ${PROGRESS('events_out')}`;

/** What the steps say they got done, against what was got done; an update or a cancellation moves units by itself. */
const WORK = `
  SELECT s.order_id || ' ' || s.stage AS about,
         (SELECT coalesce(sum(a.units), 0) FROM audit a WHERE a.order_id = s.order_id AND a.stage = s.stage) AS said,
         CASE s.stage
           WHEN 'pick' THEN (SELECT coalesce(sum(u.value ->> '$.quantity'), 0) FROM pick_lines l, json_each(l.units) u WHERE l.order_id = s.order_id)
           ELSE (SELECT coalesce(sum(quantity), 0) FROM parcel_items i WHERE i.order_id = s.order_id) END AS done
    FROM stages s
   WHERE s.origin = 'station' AND s.stage IN ('pick', 'pack') AND NOT EXISTS (
     SELECT 1 FROM events_in e WHERE e.order_id = s.order_id AND e.type IN ('order.updated', 'order.cancelled'))
     AND EXISTS (SELECT 1 FROM picks p WHERE p.order_id = s.order_id)`;

const inWords = ({ hour_ms: hour, worker, stage, sums }: Sum): string =>
  `${new Date(hour).toISOString()} ${worker} ${stage} ${sums}`;

/** Every step and every order counts in the figures once, up to where the counting has come; each order has its span. */
export const figuresAddUp: Invariant = {
  name: 'the figures add up',
  breaches({ db }) {
    const counted = rowsOf<Sum>(db, COUNTED).map(inWords);
    const recount = rowsOf<Sum>(db, RECOUNT).map(inWords);
    const cameIn = rowsOf<{ counted: number; came: number }>(db, CAME_IN).flatMap((row) =>
      row.counted === row.came ? [] : [`${row.came} orders came, ${row.counted} were counted`],
    );
    const told = rowsOf<{ id: string }>(db, TOLD).map(({ id }) => id);
    const spans = journalSpans(db, 'record_order_analytics').map(({ attributes }) => String(attributes['event.id']));
    const work = rowsOf<{ about: string; said: number; done: number }>(db, WORK).flatMap(({ about, said, done }) =>
      said === done ? [] : [`${about}: ${done} units done, its steps say ${said}`],
    );
    return [
      ...differences(counted, recount, 'count'),
      ...cameIn,
      ...differences(spans, told, 'span of an order counted'),
      ...work,
    ];
  },
};
