import { journalSpans } from '../station/spans.ts';
import { rowsOf, type Invariant } from './witness.ts';

interface LineRow {
  readonly order_id: string;
  readonly order_state: string;
  readonly outcome: string | null;
  readonly line: string;
  readonly ordered: number;
  readonly state: string;
  readonly picked: number;
  readonly packed: number;
  readonly missing: number;
  readonly put_back: number;
}

const LINES = `
  SELECT l.order_id, o.state AS order_state, l.quantity AS ordered, p.state,
         (SELECT s.outcome FROM stages s WHERE s.order_id = l.order_id AND s.stage = 'pick') AS outcome,
         l.order_id || ' ' || coalesce(l.sku, '') AS line,
         (SELECT coalesce(sum(u.value ->> '$.quantity'), 0) FROM json_each(p.units) u) AS picked,
         (SELECT coalesce(sum(i.quantity), 0) FROM parcel_items i WHERE i.order_id = l.order_id AND i.line_no = l.line_no) AS packed,
         (SELECT coalesce(sum(s.quantity), 0) FROM pack_shorts s WHERE s.order_id = l.order_id AND s.line_no = l.line_no) AS missing,
         (SELECT coalesce(sum(b.quantity), 0) FROM put_back_lines b WHERE b.order_id = l.order_id AND b.line_no = l.line_no) AS put_back
    FROM order_lines l JOIN orders o USING (order_id) JOIN pick_lines p USING (order_id, line_no)`;

const SERIALS_TWICE = `
  SELECT p.order_id || ' ' || (u.value ->> '$.serial') AS about FROM pick_lines p, json_each(p.units) u
   WHERE u.value ->> '$.serial' IS NOT NULL GROUP BY p.order_id, p.line_no, u.value ->> '$.serial' HAVING count(*) > 1`;

const ALL_PACKED = new Set(['packed', 'shipping', 'dispatched']);
const GONE = new Set(['cancelled', 'put_back']);

/** What one line must come to, at any time. */
function faultsOf(row: LineRow): string[] {
  const { line, ordered, picked, packed, missing } = row;
  const faults: string[] = [];
  if (picked > ordered) faults.push(`${line}: ${picked} picked of ${ordered}`);
  if (packed + missing > picked) faults.push(`${line}: ${packed} packed and ${missing} missing of ${picked}`);
  if (row.state === 'done' && picked !== ordered) faults.push(`${line}: done with ${picked} of ${ordered}`);
  if (ALL_PACKED.has(row.order_state) && packed + missing !== picked)
    faults.push(`${line}: ${picked} picked, ${packed} packed and ${missing} missing at the end`);
  if (GONE.has(row.order_state) && row.put_back < picked - missing)
    faults.push(`${line}: ${picked - missing} in hand, ${row.put_back} on their way back`);
  return faults;
}

/** Units are neither lost nor doubled, and summed over the lines of an item, which may be taken from several bins, their spans say
 * what was picked of it. */
export const quantitiesSum: Invariant = {
  name: 'the quantities of a line sum up',
  breaches({ db }) {
    const rows = rowsOf<LineRow>(db, LINES);
    const picked = new Map<string, number>();
    for (const row of rows) {
      const isTold = row.state !== 'open' || row.outcome === 'cancelled';
      picked.set(row.line, (picked.get(row.line) ?? 0) + (isTold ? row.picked : 0));
    }
    const told = new Map([...picked.keys()].map((line) => [line, 0]));
    const stages = new Map(
      rowsOf<{ id: string; order_id: string }>(
        db,
        `SELECT trace_id || ':' || span_id AS id, order_id FROM stages WHERE stage = 'pick'`,
      ).map(({ id, order_id: orderId }) => [id, orderId]),
    );
    const breaches = rows.flatMap(faultsOf);
    for (const { attributes, links, traceId, parentSpanId } of journalSpans(db, 'warehouse.pick_item')) {
      const line = [attributes['order.id'], attributes['product.sku'] ?? ''].join(' ');
      told.set(line, (told.get(line) ?? Number.NaN) + Number(attributes['pick.quantity']));
      const reverses = links.some((link) => link.attributes['link.relationship'] === 'reverses');
      const isReversal = attributes['pick.reversal'] === true;
      if (reverses && !isReversal) breaches.push(`${line}: a closing that reverses`);
      if (isReversal && Number(attributes['pick.quantity']) > 0) breaches.push(`${line}: a reversal that adds`);
      if (stages.get(`${traceId}:${parentSpanId ?? ''}`) !== attributes['order.id'])
        breaches.push(`${line}: its span is no child of the pick`);
    }
    for (const [line, units] of told)
      if (units !== picked.get(line)) breaches.push(`${line}: ${picked.get(line)} picked, its spans say ${units}`);
    const twice = rowsOf<{ about: string }>(db, SERIALS_TWICE).map(({ about }) => `serial twice: ${about}`);
    return [...breaches, ...twice];
  },
};
