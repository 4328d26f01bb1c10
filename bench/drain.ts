/*
 * (b) Drain of a full journal against the stock exporter. Ours: 50,000 journaled spans, read from disk by the export's
 * thread, sent, and settled by the station's thread, a transaction for each batch, synced within 50 ms. Peer: the stock
 * BatchSpanProcessor and OTLPTraceExporter with the same spans ready in memory and a queue that holds them all, which
 * survives nothing. Both send batches of 512 to one receiver in another process. The runs take turns; the medians count.
 * Goal: a ratio of 1.0 or more, both with gzip and without.
 */
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { BatchSpanProcessor, type ReadableSpan } from '@opentelemetry/sdk-trace-web';
import { createExportHost } from '../src/main/trace/export/export-host.ts';
import { START_MS, TestJournal } from '../src/main/trace/export/test-journal.ts';
import { localContext } from '../src/main/trace/record.ts';
import { atLeast, type Figure, type Row, type Size } from './support/figure.ts';
import { Receiver } from './support/receiver.ts';
import { median, ratioOfRounds } from './support/statistics.ts';

const SIZES = { full: { count: 50_000, rounds: 5 }, quick: { count: 5000, rounds: 2 } };
const BATCH = 512;

function fill(journal: TestJournal, count: number): void {
  const checkout = localContext(journal.recorder.newIds());
  for (let made = 0; made < count; made += 1000) {
    journal.record(
      ...Array.from({ length: Math.min(1000, count - made) }, (_, index) => ({
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
async function timed(receiver: Receiver, count: number, send: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await send();
  const took = performance.now() - began;
  const spans = await receiver.spans();
  if (spans !== count) throw new Error(`${spans} of ${count} spans arrived`);
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
    maxQueueSize: spans.length,
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

async function measure(size: Size): Promise<Row[]> {
  const { count, rounds } = SIZES[size];
  const receiver = await Receiver.start();
  const journal = new TestJournal();
  fill(journal, count);
  const perSecond = (ms: number): number => Math.round(count / (ms / 1000));
  const rows: Row[] = [];
  for (const compression of ['gzip', 'none']) {
    const each: { above: number; below: number }[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const send = await ours(journal, receiver.url, compression);
      const below = await timed(receiver, count, send);
      const above = await timed(receiver, count, () => stock(journal.ended, receiver.url, compression));
      each.push({ above, below });
    }
    const { ratio, lowest, highest } = ratioOfRounds(each);
    const [mine, theirs] = [median(each.map(({ below }) => below)), median(each.map(({ above }) => above))];
    rows.push({
      what: `drain of ${count.toLocaleString('en')} spans from disk : stock exporter from memory, ${compression === 'gzip' ? 'gzip' : 'plain'}`,
      measured: `${perSecond(mine)} : ${perSecond(theirs)} spans/s`,
      rounds: [lowest, highest],
      ...atLeast(1, ratio),
    });
  }
  journal.remove();
  receiver.stop();
  return rows;
}

export const drain: Figure = { letter: 'b', title: 'Sending a full journal', measure };
