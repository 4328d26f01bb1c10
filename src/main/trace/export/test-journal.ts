// A real database with the real journal and recorder, for the tests of this folder.
import { resourceFromAttributes } from '@opentelemetry/resources';
import type { ReadableSpan, SpanProcessor } from '@opentelemetry/sdk-trace-web';
import type { Database } from 'better-sqlite3';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../database/open.ts';
import { Journal } from '../journal.ts';
import { createRecorder, type FinishedSpan, type Recorder } from '../record.ts';
import { deliveryCounts, type DeliveryCounts } from './delivery-counts.ts';
import { deliveryReader, type DeliveryReader } from './delivery-reader.ts';
import { deliveryStore, type DeliveryStore } from './delivery-store.ts';
import { resolveEndpoint, type Endpoint } from './endpoint.ts';
import { syncSpans, type SyncOptions, type SyncResult } from './sync.ts';

export const START_MS = Date.UTC(2026, 10, 20, 9, 0, 0);

/** One folder. `ended` are the spans as the SDK handed them to the journal. */
export class TestJournal {
  readonly folder: string = mkdtempSync(join(tmpdir(), 'pickspan-export-'));
  readonly db: Database = openDatabase(this.folder);
  readonly store: DeliveryStore = deliveryStore(this.db);
  readonly reader: DeliveryReader = deliveryReader(this.db);
  readonly delivery: DeliveryCounts = deliveryCounts(this.db);
  readonly ended: ReadableSpan[] = [];
  readonly processor: SpanProcessor;
  readonly recorder: Recorder;
  /** The time the next sync works with. */
  nowMs: number = START_MS;

  constructor() {
    const journal = new Journal(this.db);
    this.processor = {
      onStart() {},
      onEnd: (span) => {
        journal.onEnd(span);
        this.ended.push(span);
      },
      forceFlush: () => Promise.resolve(),
      shutdown: () => Promise.resolve(),
    };
    this.recorder = createRecorder({
      resource: resourceFromAttributes({ 'service.name': 'pickspan', 'station.id': 'S-1' }),
      processor: this.processor,
      version: '0.1.0',
    });
  }

  /** Records spans in one transaction, as a step of the station would. */
  record(...spans: readonly (Partial<FinishedSpan> & { readonly name: string })[]): void {
    this.db.transaction(() => {
      for (const span of spans) {
        this.recorder.record({
          ids: this.recorder.newIds(),
          startMs: START_MS - 5000,
          endMs: START_MS - 1000,
          attributes: { 'order.id': 'ORD-1' },
          ...span,
        });
      }
    })();
  }

  /** `count` plain spans named `<prefix>-0` and on. */
  recordMany(count: number, prefix = 'span'): void {
    this.record(...Array.from({ length: count }, (_, index) => ({ name: `${prefix}-${index}` })));
  }

  sync(endpoint: Endpoint | undefined, more: Partial<SyncOptions> = {}): Promise<SyncResult> {
    const { reader, delivery: counts } = this;
    const { apply: write } = this.store;
    return syncSpans({ reader, counts, write, endpoint, nowMs: () => this.nowMs, ignoreNotBefore: false, ...more });
  }

  /** `[after, through]` of each lane, in the order of the journal; the fresh one ends with null. */
  lanes(): unknown[] {
    return this.db.prepare('SELECT after_seq, through_seq FROM export_lanes ORDER BY after_seq').raw().all();
  }

  /** `[outcome, spans, status, answer]` of each delivery, in order. */
  deliveries(): unknown[] {
    return this.db.prepare('SELECT outcome, spans, status, answer FROM deliveries ORDER BY id').raw().all();
  }

  remove(): void {
    this.db.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The endpoint of a receiver, from settings alone. */
export async function endpointAt(url: string, environment: NodeJS.ProcessEnv = {}): Promise<Endpoint> {
  const reading = await resolveEndpoint({ endpoint: url }, environment);
  if (!reading.ok || reading.endpoint === undefined) throw new Error('no endpoint');
  return reading.endpoint;
}
