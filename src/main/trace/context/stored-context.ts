// The trace context of a checkout as it lies in the database until its spans are written, hours or days later.
import type { SpanContext, TraceState } from '@opentelemetry/api';

import { DEFINED_FLAGS, formatTraceparent, isSpanId, isTraceId, parseTraceparent } from './traceparent.ts';
import { tracestateMembers, validTracestate } from './tracestate.ts';

/**
 * `flags` is 0..255 as sent. `traceparent` is the text as it came, so that a later version of it can still be passed
 * on whole. `tracestate` is the text as it came, null when there was none or it was invalid.
 */
export type StoredContext = {
  traceId: string;
  spanId: string;
  flags: number;
  traceparent: string;
  tracestate: string | null;
};

export type ReadContext = { ok: true; context: StoredContext } | { ok: false; reason: string };

/** The `trace_context` object of messages without an envelope. */
export type ContextParts = { trace_id: string; span_id: string; trace_flags: number; trace_state?: string };

function keepValid(tracestate: unknown): string | null {
  return typeof tracestate === 'string' && validTracestate(tracestate) ? tracestate : null;
}

/**
 * Reads the context of an event from its two header-like values. A bad tracestate is dropped and nothing else: it must
 * not affect the traceparent. Without a good traceparent the tracestate is not looked at (both: Level 2).
 */
export function readContext(input: { traceparent?: unknown; tracestate?: unknown }): ReadContext {
  const parsed = parseTraceparent(input.traceparent);
  if (!parsed.ok) return parsed;
  const { traceId, spanId, flags } = parsed;
  // A parsed traceparent is a string; the type of the input does not say so.
  const traceparent = String(input.traceparent);
  return { ok: true, context: { traceId, spanId, flags, traceparent, tracestate: keepValid(input.tracestate) } };
}

/**
 * Reads the context of a message that sends it as an object `{trace_id, span_id, trace_flags, trace_state?}`: ids in
 * lower-case hex, flags an integer 0..255 (missing or null counts as 0). The traceparent is written from them, with
 * version 00 and only the flags that version defines.
 */
export function readContextParts(input: unknown): ReadContext {
  if (typeof input !== 'object' || input === null) return { ok: false, reason: 'trace_context is not an object' };
  const parts: { trace_id?: unknown; span_id?: unknown; trace_flags?: unknown; trace_state?: unknown } = input;
  const { trace_id: traceId, span_id: spanId } = parts;
  if (!isTraceId(traceId)) return { ok: false, reason: 'trace_id is not 32 lower-case hex digits, or all zeros' };
  if (!isSpanId(spanId)) return { ok: false, reason: 'span_id is not 16 lower-case hex digits, or all zeros' };
  const sent = parts.trace_flags ?? 0;
  if (typeof sent !== 'number' || !Number.isInteger(sent) || sent < 0 || sent > 255) {
    return { ok: false, reason: 'trace_flags is not an integer from 0 to 255' };
  }
  // JSON can say -0, which would be written and compared differently from 0.
  const flags = Math.abs(sent);
  const traceparent = formatTraceparent({ traceId, spanId, flags });
  return { ok: true, context: { traceId, spanId, flags, traceparent, tracestate: keepValid(parts.trace_state) } };
}

// A link repeats what the checkout said about itself. To change an entry would be to speak in the checkout's name, and
// the SDK's own class would rewrite the order and drop what Level 1 did not know: so this view cannot be changed.
function readOnlyTraceState(raw: string, members: ReadonlyMap<string, string>): TraceState {
  const view: TraceState = {
    get: (key) => members.get(key),
    set: () => view,
    unset: () => view,
    serialize: () => raw,
  };
  return view;
}

/**
 * The stored context as the context of a span link: remote, with the two defined flag bits, and with the tracestate
 * word for word (left out when it has no members).
 */
export function toLinkContext(context: StoredContext): SpanContext {
  const { traceId, spanId, flags, tracestate } = context;
  const link: SpanContext = { traceId, spanId, traceFlags: flags & DEFINED_FLAGS, isRemote: true };
  const members = tracestateMembers(tracestate);
  if (tracestate !== null && members !== null && members.size > 0) {
    link.traceState = readOnlyTraceState(tracestate, members);
  }
  return link;
}

/**
 * The stored context as the object outgoing messages carry. Undefined flag bits are sent as zero, and an empty
 * tracestate is not sent at all (both: Level 2).
 */
export function toContextParts(context: StoredContext): ContextParts {
  const parts: ContextParts = {
    trace_id: context.traceId,
    span_id: context.spanId,
    trace_flags: context.flags & DEFINED_FLAGS,
  };
  const members = tracestateMembers(context.tracestate);
  if (context.tracestate !== null && members !== null && members.size > 0) parts.trace_state = context.tracestate;
  return parts;
}
