import { hidePin } from '../../shared/pin-text.ts';
import type { Span, Tracer } from '@opentelemetry/api';
import type { Answered } from '../app/store.ts';
import type { Scan, ScanContext } from '../app/scan.ts';
import { afterPaint } from './after-paint.ts';

export interface ScanSpans {
  /** Begins the span of an input. @returns the context it travels with. */
  readonly begin: (scan: Scan) => ScanContext;
  /** Ends it once its answer is on the screen. */
  readonly answered: (answer: Answered, scan: Scan) => void;
}

/** `station.scan`: from the first key of an input to its painted answer. */
export function scanSpans(tracer: Tracer): ScanSpans {
  const spans = new WeakMap<Scan, { readonly span: Span; readonly epochMs: number }>();
  return {
    begin(scan) {
      const epochMs = epochOf(scan.startedMs);
      const span = tracer.startSpan('station.scan', { startTime: epochMs, root: true });
      spans.set(scan, { span, epochMs });
      const { traceId, spanId, traceFlags } = span.spanContext();
      return { traceparent: `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}` };
    },
    answered({ outcome }, scan) {
      const begun = spans.get(scan);
      if (begun === undefined) return;
      spans.delete(scan);
      const { text, entry, startedMs, endedMs = startedMs } = scan;
      afterPaint((paintedMs) => {
        begun.span.setAttributes({
          'scan.symbology': /^\][A-Za-z]\d/.exec(text)?.[0] ?? '',
          'scan.length': hidePin(text).length,
          'scan.entry': entry,
          'scan.outcome': 'failed' in outcome ? outcome.failed : outcome.code,
          'scan.latency_ms': Math.max(0, paintedMs - endedMs),
        });
        begun.span.end(begun.epochMs + Math.max(0, paintedMs - startedMs));
      });
    },
  };
}

/**
 * The wall clock at a time of the page's clock. By the distance to now, not by `timeOrigin`: that is as old as the page,
 * and does not know of a clock that was set or a night of sleep. To a microsecond, which is finer than the page's clock.
 */
const epochOf = (ms: number): number => Math.round((Date.now() - (performance.now() - ms)) * 1000) / 1000;
