/** The invariants by short names, as the oracle calls them. */
export const INVARIANT = {
  INPUTS: 'every answered input is there exactly once',
  STATES: 'each order is whole in its state',
  STAGES: 'each ended stage has its span, and no span is without its stage',
  WALKS: 'each walk with several orders has its span',
  CAUSES: 'each change has the input that made it',
  EVENTS_OUT: 'each change is told exactly once',
  EVENTS_IN: 'each event that came in counts exactly once',
  QUANTITIES: 'the quantities of a line sum up',
  PAPER: 'each piece of paper is there once',
  NUMBERS: 'no number is given twice',
  FIGURES: 'the figures add up',
  LINKS: 'every link and parent resolves',
  ARRIVED: 'every span arrived, as it was written',
  SOUND: 'the database is sound',
} as const;

const {
  INPUTS,
  STATES,
  STAGES,
  WALKS,
  CAUSES,
  EVENTS_OUT,
  EVENTS_IN,
  QUANTITIES,
  PAPER,
  NUMBERS,
  FIGURES,
  LINKS,
  SOUND,
} = INVARIANT;

/** The log refuses this of everybody who has not taken its triggers away. */
const inAudit = (damage: string): string => `DROP TRIGGER audit_is_kept; DROP TRIGGER audit_is_not_changed; ${damage}`;

/** A copy of a span under ids of its own. */
const copySpan = (name: string): string => `
  INSERT INTO journal (trace_id, span_id, name, end_ms, resource_id, scope_id, otlp)
  SELECT trace_id, 'aaaaaaaaaaaaaaaa', name, end_ms, resource_id, scope_id, replace(otlp, '"spanId":"' || span_id, '"spanId":"aaaaaaaaaaaaaaaa')
    FROM journal WHERE name = '${name}' AND json_array_length(otlp, '$.links') = 0 LIMIT 1`;
const dropSpan = (where: string): string =>
  `DELETE FROM journal WHERE seq = (SELECT seq FROM journal WHERE ${where} LIMIT 1)`;
const of = (id: string): string => `instr(otlp, '"stringValue":"${id}"') > 0`;

