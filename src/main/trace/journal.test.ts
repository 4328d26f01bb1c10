import { resourceFromAttributes } from '@opentelemetry/resources';
import { describe, expect, it } from 'vitest';
import { openBench } from '../../../test/support/station/bench.ts';
import { FRIDAY_NOON } from '../../../test/support/station/hand-clock.ts';
import { one } from '../../../test/support/station/one.ts';
import { journalSpans } from '../../../test/support/station/spans.ts';
import { outbox } from '../exchange/outbox.ts';
import { Journal } from './journal.ts';
import { createRecorder } from './record.ts';

function openJournal() {
  const bench = openBench();
  const resource = resourceFromAttributes({ 'service.name': 'test' });
  const recorder = createRecorder({ resource, processor: new Journal(bench.db), version: '1' });
  const write = (name: string, more: object = {}) =>
    recorder.record({
      name,
      ids: recorder.newIds(),
      startMs: FRIDAY_NOON,
      endMs: FRIDAY_NOON,
      attributes: {},
      ...more,
    });
  return { bench, write };
}

describe('a span that ends', () => {
  it('outside a transaction is a fault of the program, and throws', () => {
    const { bench, write } = openJournal();
    expect(() => write('lonely')).toThrow('span lonely ended outside the transaction of its change');
    expect(journalSpans(bench.db)).toEqual([]);
    bench.db.transaction(() => write('together'))();
    expect(journalSpans(bench.db).map(({ name }) => name)).toEqual(['together']);
  });

  it('in a transaction that is rolled back was never there', () => {
    const { bench, write } = openJournal();
    const failing = bench.db.transaction(() => {
      write('gone');
      throw new Error('no');
    });
    expect(failing).toThrow('no');
    expect(bench.value('SELECT count(*) FROM journal')).toBe(0);
    expect(bench.value('SELECT count(*) FROM otel_resources')).toBe(0);
    bench.db.transaction(() => write('again'))();
    const row = one(bench.rows('SELECT j.name, r.json FROM journal j JOIN otel_resources r ON r.id = j.resource_id'));
    expect(row).toMatchObject({ name: 'again', json: expect.stringContaining('"test"') as string });
  });

  it('keeps one resource and one scope for all', () => {
    const { bench, write } = openJournal();
    for (const name of ['a', 'b', 'c']) bench.db.transaction(() => write(name))();
    expect(bench.value('SELECT count(*) FROM otel_resources')).toBe(1);
    expect(bench.value('SELECT count(*) FROM otel_scopes')).toBe(1);
  });

  it('never ends before it starts, also when the clock was set back', () => {
    const { bench, write } = openJournal();
    bench.db.transaction(() => write('back', { endMs: FRIDAY_NOON - 5000 }))();
    expect(one(journalSpans(bench.db))).toMatchObject({ startMs: FRIDAY_NOON, endMs: FRIDAY_NOON });
  });

  it('keeps more links than the SDK would by itself', () => {
    const { bench, write } = openJournal();
    const links = Array.from({ length: 1000 }, (_, index) => ({
      context: { traceId: 'a'.repeat(32), spanId: String(index + 1).padStart(16, '0'), traceFlags: 1, isRemote: true },
      attributes: { 'event.id': `e-${index}` },
    }));
    bench.db.transaction(() => write('many', { links }))();
    expect(one(journalSpans(bench.db)).links.map(({ attributes }) => attributes['event.id'])).toEqual(
      links.map(({ attributes }) => attributes['event.id']),
    );
    expect(bench.value('SELECT count(*) FROM journal_links')).toBe(1000);
  });
});

describe('an event out', () => {
  it('outside a transaction is a fault of the program, and throws', () => {
    const { bench } = openJournal();
    const event = {
      type: 'pickspan.order.picked',
      subject: 'ORD-1',
      timeMs: FRIDAY_NOON,
      span: { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16) },
      data: {},
    };
    expect(() => outbox(bench.db).emit(event)).toThrow('outside the transaction');
    bench.db.transaction(() => outbox(bench.db).emit(event))();
    expect(bench.value('SELECT count(*) FROM events_out')).toBe(1);
  });
});
