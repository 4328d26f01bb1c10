// The wire shapes of OTLP/JSON after `otlpTraceSchema` has accepted them. Absent means the proto3 default: 0, empty.
// https://github.com/open-telemetry/opentelemetry-proto/blob/main/opentelemetry/proto/trace/v1/trace.proto

/** A 64-bit integer: a decimal string, or a number no further from 0 than 2^53 - 1. */
type Wire64 = string | number;

/** AnyValue: exactly one of the fields is there. */
export interface WireAnyValue {
  readonly stringValue?: string;
  readonly boolValue?: boolean;
  readonly intValue?: Wire64;
  readonly doubleValue?: number | 'NaN' | 'Infinity' | '-Infinity';
  readonly arrayValue?: { readonly values?: readonly WireAnyValue[] };
  readonly kvlistValue?: { readonly values?: readonly WireKeyValue[] };
  readonly bytesValue?: string;
}

export interface WireKeyValue {
  readonly key: string;
  readonly value: WireAnyValue;
}

/** Whatever carries attributes: spans, events, links, resources and scopes. */
export interface WireAttributed {
  readonly attributes?: readonly WireKeyValue[];
  readonly droppedAttributesCount?: number;
}

export interface WireEvent extends WireAttributed {
  readonly timeUnixNano: Wire64;
  readonly name: string;
}

export interface WireLink extends WireAttributed {
  readonly traceId: string;
  readonly spanId: string;
  readonly traceState?: string;
  readonly flags?: number;
}

export interface WireSpan extends WireAttributed {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly traceState?: string;
  readonly flags?: number;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: Wire64;
  readonly endTimeUnixNano: Wire64;
  readonly events?: readonly WireEvent[];
  readonly droppedEventsCount?: number;
  readonly links?: readonly WireLink[];
  readonly droppedLinksCount?: number;
  readonly status?: { readonly code?: number; readonly message?: string };
}

interface WireEntityRef {
  readonly schemaUrl?: string;
  readonly type: string;
  readonly idKeys: readonly string[];
  readonly descriptionKeys?: readonly string[];
}

export interface WireResource extends WireAttributed {
  readonly entityRefs?: readonly WireEntityRef[];
}

interface WireScope extends WireAttributed {
  readonly name?: string;
  readonly version?: string;
}

interface WireScopeSpans {
  readonly scope?: WireScope;
  readonly spans?: readonly WireSpan[];
  readonly schemaUrl?: string;
}

interface WireResourceSpans {
  readonly resource?: WireResource;
  readonly scopeSpans?: readonly WireScopeSpans[];
  readonly schemaUrl?: string;
}

/** ExportTraceServiceRequest: the body of `POST /v1/traces`. */
export interface WireTraceRequest {
  readonly resourceSpans?: readonly WireResourceSpans[];
}
