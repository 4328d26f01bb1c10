import { createTraceState, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { ExportResult } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BasicTracerProvider } from '@opentelemetry/sdk-trace-web';
import { expect, onTestFinished, test } from 'vitest';
import { startReceiver } from '../../demo/receiver/receiver.ts';
import { readContext, toLinkContext } from '../context/stored-context.ts';
import { localContext } from '../record.ts';
import { endpointAt, START_MS, TestJournal } from './test-journal.ts';

const upstream = {
  traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-03',
  tracestate: 'vendor=opaque,other=1',
};

function recordEverything(journal: TestJournal): void {
  const reading = readContext(upstream);
  if (!reading.ok) throw new Error(reading.reason);
  const pick = journal.recorder.newIds();
  journal.record(
    {
      name: 'warehouse.pick',
      ids: pick,
      links: [
        { context: toLinkContext(reading.context), attributes: { 'link.stage': 'checkout', 'order.id': 'ORD-1' } },
        { context: localContext(journal.recorder.newIds()), attributes: {} },
      ],
      attributes: { text: 'Grüße 📦', whole: 3, negative: -1, part: 1.5, big: 2 ** 60, yes: true, no: false },
      events: [
        { name: 'pick.item.wrong', atMs: START_MS - 2000.5, attributes: { count: 2, list: ['a', ''] } },
        { name: 'undo', atMs: START_MS - 1500 },
      ],
      error: 'short',
    },
    {
      name: 'warehouse.pick_item',
      kind: SpanKind.CLIENT,
      ids: journal.recorder.newIds(pick.traceId),
      parent: pick,
      attributes: { broken: 'half \uD83D', none: Number.NaN, empty: [], left_out: undefined },
    },
  );
  recordWithTheBareSdk(journal);
  journal.record({ name: 'back to the first resource' });
}

/** What the recorder never makes, but the journal takes: lists of each type, OK, a remote parent with tracestate. */
function recordWithTheBareSdk(journal: TestJournal): void {
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'screen', 'process.pid': 7, tags: ['a', 'b'] }),
    spanProcessors: [journal.processor],
    spanLimits: { linkCountLimit: 1 },
  });
  const context = { traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId: '00f067aa0ba902b7', traceFlags: 1 };
  const remote = { ...context, isRemote: true, traceState: createTraceState('a=1') };
  journal.db.transaction(() => {
    for (const scope of ['one', 'two']) {
      const span = provider.getTracer(scope).startSpan(
        'station.scan',
        {
          kind: SpanKind.PRODUCER,
          attributes: { numbers: [1, 2.5, -3], flags: [true, false] },
          links: [{ context }, { context: remote }],
          startTime: [1_700_000_000, 7],
        },
        trace.setSpanContext(ROOT_CONTEXT, remote),
      );
      span.setStatus({ code: SpanStatusCode.OK });
      span.end([1_700_000_001, 999_999_999]);
    }
  })();
}

test('what arrives decodes to what the stock exporter sends for the same spans', async () => {
  const journal = new TestJournal();
  const ours = await startReceiver();
  const stock = await startReceiver();
  onTestFinished(async () => {
    journal.remove();
    await Promise.all([ours.close(), stock.close()]);
  });
  recordEverything(journal);

  expect(await journal.sync(await endpointAt(ours.url))).toMatchObject({ sent: 5, stillWaiting: 0, because: null });
  const exporter = new OTLPTraceExporter({ url: `${stock.url}/v1/traces` });
  const exported = await new Promise<ExportResult>((resolve) => exporter.export(journal.ended, resolve));
  await exporter.shutdown();

  expect(exported.code).toBe(0);
  expect([...ours.problems, ...stock.problems]).toEqual([]);
  // The stock exporter groups all of a resource; we keep the order of the journal. A span says the same in both.
  const byId = <T extends { readonly spanId: string }>(spans: readonly T[]): T[] =>
    spans.toSorted((a, b) => a.spanId.localeCompare(b.spanId));
  expect(byId(ours.spans())).toEqual(byId(stock.spans()));
  expect(ours.spans().map(({ name }) => name)).toEqual(journal.ended.map(({ name }) => name));
  expect(ours.spans()[0]?.links[0]).toMatchObject({ flags: 0x303, traceState: upstream.tracestate });
  expect(ours.spans()[2]).toMatchObject({ flags: 0x301, parentSpanId: '00f067aa0ba902b7', droppedLinksCount: 1 });
});
