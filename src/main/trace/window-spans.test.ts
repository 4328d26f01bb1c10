import { describe, expect, it } from 'vitest';
import { HandClock } from '../../../test/support/station/hand-clock.ts';
import { scanSpan } from '../../../test/contract/station-contract.ts';
import { openFolder } from '../../../test/support/station/ways-in.ts';
import { createRecorder } from './record.ts';
import { createWindowSpans, OLDEST_MS } from './window-spans.ts';

/* What comes in through the journal's other door. The window may have been taken over. */

const at = (ms: number): [number, number] => [Math.floor(ms / 1000), (ms % 1000) * 1_000_000];

describe('spans of the window', () => {
  it('are journaled under their own ids, with the resource and scope of the station', () => {
    const { windowSpans, rows, station } = openFolder();
    station.handle({ scan: 'PS:OP:w1' });
    const span = scanSpan();
    expect(windowSpans.take([span])).toEqual({ taken: 1, refused: 0 });
    expect(rows('SELECT trace_id, span_id, name, kind, parent_span_id, status, attributes FROM spans')).toEqual([
      {
        trace_id: span.trace_id,
        span_id: span.span_id,
        name: 'station.scan',
        kind: 'INTERNAL',
        parent_span_id: null,
        status: 'UNSET',
        attributes: JSON.stringify(span.attributes),
      },
    ]);
    expect(rows('SELECT count(*) AS n FROM otel_resources')).toEqual([{ n: 1 }]);
  });

  it('that came before are taken and not kept twice', () => {
    const { windowSpans, rows } = openFolder();
    const span = scanSpan();
    expect(windowSpans.take([span, span])).toEqual({ taken: 2, refused: 0 });
    expect(windowSpans.take([span])).toEqual({ taken: 1, refused: 0 });
    expect(rows('SELECT count(*) AS n FROM journal')).toEqual([{ n: 1 }]);
  });

  it('that are none of the window’s, or wrong, are refused one by one', () => {
    const { windowSpans, rows } = openFolder();
    const now = Date.now();
    const good = scanSpan();
    const wrong: unknown[] = [
      { ...scanSpan(), name: 'warehouse.pick' },
      { ...scanSpan(), name: '__proto__' },
      { ...scanSpan(), trace_id: '0'.repeat(32) },
      { ...scanSpan(), span_id: 'XYZ' },
      { ...scanSpan(), start: at(now), end: at(now - 1000) },
      { ...scanSpan(), start: at(now + 60_000), end: at(now + 60_001) },
      { ...scanSpan(), start: at(now - OLDEST_MS - 60_000) },
      { ...scanSpan(), start: [-1, 0] },
      { ...scanSpan(), end: [now, 1e9] },
      { ...scanSpan(), links: [] },
      { ...scanSpan(), attributes: { ...good.attributes, 'order.id': 'ORD-1' } },
      { ...scanSpan(), attributes: { ...good.attributes, 'scan.latency_ms': Number.NaN } },
      { ...scanSpan(), attributes: { ...good.attributes, 'scan.outcome': '<b>' } },
      { ...scanSpan(), name: 'ui.error', attributes: { 'exception.type': 'x', 'exception.message': 'x'.repeat(201) } },
      null,
      'span',
    ];
    expect(windowSpans.take([...wrong, good])).toEqual({ taken: 1, refused: wrong.length });
    expect(rows('SELECT name, span_id FROM journal')).toEqual([{ name: 'station.scan', span_id: good.span_id }]);
  });

  it('come no faster than a worker can scan', () => {
    const { db } = openFolder();
    const clock = new HandClock();
    const recorder = createRecorder({
      resource: {} as never,
      processor: { onStart() {}, onEnd() {} } as never,
      version: '1',
    });
    const door = createWindowSpans({ db, recorder, clock });
    const many = (count: number) =>
      Array.from({ length: count }, () => ({ ...scanSpan(), start: at(clock.now() - 1), end: at(clock.now()) }));
    expect(door.take(many(2500)).taken).toBe(2000);
    expect(door.take(many(10)).taken).toBe(0);
    clock.advance(1000);
    expect(door.take(many(100)).taken).toBe(20);
  });
});
