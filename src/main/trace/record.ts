import {
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  TraceFlags,
  type HrTime,
  type Link,
  type SpanContext,
} from '@opentelemetry/api';
import {
  AlwaysOnSampler,
  BasicTracerProvider,
  RandomIdGenerator,
  type IdGenerator,
  type SpanLimits,
  type SpanProcessor,
} from '@opentelemetry/sdk-trace-web';
import type { Resource } from '@opentelemetry/resources';
import { cleanAttributes, cleanText, type LooseAttributes } from './attributes.ts';

/** Ids of a span of this station. Root spans are always sampled: an unsampled upstream never silences the station. */
export interface SpanIds {
  readonly traceId: string;
  readonly spanId: string;
}

export interface LinkTo {
  readonly context: SpanContext;
  readonly attributes: LooseAttributes;
}

/** A finished piece of work, told in full: what became of it is known before the span is made. */
export interface FinishedSpan {
  readonly name: string;
  readonly kind?: SpanKind;
  readonly ids: SpanIds;
  /** Given where the span is a child of another span of this station. */
  readonly parent?: SpanIds | undefined;
  readonly startMs: number;
  /** Wall clock at the end; an end before the start (a clock that was set back) becomes the start. */
  readonly endMs: number;
  readonly attributes: LooseAttributes;
  readonly links?: readonly LinkTo[];
  readonly events?: readonly { readonly name: string; readonly atMs: number; readonly attributes?: LooseAttributes }[];
  readonly error?: string | undefined;
}

export interface Recorder {
  /** Fresh ids: for a new trace, or for a further span of `traceId`. */
  newIds(traceId?: string): SpanIds;
  /** Makes, ends and journals the span, inside the caller's open transaction. */
  record(span: FinishedSpan): void;
}

/** As many links as the largest batch we accept has events; the SDK's own 128 would drop the oldest silently. */
export const LINK_LIMIT = 1000;

/** Ids are chosen when work starts, long before its span is made: the SDK is handed the ids that were stored then. */
class GivenIds implements IdGenerator {
  next: SpanIds | undefined;

  generateTraceId = (): string => this.#given().traceId;
  generateSpanId = (): string => this.#given().spanId;

  #given(): SpanIds {
    if (this.next === undefined) throw new Error('a span was started outside the recorder');
    return this.next;
  }
}

/**
 * All of them, whatever the SDK's own variables say: spans are what the journey and the views read, and a limit that is
 * meant for another program of this computer would cut an order's number in half.
 */
const LIMITS: Required<SpanLimits> = {
  linkCountLimit: LINK_LIMIT,
  eventCountLimit: 1000,
  attributeCountLimit: 128,
  attributeValueLengthLimit: Infinity,
  attributePerEventCountLimit: 128,
  attributePerLinkCountLimit: 128,
};

/**
 * The only place where spans of this station are made. A span is built in one go, inside the transaction that ends it,
 * from ids and times that were stored: so a pick may take an hour, a restart and two workers and is still one span, and
 * a transaction that is retried simply builds its spans anew.
 */
export function createRecorder(options: {
  readonly resource: Resource;
  readonly processor: SpanProcessor;
  readonly version: string;
}): Recorder {
  const random = new RandomIdGenerator();
  const given = new GivenIds();
  const provider = new BasicTracerProvider({
    resource: options.resource,
    sampler: new AlwaysOnSampler(),
    idGenerator: given,
    spanLimits: LIMITS,
    spanProcessors: [options.processor],
  });
  const tracer = provider.getTracer('pickspan', options.version);

  return {
    newIds: (traceId = random.generateTraceId()) => ({ traceId, spanId: random.generateSpanId() }),
    record(finished) {
      given.next = finished.ids;
      const span = tracer.startSpan(
        // The type of an event from outside may be part of it.
        cleanText(finished.name),
        {
          kind: finished.kind ?? SpanKind.INTERNAL,
          root: finished.parent === undefined,
          startTime: hrTime(finished.startMs),
          attributes: cleanAttributes(finished.attributes),
          links: (finished.links ?? []).map(toLink),
        },
        finished.parent === undefined
          ? ROOT_CONTEXT
          : trace.setSpanContext(ROOT_CONTEXT, localContext(finished.parent)),
      );
      for (const event of finished.events ?? []) {
        span.addEvent(cleanText(event.name), cleanAttributes(event.attributes ?? {}), hrTime(event.atMs));
      }
      if (finished.error !== undefined)
        span.setStatus({ code: SpanStatusCode.ERROR, message: cleanText(finished.error) });
      span.end(hrTime(Math.max(finished.startMs, finished.endMs)));
      given.next = undefined;
    },
  };
}

/** The context of a span of this station, as a parent or as the target of a link. */
export function localContext(ids: SpanIds): SpanContext {
  return { traceId: ids.traceId, spanId: ids.spanId, traceFlags: TraceFlags.SAMPLED, isRemote: false };
}

function toLink(link: LinkTo): Link {
  return { context: link.context, attributes: cleanAttributes(link.attributes) };
}

/** Whole milliseconds as [seconds, nanoseconds]; a plain number would be taken for a performance timestamp when small. */
function hrTime(ms: number): HrTime {
  const seconds = Math.floor(ms / 1000);
  return [seconds, Math.round((ms - seconds * 1000) * 1e6)];
}
