import assert from 'node:assert/strict';
import type { Bench } from './bench.ts';
import { journalSpans } from './spans.ts';

interface LineRow {
  readonly order_id: string;
  readonly line_no: number;
  readonly ordered: number;
  readonly state: string;
  readonly line: string;
  readonly order_state: string;
  readonly picked: number;
  readonly packed: number;
  readonly missing: number;
}

const LINES = `
  SELECT l.order_id, l.line_no, l.quantity AS ordered, p.state, o.state AS order_state,
         l.order_id || ' ' || l.sku AS line,
         (SELECT coalesce(sum(u.value ->> '$.quantity'), 0) FROM json_each(p.units) u) AS picked,
         (SELECT coalesce(sum(i.quantity), 0) FROM parcel_items i WHERE i.order_id = l.order_id AND i.line_no = l.line_no) AS packed,
         (SELECT coalesce(sum(s.quantity), 0) FROM pack_shorts s WHERE s.order_id = l.order_id AND s.line_no = l.line_no) AS missing
    FROM order_lines l JOIN orders o USING (order_id) JOIN pick_lines p USING (order_id, line_no)`;

/** No unit is picked twice or lost: what was picked is in a parcel or was said to be missing. */
export function checkUnits(bench: Bench): void {
  const lines = bench.rows<LineRow>(LINES);
  for (const row of lines) {
    assert.ok(row.picked <= row.ordered, `${row.line}: ${row.picked} picked of ${row.ordered}`);
    assert.ok(row.packed + row.missing <= row.picked, `${row.line}: ${row.packed} packed of ${row.picked}`);
    if (row.state === 'done') assert.equal(row.picked, row.ordered, row.line);
    if (['packed', 'shipping', 'dispatched'].includes(row.order_state)) {
      assert.equal(row.packed + row.missing, row.picked, row.line);
    }
  }
  // Serial numbers: no two units of an order are the same one.
  const twice = bench.rows(`
    SELECT p.order_id, u.value ->> '$.serial' AS serial FROM pick_lines p, json_each(p.units) u
     WHERE serial IS NOT NULL GROUP BY p.order_id, p.line_no, serial HAVING count(*) > 1`);
  assert.deepEqual(twice, []);
}

/** Summed over the lines of an item, which may be taken from several bins, the quantities of their spans are what was picked of it. */
export function checkItemSpans(bench: Bench): void {
  const picked = new Map<string, number>();
  for (const row of bench.rows<LineRow>(LINES)) {
    picked.set(row.line, (picked.get(row.line) ?? 0) + (row.state === 'open' ? 0 : row.picked));
  }
  const told = new Map([...picked.keys()].map((line) => [line, 0]));
  for (const { attributes, links } of journalSpans(bench.db, 'warehouse.pick_item')) {
    const line = [attributes['order.id'], attributes['product.sku']].join(' ');
    told.set(line, (told.get(line) ?? Number.NaN) + Number(attributes['pick.quantity']));
    const reverses = links.some((link) => link.attributes['link.relationship'] === 'reverses');
    assert.equal(reverses, attributes['pick.reversal'] === true);
  }
  assert.deepEqual(told, picked);
}

const STAGE_EVENTS: Readonly<Record<string, string>> = { pick: 'picked', pack: 'packed', ship: 'dispatched' };

/** A stage that ended has exactly one span and its event; nothing else has. */
export function checkStages(bench: Bench): void {
  const ended = bench.rows<{ order_id: string; stage: string; name: string; trace_id: string; span_id: string }>(
    `SELECT * FROM stages WHERE origin = 'station' AND end_ms IS NOT NULL`,
  );
  const names = new Set(['warehouse.pick', 'warehouse.pack', 'shipping.dispatch']);
  const spans = journalSpans(bench.db).filter(({ name }) => names.has(name));
  const byId = (a: string, b: string): number => a.localeCompare(b);
  assert.deepEqual(
    spans.map((span) => [span.attributes['order.id'], span.name, span.traceId, span.spanId].join(' ')).sort(byId),
    ended.map((row) => `${row.order_id} ${row.name} ${row.trace_id} ${row.span_id}`).sort(byId),
  );

  const events = bench.rows<{ told: string }>(
    `SELECT subject || ' ' || type || ' ' || traceparent AS told FROM events_out WHERE type <> 'pickspan.order.short'`,
  );
  const wentOn = ended.filter(({ order_id: id, stage }) => stage !== 'pick' || bench.stateOf(id) !== 'short');
  assert.deepEqual(
    events.map(({ told }) => told).sort(byId),
    wentOn
      .map((row) => `${row.order_id} pickspan.order.${STAGE_EVENTS[row.stage]} 00-${row.trace_id}-${row.span_id}-01`)
      .sort(byId),
  );

  // The children of a stage are of its trace, whether it has ended or not.
  const parents = new Set(
    bench.rows<{ id: string }>(`SELECT trace_id || span_id AS id FROM stages`).map(({ id }) => id),
  );
  for (const span of journalSpans(bench.db, 'warehouse.pick_item')) {
    assert.ok(parents.has(`${span.traceId}${span.parentSpanId ?? ''}`), span.name);
  }
}
