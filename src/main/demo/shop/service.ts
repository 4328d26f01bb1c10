import {
  ROOT_CONTEXT,
  createTraceState,
  defaultTextMapSetter,
  trace,
  type Attributes,
  type SpanContext,
} from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor, SamplingDecision, type Sampler } from '@opentelemetry/sdk-trace-base';

/** What a message carries of the span that sent it. */
export interface Context {
  readonly traceId: string;
  readonly spanId: string;
  readonly flags: number;
  readonly traceparent: string;
  readonly tracestate: string | undefined;
}

/** A span that a service emitted, with the times it was given. */
export interface EmittedSpan extends Context {
  readonly name: string;
  readonly startMs: number;
  readonly endMs: number;
}

export interface LiveSpan {
  readonly context: Context;
  readonly end: (attributes: Attributes) => void;
}

/** Another system of the shop: traces with the plain OpenTelemetry SDK, as anybody's service would. */
export interface Service {
  /** A span whose times are known already. */
  readonly emit: (name: string, startMs: number, endMs: number, attributes: Attributes) => EmittedSpan;
  /** A span that begins now and ends when it is told to. */
  readonly begin: (name: string) => LiveSpan;
  readonly flush: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const propagator = new W3CTraceContextPropagator();

/**
 * @param receiverUrl without one nobody is sent its spans.
 * @param isUnsampled by the attributes of a span: it is recorded, but its trace was not chosen for export.
 */
export function createService(
  name: string,
  receiverUrl: string | undefined,
  isUnsampled: (attributes: Attributes) => boolean = () => false,
): Service {
  const sampler: Sampler = {
    shouldSample: (_context, _traceId, _name, _kind, attributes) => ({
      decision: isUnsampled(attributes) ? SamplingDecision.RECORD : SamplingDecision.RECORD_AND_SAMPLED,
      traceState: createTraceState(`${name}=demo`),
    }),
    toString: () => 'DemoSampler',
  };
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': name }),
    sampler,
    spanProcessors:
      receiverUrl === undefined
        ? []
        : [
            new BatchSpanProcessor(new OTLPTraceExporter({ url: `${receiverUrl}/v1/traces` }), {
              maxQueueSize: 100_000,
            }),
          ],
  });
  const tracer = provider.getTracer('pickspan-demo');

  return {
    emit(spanName, startMs, endMs, attributes) {
      const span = tracer.startSpan(spanName, { root: true, startTime: new Date(startMs), attributes }, ROOT_CONTEXT);
      span.end(new Date(endMs));
      return { name: spanName, startMs, endMs, ...contextOf(span.spanContext()) };
    },
    begin(spanName) {
      const span = tracer.startSpan(spanName, { root: true }, ROOT_CONTEXT);
      return {
        context: contextOf(span.spanContext()),
        end: (attributes) => span.setAttributes(attributes).end(),
      };
    },
    flush: () => provider.forceFlush(),
    close: () => provider.shutdown(),
  };
}

function contextOf(context: SpanContext): Context {
  const carrier: Record<string, string> = {};
  propagator.inject(trace.setSpanContext(ROOT_CONTEXT, context), carrier, defaultTextMapSetter);
  return {
    traceId: context.traceId,
    spanId: context.spanId,
    flags: context.traceFlags,
    traceparent: carrier['traceparent'] ?? '',
    tracestate: carrier['tracestate'],
  };
}
