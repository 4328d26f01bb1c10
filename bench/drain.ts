/*
 * Drain of a full journal against the stock exporter: `node bench/drain.ts`.
 *
 * Ours: 50,000 journaled spans, read from disk by the export's thread, sent, and settled by the station's thread, a synced
 * transaction for each batch. Peer: the stock BatchSpanProcessor and OTLPTraceExporter with the same spans ready in memory
 * and a queue that holds them all, which survives nothing. Both send batches of 512 to one receiver in another process.
 * The runs take turns; the medians count. Goal: a ratio of 1.0 or more, both with gzip and without.
 */
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { BatchSpanProcessor, type ReadableSpan } from '@opentelemetry/sdk-trace-web';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createExportHost } from '../src/main/trace/export/export-host.ts';
import { START_MS, TestJournal } from '../src/main/trace/export/test-journal.ts';
import { localContext } from '../src/main/trace/record.ts';

const SPANS = Number(process.env['SPANS'] ?? 50_000);
const RUNS = 3;
const BATCH = 512;

function fill(journal: TestJournal): void {
  const checkout = localContext(journal.recorder.newIds());
  for (let made = 0; made < SPANS; made += 1000) {
    journal.record(
      ...Array.from({ length: Math.min(1000, SPANS - made) }, (_, index) => ({
        name: 'warehouse.pick_item',
        attributes: {
          'order.id': `ORD-${made + index}`,
          'station.id': 'S-1',
          'operator.id': 'w1',
          'product.id': `p-${index}`,
          'product.sku': `SKU-${index}`,
          'warehouse.bin': `A-${index % 40}-${index % 7}`,
          'pick.quantity': 1 + (index % 3),
          'pick.quantity_requested': 3,
        },
        links: [{ context: checkout, attributes: { 'link.stage': 'checkout', 'order.id': `ORD-${made + index}` } }],
        events: [{ name: 'pick.item.wrong', atMs: START_MS - 2000, attributes: { code: 'pick.item.wrong' } }],
      })),
    );
  }
}

/** Milliseconds, after making sure that all spans arrived. */
async function timed(receiver: ChildProcess, send: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await send();
  const took = performance.now() - began;
  const counted = once(receiver, 'message');
  receiver.send('count');
  const [{ spans }] = (await counted) as [{ spans: number }];
  if (spans !== SPANS) throw new Error(`${spans} of ${SPANS} spans arrived`);
  return took;
}

async function ours(journal: TestJournal, url: string, compression: string): Promise<() => Promise<void>> {
  const environment = { OTEL_EXPORTER_OTLP_COMPRESSION: compression };
  const host = createExportHost({
    db: journal.db,
    telemetry: { endpoint: url },
    environment,
    startSpreadMs: 3_600_000,
  });
  // In a station the thread is there already: nothing waits yet, so this only starts it.
  journal.db.exec('UPDATE export_lanes SET after_seq = (SELECT max(seq) FROM journal) WHERE through_seq IS NULL');
  host.startBackground();
  await host.sync(false);
  journal.db.exec('UPDATE export_lanes SET after_seq = 0 WHERE through_seq IS NULL; DELETE FROM deliveries');
  return async () => {
    const answer = await host.sync(true);
    if (!answer.ok || answer.result.stillWaiting > 0) throw new Error(JSON.stringify(answer));
    await host.stop();
  };
}

async function stock(spans: readonly ReadableSpan[], url: string, compression: string): Promise<void> {
  const exporter = new OTLPTraceExporter({
    url: `${url}/v1/traces`,
    compression: compression as NonNullable<ConstructorParameters<typeof OTLPTraceExporter>[0]>['compression'] & string,
  });
  const processor = new BatchSpanProcessor(exporter, {
    maxQueueSize: SPANS,
    maxExportBatchSize: BATCH,
    scheduledDelayMillis: 1,
  });
  let left = spans.length;
  const done = new Promise<void>((resolve) => {
    const send = exporter.export.bind(exporter);
    exporter.export = (batch, callback) =>
      send(batch, (result) => {
        callback(result);
        left -= batch.length;
        if (left === 0) resolve();
      });
  });
  for (const span of spans) processor.onEnd(span);
  await done;
  await processor.shutdown();
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
const perSecond = (ms: number): number => Math.round(SPANS / (ms / 1000));

async function measure(): Promise<void> {
  const receiver = fork(new URL('drain-receiver.ts', import.meta.url));
  const [port] = (await once(receiver, 'message')) as [number];
  const url = `http://127.0.0.1:${port}`;
  const journal = new TestJournal();
  fill(journal);
  console.log(`${SPANS} spans, batches of ${BATCH}, ${RUNS} runs each; spans per second (median)`);
  for (const compression of ['gzip', 'none']) {
    const times = { ours: [] as number[], stock: [] as number[] };
    for (let run = 0; run < RUNS; run += 1) {
      const drain = await ours(journal, url, compression);
      times.ours.push(await timed(receiver, drain));
      times.stock.push(await timed(receiver, () => stock(journal.ended, url, compression)));
    }
    const [mine, theirs] = [median(times.ours), median(times.stock)];
    const all = (list: readonly number[]): string => list.map(perSecond).join(' ');
    console.log(
      `${compression.padEnd(5)} ours ${perSecond(mine)} (${all(times.ours)})  stock in memory ${perSecond(theirs)} (${all(times.stock)})  ratio ${(theirs / mine).toFixed(2)}`,
    );
  }
  journal.remove();
  receiver.kill();
}

await measure();
