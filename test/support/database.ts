import Database from 'better-sqlite3';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/* What lies in the data folder, read as a person with any SQLite tool reads it. */

export const databaseFile = (folder: string): string => join(folder, 'pickspan.sqlite');

export interface Span {
  readonly trace_id: string;
  readonly span_id: string;
  readonly parent_span_id: string | null;
  readonly name: string;
  readonly kind: string;
  readonly start_time: string;
  readonly end_time: string;
  readonly origin: 'station' | 'upstream';
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly links: readonly Link[];
}

export interface Link {
  readonly linked_trace_id: string;
  readonly linked_span_id: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** Rows of a query. `Row` is what the test says they are. */
export function rows<Row>(folder: string, sql: string, ...parameters: readonly unknown[]): Row[] {
  const db = new Database(databaseFile(folder), { readonly: true });
  try {
    return db.prepare<unknown[], Row>(sql).all(...parameters);
  } finally {
    db.close();
  }
}

/** The spans of a name with their links, in the order in which they were written. */
export function spans(folder: string, name: string, orderId?: string): Span[] {
  type Raw = Omit<Span, 'attributes' | 'links'> & { attributes: string };
  const found = rows<Raw>(
    folder,
    `SELECT s.* FROM spans s LEFT JOIN journal j USING (trace_id, span_id) WHERE s.name = ? ORDER BY j.seq`,
    name,
  );
  return found
    .map((span) => ({
      ...span,
      attributes: JSON.parse(span.attributes) as Span['attributes'],
      links: rows<Omit<Link, 'attributes'> & { attributes: string }>(
        folder,
        `SELECT linked_trace_id, linked_span_id, attributes FROM span_links WHERE trace_id = ? AND span_id = ?`,
        span.trace_id,
        span.span_id,
      ).map((link) => ({ ...link, attributes: JSON.parse(link.attributes) as Link['attributes'] })),
    }))
    .filter(({ attributes }) => orderId === undefined || attributes['order.id'] === orderId);
}

/** The one span of a name. */
export function span(folder: string, name: string, orderId?: string): Span {
  const [first, ...others] = spans(folder, name, orderId);
  if (first === undefined || others.length > 0) throw new Error(`${others.length + (first ? 1 : 0)} spans of ${name}`);
  return first;
}

/** Names of the span events of all spans of a name. */
export function spanEvents(folder: string, name: string): string[] {
  const found = rows<{ otlp: string }>(folder, `SELECT otlp FROM journal WHERE name = ? ORDER BY seq`, name);
  return found.flatMap(({ otlp }) =>
    (JSON.parse(otlp) as { events: readonly { name: string }[] }).events.map((event) => event.name),
  );
}

export function orderState(folder: string, orderId: string): string | undefined {
  return rows<{ state: string }>(folder, `SELECT state FROM orders WHERE order_id = ?`, orderId)[0]?.state;
}

export interface AuditRow {
  readonly code: string;
  readonly ok: 0 | 1;
  readonly scan: string;
  readonly operator_id: string | null;
}

export const auditRows = (folder: string): AuditRow[] =>
  rows<AuditRow>(folder, `SELECT code, ok, scan, operator_id FROM audit ORDER BY id`);

/** What is counted for the figures, beside the work and some time after it. */
const COUNTED = `name = 'record_order_analytics'`;
const ROWS_OF: Readonly<Record<string, string>> = {
  journal: `WHERE NOT ${COUNTED}`,
  journal_links: `WHERE NOT EXISTS (SELECT 1 FROM journal j WHERE j.seq = journal_links.seq AND j.${COUNTED})`,
};

/** What is written beside the work, whenever it comes to that; the last two with the first span, which may be one that counts. */
const BESIDE = new Set(['figures', 'subscriber_progress', 'retention_clock', 'otel_resources', 'otel_scopes']);

/** All a station knows but the audit log, its memory of input ids, and what goes on beside: what a refusal must leave as it was. */
export function everythingElse(folder: string): Record<string, unknown[]> {
  if (!existsSync(databaseFile(folder))) return {};
  const tables = rows<{ name: string }>(
    folder,
    `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('audit', 'inputs') AND name NOT LIKE 'sqlite_%'`,
  );
  const others = tables.filter(({ name }) => !BESIDE.has(name));
  return Object.fromEntries(
    others.map(({ name }) => [name, rows(folder, `SELECT * FROM "${name}" ${ROWS_OF[name] ?? ''}`)]),
  );
}
