import type { Attributes, AttributeValue, HrTime, SpanContext, TraceFlags } from '@opentelemetry/api';
import type { ReadableSpan } from '@opentelemetry/sdk-trace-web';

/*
 * OTLP/JSON of one span, resource or scope: what the stock JsonTraceSerializer writes, but for int64, which we write as
 * strings as the protobuf JSON mapping does (numbers are refused by some receivers). Ours because a span is serialised
 * once, when it ends, and the same bytes are sent every time. A test holds both against each other by decoded value.
 * Source: opentelemetry-proto, trace.proto and common.proto.
 */

const HAS_IS_REMOTE = 0x100;
const IS_REMOTE = 0x200;

/** The OTLP Span object as JSON text. */
export function spanToOtlp(span: ReadableSpan): string {
  const context = span.spanContext();
  return JSON.stringify({
    traceId: context.traceId,
    spanId: context.spanId,
    parentSpanId: span.parentSpanContext?.spanId,
    traceState: context.traceState?.serialize(),
    name: span.name,
    // The API counts kinds from INTERNAL = 0, OTLP from UNSPECIFIED = 0.
    kind: span.kind + 1,
    startTimeUnixNano: nanoseconds(span.startTime),
    endTimeUnixNano: nanoseconds(span.endTime),
    attributes: keyValues(span.attributes),
    droppedAttributesCount: span.droppedAttributesCount,
    events: span.events.map((event) => ({
      attributes: keyValues(event.attributes ?? {}),
      name: event.name,
      timeUnixNano: nanoseconds(event.time),
      droppedAttributesCount: event.droppedAttributesCount ?? 0,
    })),
    droppedEventsCount: span.droppedEventsCount,
    status: { code: span.status.code, message: span.status.message },
    links: span.links.map((link) => ({
      attributes: keyValues(link.attributes ?? {}),
      spanId: link.context.spanId,
      traceId: link.context.traceId,
      traceState: link.context.traceState?.serialize(),
      droppedAttributesCount: link.droppedAttributesCount ?? 0,
      flags: flags(link.context.traceFlags, link.context),
    })),
    droppedLinksCount: span.droppedLinksCount,
    // The is-remote bits of a span speak of its parent.
    flags: flags(context.traceFlags, span.parentSpanContext),
  });
}

export function resourceToOtlp(resource: ReadableSpan['resource']): string {
  return JSON.stringify({ attributes: keyValues(resource.attributes), droppedAttributesCount: 0 });
}

export function scopeToOtlp(scope: ReadableSpan['instrumentationScope']): string {
  return JSON.stringify({ name: scope.name, version: scope.version });
}

function flags(traceFlags: TraceFlags, from: SpanContext | undefined): number {
  return (traceFlags & 0xff) | HAS_IS_REMOTE | (from?.isRemote === true ? IS_REMOTE : 0);
}

/** [seconds, nanoseconds] as one decimal string; the product would not fit a double. */
function nanoseconds([seconds, nanos]: HrTime): string {
  return seconds === 0 ? String(nanos) : `${seconds}${String(nanos).padStart(9, '0')}`;
}

function keyValues(attributes: Attributes): unknown[] {
  const list: unknown[] = [];
  for (const key of Object.keys(attributes)) {
    const value = attributes[key];
    if (value !== undefined) list.push({ key, value: anyValue(value) });
  }
  return list;
}

function anyValue(value: AttributeValue | null | undefined): unknown {
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  if (typeof value === 'number')
    return Number.isSafeInteger(value) ? { intValue: String(value) } : { doubleValue: value };
  return Array.isArray(value) ? { arrayValue: { values: value.map((item) => anyValue(item)) } } : {};
}
