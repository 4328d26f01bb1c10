import Database from 'better-sqlite3';
import { readFileSync } from 'node:fs';
import type { DecodedSpan } from '../../../src/main/demo/receiver/decode.ts';

/* What a backend's user sees: the spans that the receiver got, in SQLite, and the article's question to them. */

const DOCS = new URL('../../../docs/interfaces.md', import.meta.url);

/** The query as the docs give it. */
function articleQuery(): string {
  const [, sql] = /```sql\n(SELECT json_extract[\s\S]*?)```/.exec(readFileSync(DOCS, 'utf8')) ?? [];
  if (sql === undefined) throw new Error('docs/interfaces.md has no query');
  return sql;
}

/** Orders from checkout to dispatch in more than two days, by the spans alone. */
export function lateBySpans(spans: readonly DecodedSpan[]): string[] {
  const db = new Database(':memory:');
  db.exec(`CREATE TABLE spans (trace_id TEXT, span_id TEXT, name TEXT, start_time TEXT, end_time TEXT, attributes TEXT);
    CREATE TABLE span_links (trace_id TEXT, span_id TEXT, linked_trace_id TEXT, linked_span_id TEXT);
    CREATE INDEX by_id ON spans (trace_id, span_id);
    CREATE INDEX by_target ON span_links (linked_trace_id, linked_span_id);`);
  const span = db.prepare(`INSERT INTO spans VALUES (?, ?, ?, ?, ?, ?)`);
  const link = db.prepare(`INSERT INTO span_links VALUES (?, ?, ?, ?)`);
  const time = (ns: bigint): string => new Date(Number(ns / 1_000_000n)).toISOString();
  db.transaction(() => {
    for (const { traceId, spanId, name, startNs, endNs, attributes, links } of spans) {
      span.run(traceId, spanId, name, time(startNs), time(endNs), JSON.stringify(attributes));
      for (const to of links) link.run(traceId, spanId, to.traceId, to.spanId);
    }
  })();
  const found = db.prepare<[], { order_id: string }>(articleQuery()).all();
  db.close();
  return found.map(({ order_id }) => order_id);
}

/** Links and parents that lead to no span that arrived. */
export function looseEnds(spans: readonly DecodedSpan[]): string[] {
  const there = new Set(spans.map(({ traceId, spanId }) => `${traceId}:${spanId}`));
  return spans.flatMap(({ name, traceId, spanId, parentSpanId, links }) => [
    ...links
      .filter((to) => !there.has(`${to.traceId}:${to.spanId}`))
      .map((to) => `${name} ${spanId} links to ${to.traceId}:${to.spanId}`),
    ...(parentSpanId === undefined || there.has(`${traceId}:${parentSpanId}`)
      ? []
      : [`${name} ${spanId} has no parent`]),
  ]);
}
