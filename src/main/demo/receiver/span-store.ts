import type { DecodedRequest, DecodedSpan } from './decode.ts';

interface Waiter {
  readonly count: number;
  readonly settle: (error?: Error) => void;
}

/** The distinct spans received so far, by trace and span id; see `Receiver` for what each member means. */
export interface SpanStore {
  readonly add: (request: DecodedRequest) => void;
  readonly spans: () => DecodedSpan[];
  readonly duplicates: () => number;
  readonly resendsDiffer: readonly string[];
  readonly waitForSpans: (count: number, timeoutMs: number) => Promise<void>;
  readonly close: () => void;
}

/**
 * An empty store. It keeps the first arrival of each span, decoded, and 64 characters of digest to compare later ones
 * with: OTLP lets a sender repeat a span whose receipt it never heard of, but only the same span
 * (https://opentelemetry.io/docs/specs/otlp/#duplicate-data).
 */
export function createSpanStore(): SpanStore {
  const kept = new Map<string, { readonly span: DecodedSpan; readonly digest: string }>();
  const resendsDiffer: string[] = [];
  const waiters = new Set<Waiter>();
  let duplicates = 0;

  function addOne(span: DecodedSpan, digest: string): void {
    const id = `${span.traceId}:${span.spanId}`;
    const first = kept.get(id);
    if (first === undefined) {
      kept.set(id, { span, digest });
      return;
    }
    duplicates += 1;
    if (first.digest !== digest && !resendsDiffer.includes(id)) resendsDiffer.push(id);
  }

  return {
    resendsDiffer,
    add({ spans, digests }) {
      for (const [index, span] of spans.entries()) addOne(span, digests[index] ?? '');
      for (const waiter of waiters) if (kept.size >= waiter.count) waiter.settle();
    },
    spans: () => Array.from(kept.values(), ({ span }) => span),
    duplicates: () => duplicates,
    waitForSpans(count, timeoutMs) {
      if (kept.size >= count) return Promise.resolve();
      return new Promise((resolve, reject) => {
        const timer = setTimeout(
          () => waiter.settle(new Error(`${kept.size} of ${count} spans after ${timeoutMs} ms`)),
          timeoutMs,
        );
        const waiter: Waiter = {
          count,
          settle(error) {
            clearTimeout(timer);
            waiters.delete(waiter);
            if (error === undefined) resolve();
            else reject(error);
          },
        };
        waiters.add(waiter);
      });
    },
    close() {
      for (const waiter of waiters) {
        waiter.settle(new Error(`the receiver closed with ${kept.size} of ${waiter.count} spans`));
      }
    },
  };
}
