import type { Context } from '@opentelemetry/api';
import type { ReadableSpan, Span, SpanProcessor } from '@opentelemetry/sdk-trace-web';
import type { Database } from 'better-sqlite3';
import { resourceToOtlp, scopeToOtlp, spanToOtlp } from './otlp-json.ts';

/**
 * The journal: a span processor that writes each ended span into the SQLite transaction that ends it. `onEnd` and
 * better-sqlite3 are both synchronous, so a span and the change it tells of are committed together or not at all.
 *
 * A span ended outside a transaction is a bug of the caller, and throws.
 */
export class Journal implements SpanProcessor {
  readonly #db: Database;
  readonly #json = new WeakMap<object, string>();
  readonly #insertSpan;
  readonly #insertLink;
  readonly #internResource;
  readonly #internScope;

  constructor(db: Database) {
    this.#db = db;
    this.#insertSpan = db.prepare<[string, string, string, number, number, number, string]>(
      `INSERT INTO journal (trace_id, span_id, name, end_ms, resource_id, scope_id, otlp) VALUES (?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#insertLink = db.prepare<[number | bigint, number, string, string]>(
      `INSERT INTO journal_links (seq, ordinal, linked_trace_id, linked_span_id) VALUES (?, ?, ?, ?)`,
    );
    this.#internResource = interning(db, 'otel_resources');
    this.#internScope = interning(db, 'otel_scopes');
  }

  onStart(_span: Span, _parentContext: Context): void {}

  onEnd(span: ReadableSpan): void {
    if (!this.#db.inTransaction) {
      throw new Error(`span ${span.name} ended outside the transaction of its change`);
    }
    const { traceId, spanId } = span.spanContext();
    const resource = this.#internResource(this.#textOf(span.resource, resourceToOtlp));
    const scope = this.#internScope(this.#textOf(span.instrumentationScope, scopeToOtlp));
    const endMs = span.endTime[0] * 1000 + Math.floor(span.endTime[1] / 1e6);
    const { lastInsertRowid } = this.#insertSpan.run(
      traceId,
      spanId,
      span.name,
      endMs,
      resource,
      scope,
      spanToOtlp(span),
    );
    for (const [ordinal, link] of span.links.entries()) {
      this.#insertLink.run(lastInsertRowid, ordinal, link.context.traceId, link.context.spanId);
    }
  }

  /** Nothing waits in memory: what has ended is on disk with its transaction. */
  async forceFlush(): Promise<void> {}

  async shutdown(): Promise<void> {}

  /** Only the text is remembered, never the row: a rollback would take the row away. */
  #textOf<T extends object>(object: T, write: (object: T) => string): string {
    const known = this.#json.get(object);
    if (known !== undefined) return known;
    const text = write(object);
    this.#json.set(object, text);
    return text;
  }
}

/** Insert-or-find of a JSON text in a table of distinct ones. */
function interning(db: Database, table: 'otel_resources' | 'otel_scopes'): (json: string) => number {
  const find = db.prepare<[string], number>(`SELECT id FROM ${table} WHERE json = ?`).pluck();
  const insert = db.prepare<[string]>(`INSERT INTO ${table} (json) VALUES (?)`);
  return (json) => find.get(json) ?? Number(insert.run(json).lastInsertRowid);
}
