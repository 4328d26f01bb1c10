// The plain OpenTelemetry SDK: spans go to OTEL_EXPORTER_OTLP_ENDPOINT.
import { ROOT_CONTEXT, defaultTextMapGetter, defaultTextMapSetter, trace, type SpanContext } from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BasicTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';

/** What travels with an order: the two headers of W3C Trace Context. */
export interface Carried {
  readonly traceparent: string;
  readonly tracestate?: string;
}

export function startTracing(serviceName: string) {
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': serviceName }),
    spanProcessors: [new SimpleSpanProcessor(new OTLPTraceExporter())],
  });
  return {
    tracer: provider.getTracer('example'),
    /** A program that ends takes along what was not sent. */
    stop: () => provider.shutdown(),
  };
}

const propagator = new W3CTraceContextPropagator();

/** The context of a span, as it is stored with an order and sent with an event. */
export function carry(context: SpanContext): Carried {
  const carrier: Record<string, string> = {};
  propagator.inject(trace.setSpanContext(ROOT_CONTEXT, context), carrier, defaultTextMapSetter);
  const { traceparent = '', tracestate } = carrier;
  return tracestate === undefined ? { traceparent } : { traceparent, tracestate };
}

/** The other way: what was carried, for a link. */
export function contextOf({ traceparent, tracestate }: Carried): SpanContext {
  const found = propagator.extract(ROOT_CONTEXT, { traceparent, tracestate }, defaultTextMapGetter);
  const context = trace.getSpanContext(found);
  if (context === undefined) throw new Error(`no trace context: ${traceparent}`);
  return context;
}
