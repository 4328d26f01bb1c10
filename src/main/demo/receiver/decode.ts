import { decodeAttributes } from './attributes.ts';
import type { AttributeValue } from './attributes.ts';
import { contentDigest } from './content-digest.ts';
import type { WireEvent, WireLink, WireSpan, WireTraceRequest } from './otlp-request.ts';
import { resourceProblems, scopeProblems, spanProblems } from './semantics.ts';

type Attributes = Record<string, AttributeValue>;

interface DecodedEvent {
  readonly timeNs: bigint;
  readonly name: string;
  readonly attributes: Attributes;
  readonly droppedAttributesCount: number;
}

interface DecodedLink {
  readonly traceId: string;
  readonly spanId: string;
  readonly traceState: string;
  readonly flags: number;
  readonly attributes: Attributes;
  readonly droppedAttributesCount: number;
}

/** A span as it was received: times in nanoseconds since 1970, ids in lower-case hex, absent fields at 0 or ''. */
export interface DecodedSpan {
  readonly traceId: string;
  readonly spanId: string;
  /** Absent for a root span. */
  readonly parentSpanId?: string;
  readonly name: string;
  /** OTLP's numbers: 1 internal, 2 server, 3 client, 4 producer, 5 consumer. */
  readonly kind: number;
  readonly startNs: bigint;
  readonly endNs: bigint;
  readonly traceState: string;
  readonly flags: number;
  readonly attributes: Attributes;
  readonly droppedAttributesCount: number;
  readonly events: readonly DecodedEvent[];
  readonly droppedEventsCount: number;
  readonly links: readonly DecodedLink[];
  readonly droppedLinksCount: number;
  /** Code 0 unset, 1 ok, 2 error. */
  readonly status: { readonly code: number; readonly message: string };
  readonly resource: Attributes;
  readonly scope: { readonly name: string; readonly version: string };
}

/** What one request carried. `digests[i]` is the digest of `spans[i]` with its resource and scope. */
export interface DecodedRequest {
  readonly spans: readonly DecodedSpan[];
  readonly digests: readonly string[];
  readonly problems: readonly string[];
}

function decodeEvent(event: WireEvent): DecodedEvent {
  return {
    timeNs: BigInt(event.timeUnixNano),
    name: event.name,
    attributes: decodeAttributes(event.attributes),
    droppedAttributesCount: event.droppedAttributesCount ?? 0,
  };
}

function decodeLink(link: WireLink): DecodedLink {
  return {
    traceId: link.traceId,
    spanId: link.spanId,
    traceState: link.traceState ?? '',
    flags: link.flags ?? 0,
    attributes: decodeAttributes(link.attributes),
    droppedAttributesCount: link.droppedAttributesCount ?? 0,
  };
}

function decodeSpan(span: WireSpan, resource: Attributes, scope: DecodedSpan['scope']): DecodedSpan {
  const { parentSpanId = '' } = span;
  return {
    traceId: span.traceId,
    spanId: span.spanId,
    ...(parentSpanId === '' ? {} : { parentSpanId }),
    name: span.name,
    kind: span.kind,
    startNs: BigInt(span.startTimeUnixNano),
    endNs: BigInt(span.endTimeUnixNano),
    traceState: span.traceState ?? '',
    flags: span.flags ?? 0,
    attributes: decodeAttributes(span.attributes),
    droppedAttributesCount: span.droppedAttributesCount ?? 0,
    events: (span.events ?? []).map(decodeEvent),
    droppedEventsCount: span.droppedEventsCount ?? 0,
    links: (span.links ?? []).map(decodeLink),
    droppedLinksCount: span.droppedLinksCount ?? 0,
    status: { code: span.status?.code ?? 0, message: span.status?.message ?? '' },
    resource,
    scope,
  };
}

/**
 * A checked request as plain spans, in the order they came, with what is wrong beyond the schema.
 *
 * Problems do not keep a span from being decoded: a real backend would have taken it too. An empty request is one,
 * since senders SHOULD NOT make them (https://opentelemetry.io/docs/specs/otlp/#empty-telemetry-envelopes).
 */
export function decodeRequest(request: WireTraceRequest): DecodedRequest {
  const spans: DecodedSpan[] = [];
  const digests: string[] = [];
  const problems: string[] = [];
  for (const { resource: wireResource, scopeSpans, schemaUrl: resourceSchema } of request.resourceSpans ?? []) {
    const resource = decodeAttributes(wireResource?.attributes);
    problems.push(...resourceProblems(wireResource));
    for (const { scope: wireScope, spans: wireSpans, schemaUrl } of scopeSpans ?? []) {
      const scope = { name: wireScope?.name ?? '', version: wireScope?.version ?? '' };
      problems.push(...scopeProblems(wireScope));
      // The same span under another resource is another span to a backend (Jaeger hashes both), so both are compared.
      const around = contentDigest([wireResource, resourceSchema, wireScope, schemaUrl]);
      for (const span of wireSpans ?? []) {
        spans.push(decodeSpan(span, resource, scope));
        digests.push(contentDigest([around, span]));
        const what = `span ${span.traceId}:${span.spanId} (${span.name})`;
        problems.push(...spanProblems(span).map((problem) => `${what}: ${problem}`));
      }
    }
  }
  if (spans.length === 0) problems.push('the request carries no span');
  return { spans, digests, problems };
}
