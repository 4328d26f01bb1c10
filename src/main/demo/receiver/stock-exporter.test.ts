import { SpanKind, SpanStatusCode, TraceFlags, createTraceState } from '@opentelemetry/api';
import type { ExportResult } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import type { ReadableSpan } from '@opentelemetry/sdk-trace-base';
import { afterEach, expect, test } from 'vitest';
import type { Receiver } from './receiver-types.ts';
import { startReceiver } from './receiver.ts';

// The receiver shares nothing with these packages; here they show that what everyone's exporter sends is accepted.

let receiver: Receiver | undefined;
afterEach(() => receiver?.close());

const remote = {
  traceId: '0af7651916cd43dd8448eb211c80319c',
  spanId: 'b7ad6b7169203331',
  traceFlags: TraceFlags.SAMPLED | 2,
  isRemote: true,
  traceState: createTraceState('vendor=opaque,other=1'),
};

/** One finished span with attributes of every type the SDK takes, a link, an event and a status. */
function finishedSpan(): ReadableSpan {
  const memory = new InMemorySpanExporter();
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'pickspan', 'process.pid': 7 }),
    spanProcessors: [new SimpleSpanProcessor(memory)],
  });
  const span = provider.getTracer('station', '1.2').startSpan('warehouse.pack', {
    kind: SpanKind.CONSUMER,
    startTime: [1_700_000_000, 123_456_789],
    attributes: {
      text: 'Grüße 📦',
      whole: 3,
      part: 1.5,
      yes: true,
      texts: ['a', 'b'],
      numbers: [1, 2.5],
      flags: [true, false],
      empty: [],
    },
    links: [{ context: remote, attributes: { 'link.stage': 'checkout' } }],
  });
  span.addEvent('wrong_item', { 'scan.count': 2 }, [1_700_000_000, 500_000_000]);
  span.setStatus({ code: SpanStatusCode.ERROR, message: 'short' });
  span.end([1_700_000_001, 1]);
  const [finished] = memory.getFinishedSpans();
  if (finished === undefined) throw new Error('the SDK made no span');
  return finished;
}

test.each([false, true])('a request of the stock exporter is accepted (gzip: %s)', async (gzip) => {
  const running = await startReceiver();
  receiver = running;
  const options = { url: `${running.url}/v1/traces` };
  // The type wants a member of an enum that only @opentelemetry/otlp-exporter-base exports; its value is this string.
  const exporter = new OTLPTraceExporter(gzip ? Object.assign(options, { compression: 'gzip' }) : options);
  const span = finishedSpan();
  const result = await new Promise<ExportResult>((resolve) => exporter.export([span], resolve));
  await exporter.shutdown();
  expect(result.code).toBe(0);
  expect(running.problems).toEqual([]);
  expect(running.requests[0]?.headers['content-encoding']).toBe(gzip ? 'gzip' : undefined);
  expect(running.spans()).toMatchObject([
    {
      traceId: span.spanContext().traceId,
      spanId: span.spanContext().spanId,
      name: 'warehouse.pack',
      kind: 5,
      flags: 0x101,
      traceState: '',
      startNs: 1_700_000_000_123_456_789n,
      endNs: 1_700_000_001_000_000_001n,
      attributes: {
        text: 'Grüße 📦',
        whole: 3,
        part: 1.5,
        yes: true,
        texts: ['a', 'b'],
        numbers: [1, 2.5],
        flags: [true, false],
        empty: [],
      },
      events: [{ timeNs: 1_700_000_000_500_000_000n, name: 'wrong_item', attributes: { 'scan.count': 2 } }],
      links: [
        {
          traceId: remote.traceId,
          spanId: remote.spanId,
          flags: 0x303,
          traceState: 'vendor=opaque,other=1',
          attributes: { 'link.stage': 'checkout' },
        },
      ],
      status: { code: 2, message: 'short' },
      resource: { 'service.name': 'pickspan', 'process.pid': 7 },
      scope: { name: 'station', version: '1.2' },
    },
  ]);
  expect(running.spans()[0]).not.toHaveProperty('parentSpanId');
});