/** What may be damaged, the SQL that damages it in the database of the small shift, and who has to complain: nobody else may. */
export const FAULTS: readonly (readonly [string, string, ...(readonly string[])])[] = [
  ['an audit row is lost', inAudit(`DELETE FROM audit WHERE code = 'pick.bin.wrong'`), INPUTS],
  [
    'an audit row is doubled',
    `INSERT INTO audit (at_ms, scan, code, ok) SELECT at_ms, scan, code, ok FROM audit WHERE id = 1`,
    INPUTS,
  ],
  [
    'an answer is another one',
    inAudit(`UPDATE audit SET code = 'pick.bin.first' WHERE code = 'pick.bin.wrong'`),
    INPUTS,
  ],
  [
    'two inputs change places',
    inAudit(`UPDATE audit SET scan = CASE scan WHEN 'PS:PICK' THEN 'PS:OP:w1' ELSE 'PS:PICK' END WHERE id <= 2`),
    INPUTS,
  ],
  ['the memory of an input is lost', `DELETE FROM inputs WHERE seq = 5`, INPUTS],
  ['an order moves on without its stages', `UPDATE orders SET state = 'picked' WHERE order_id = 'OPEN'`, STATES],
  ['a dispatched order is packed again', `UPDATE orders SET state = 'packed' WHERE order_id = 'PLAIN'`, STATES],
  ['a parcel comes back', `UPDATE parcels SET state = 'proven' WHERE order_id = 'PLAIN' AND number = 1`, STATES],
  ['another job is open', `UPDATE session SET job_order_id = 'SHORT'`, STATES],
  ['the span of a stage is lost', dropSpan(`name = 'shipping.dispatch'`), STAGES],
  ['the span of a stage that others link to is lost', dropSpan(`name = 'warehouse.pick' AND ${of('PLAIN')}`), STAGES],
  [
    'the outcome of a stage is another',
    `UPDATE stages SET outcome = 'short' WHERE order_id = 'PLAIN' AND stage = 'ship'`,
    STAGES,
    EVENTS_OUT,
  ],
  [
    'the links of a stage are lost',
    `UPDATE stages SET links = '[]' WHERE order_id = 'PLAIN' AND stage = 'pack'`,
    STAGES,
  ],
  ['the span of a walk is lost', dropSpan(`name = 'warehouse.pick_batch'`), WALKS],
  ['a walk that is over goes on', `UPDATE pick_batches SET state = 'open'`, WALKS],
  ['an order was never on its walk', `DELETE FROM pick_batch_orders WHERE order_id = 'TWO'`, WALKS, CAUSES],
  [
    'a stage was opened at another time',
    inAudit(`UPDATE audit SET at_ms = at_ms + 1 WHERE code = 'pack.opened'`),
    CAUSES,
  ],
  ['a stage was ended by nobody', inAudit(`UPDATE audit SET at_ms = at_ms - 1 WHERE code = 'pack.done'`), CAUSES],
  ['the span of a line is lost', dropSpan(`name = 'warehouse.pick_item' AND ${of('SHORT')}`), CAUSES, QUANTITIES],
  [
    'the span of a taken-back line is lost',
    dropSpan(`name = 'warehouse.pick_item' AND instr(otlp, 'pick.reversal') > 0`),
    CAUSES,
    QUANTITIES,
  ],
  ['the span of a line is doubled', copySpan('warehouse.pick_item'), CAUSES, QUANTITIES],
  ['an event is lost', `DELETE FROM events_out WHERE type = 'pickspan.order.packed' AND subject = 'PLAIN'`, EVENTS_OUT],
  [
    'an event is doubled',
    `INSERT INTO events_out (id, type, subject, time_ms, traceparent, data) SELECT 'again', type, subject, time_ms, traceparent, data FROM events_out LIMIT 1`,
    EVENTS_OUT,
  ],
  [
    'an event is told for another span',
    `UPDATE events_out SET traceparent = (SELECT traceparent FROM events_out WHERE subject = 'SHORT' LIMIT 1) WHERE type LIKE '%dispatched'`,
    EVENTS_OUT,
  ],
  [
    'an event speaks of another stage',
    `UPDATE events_out SET data = json_set(data, '$.stages[1].span_id', 'aaaaaaaaaaaaaaaa') WHERE type LIKE '%dispatched'`,
    EVENTS_OUT,
  ],
  ['a cancellation is not told', `DELETE FROM events_out WHERE type LIKE '%cancelled'`, EVENTS_OUT],
  ['an event that came in is forgotten', `DELETE FROM events_in WHERE type = 'payment.confirmed'`, EVENTS_IN],
  ['an order comes from nobody', `DELETE FROM events_in WHERE event_id = 'created-PLAIN'`, CAUSES, EVENTS_IN],
  ['the span of an event is lost', dropSpan(`name = 'process payment.confirmed'`), EVENTS_IN],
  [
    'the span of an event is doubled',
    copySpan('process orders.new').replace(`json_array_length(otlp, '$.links') = 0`, 'true'),
    EVENTS_IN,
    LINKS,
  ],
  ['a refusal is forgotten', `DELETE FROM refused_inputs`, EVENTS_IN],
  [
    'a unit is lost from a line',
    `UPDATE pick_lines SET units = '[]' WHERE order_id = 'MOVES' AND line_no = 2`,
    QUANTITIES,
  ],
  [
    'a unit is lost from a parcel',
    `UPDATE parcel_items SET quantity = 1 WHERE order_id = 'MOVES' AND line_no = 1`,
    QUANTITIES,
  ],
  [
    'a unit is packed twice',
    `UPDATE parcel_items SET quantity = 2 WHERE order_id = 'SHRINKS' AND line_no = 1`,
    QUANTITIES,
  ],
  [
    'a span tells of another quantity',
    `UPDATE journal SET otlp = replace(otlp, '"key":"pick.quantity","value":{"intValue":"1"', '"key":"pick.quantity","value":{"intValue":"2"') WHERE name = 'warehouse.pick_item' AND ${of('SHORT')}`,
    QUANTITIES,
  ],
  ['nobody puts a unit back', `DELETE FROM put_back_lines WHERE order_id = 'GONE'`, QUANTITIES],
  [
    'a slip is lost',
    `DELETE FROM print_jobs WHERE document = 'slip' AND state = 'queued' OR id = (SELECT id FROM print_jobs WHERE document = 'slip' LIMIT 1)`,
    PAPER,
  ],
  [
    'a label is asked for twice',
    `INSERT INTO print_jobs (document, order_id, parcel, copy, state, printer, data, created_ms) SELECT document, order_id, parcel, 9, 'queued', printer, data, created_ms FROM print_jobs WHERE document = 'label' LIMIT 1`,
    PAPER,
  ],
  [
    'a label is void by itself',
    `UPDATE print_jobs SET state = 'cancelled' WHERE order_id = 'MOVES' AND copy = 2`,
    PAPER,
  ],
  ['the span of a paper is lost', dropSpan(`name = 'print slip'`), PAPER],
  ['a paper came out twice', copySpan('print slip'), PAPER],
  [
    'a number is used again',
    `UPDATE print_jobs SET data = json_set(data, '$.parcel.sscc', (SELECT sscc FROM parcels WHERE order_id = 'MOVES')) WHERE document = 'slip' AND order_id = 'SHORT'`,
    NUMBERS,
  ],
  [
    'a number is told of another parcel',
    `UPDATE events_out SET data = json_set(data, '$.parcels[0].tracking_number', (SELECT tracking_number FROM parcels WHERE order_id = 'MOVES')) WHERE subject = 'SHORT' AND type LIKE '%packed'`,
    NUMBERS,
  ],
  [
    'the highest number is forgotten',
    `UPDATE number_series SET highest = highest - 1 WHERE kind LIKE 'sscc %'`,
    NUMBERS,
  ],
  ['numbers.json is behind', `UPDATE number_series SET highest = highest + 1 WHERE kind LIKE 'sscc %'`, NUMBERS],
  ['steps are behind the figures', `UPDATE subscriber_progress SET after_seq = 9 WHERE log = 'audit'`, FIGURES],
  [
    'an order that came is not counted',
    `UPDATE subscriber_progress SET after_seq = 9 WHERE log = 'events_in'`,
    FIGURES,
  ],
  [
    'a scan is counted that nobody made',
    `INSERT INTO figures (hour_ms, station_id, worker, stage, orders, lines, units, scans, wrong, typed)
     VALUES (0, 'b', 'w1', 'pick', 0, 0, 0, 1, 0, 0)`,
    FIGURES,
  ],
  ['a step says another number of units', inAudit(`UPDATE audit SET units = 7 WHERE code = 'pick.line.done'`), FIGURES],
  [
    'a link leads nowhere',
    `UPDATE journal_links SET linked_span_id = 'aaaaaaaaaaaaaaaa' WHERE seq = (SELECT seq FROM journal WHERE name = 'process payment.confirmed'); UPDATE journal SET otlp = json_set(otlp, '$.links[0].spanId', 'aaaaaaaaaaaaaaaa') WHERE name = 'process payment.confirmed'`,
    LINKS,
  ],
  [
    'a parent is nowhere',
    `UPDATE journal SET otlp = json_set(otlp, '$.parentSpanId', 'aaaaaaaaaaaaaaaa') WHERE seq = (SELECT seq FROM journal WHERE name = 'print slip' LIMIT 1)`,
    LINKS,
    PAPER,
  ],
  [
    'a link is not in its table',
    `DELETE FROM journal_links WHERE seq = (SELECT seq FROM journal WHERE name = 'warehouse.pack' LIMIT 1)`,
    LINKS,
  ],
  [
    'a row refers to nothing',
    `PRAGMA defer_foreign_keys = ON; INSERT INTO parcel_items (order_id, number, line_no, quantity) VALUES ('NOBODY', 1, 1, 1)`,
    SOUND,
  ],
];
