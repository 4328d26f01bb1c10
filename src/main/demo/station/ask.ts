import { openReadOnly } from '../../database/open.ts';
import type { StationStatus } from '../../station/status.ts';
import type { Journey } from '../../../shared/journey.ts';
import type { LateOrder } from '../../trace/sla.ts';
import type { Finished, Program } from './program.ts';

/** What the station says when it is asked after the shift, and what its database says to whoever knows SQL. */
export interface Findings {
  readonly status: StationStatus;
  readonly journey: Journey;
  readonly reportedLate: readonly string[];
  readonly lateBySql: readonly string[];
  /** By order id, milliseconds since 1970. */
  readonly checkoutTimes: ReadonlyMap<string, number>;
  /** Where an order goes, by its id. */
  readonly cities: ReadonlyMap<string, string>;
}

/** The first article's query, as the documentation has it (INTERFACES 7). */
const ARTICLE_QUERY = `
SELECT json_extract(s1.attributes, '$."order.id"') AS order_id, s1.start_time AS checkout_time, s2.start_time AS pick_time, s3.end_time AS ship_time
FROM spans s1
JOIN span_links l1 ON l1.linked_trace_id = s1.trace_id AND l1.linked_span_id = s1.span_id
JOIN spans s2 ON s2.trace_id = l1.trace_id AND s2.span_id = l1.span_id AND s2.name = 'warehouse.pick'
JOIN span_links l2 ON l2.linked_trace_id = s2.trace_id AND l2.linked_span_id = s2.span_id
JOIN spans s3 ON s3.trace_id = l2.trace_id AND s3.span_id = l2.span_id AND s3.name = 'shipping.dispatch'
WHERE s1.name = 'checkout.complete' AND julianday(s3.end_time) - julianday(s1.start_time) > 2`;

const CHECKOUT_QUERY = `
SELECT json_extract(attributes, '$."order.id"') AS order_id, start_time AS checkout_time
FROM spans WHERE name = 'checkout.complete' AND origin = 'upstream'`;

const CITY_QUERY = `SELECT order_id, ship_to ->> '$.city' AS city FROM orders`;

interface City {
  readonly order_id: string;
  readonly city: string;
}

interface Row {
  readonly order_id: string;
  readonly checkout_time: string;
}

/** Asks for everything that the proofs need. */
export async function askStation(program: Program, folder: string, shownOrder: string): Promise<Findings> {
  const [status, journey, late] = await Promise.all([
    program.run(['status', '--json']),
    program.run(['journey', shownOrder, '--json']),
    // It ends with 1 when orders are late, and here some are.
    program.run(['report', 'sla', '--over', '48h', '--json']),
  ]);
  const db = openReadOnly(folder);
  if (db === undefined) throw new Error('the station left no database');
  try {
    const rows = (query: string): Row[] => db.prepare<[], Row>(query).all();
    return {
      status: answerOf('status', status) as StationStatus,
      journey: answerOf('journey', journey) as Journey,
      reportedLate: (answerOf('report', late) as readonly LateOrder[]).map(({ order_id: id }) => id),
      lateBySql: rows(ARTICLE_QUERY).map(({ order_id: id }) => id),
      checkoutTimes: new Map(rows(CHECKOUT_QUERY).map((row) => [row.order_id, Date.parse(row.checkout_time)])),
      cities: new Map(
        db
          .prepare<[], City>(CITY_QUERY)
          .all()
          .map(({ order_id: id, city }) => [id, city]),
      ),
    };
  } finally {
    db.close();
  }
}

/** What a command said as JSON. */
export function answerOf(command: string, { lines, exit, complaints }: Finished): unknown {
  const [line] = lines;
  if (line === undefined) throw new Error(`${command} ended with ${exit} and said only: ${complaints}`);
  return JSON.parse(line) as unknown;
}
