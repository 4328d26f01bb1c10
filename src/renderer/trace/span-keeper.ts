import type { ReadableSpan, SpanProcessor } from '@opentelemetry/sdk-trace-web';
import type { StationClient } from '../../shared/contract.ts';
import type { WindowSpan } from '../../shared/window-spans.ts';

/** A contract's call may bring a hundred. */
const BATCH = 100;
/** Spans of a scan are no hurry; the station's own work goes first. */
const SOON_MS = 500;
const AGAIN_MS = 5000;

export interface SpanKeeper extends SpanProcessor {
  /** How many wait. */
  readonly waiting: () => number;
}

/**
 * Hands ended spans to the station, in batches and aside from the work. While the station is away they are kept; where too
 * many wait, the oldest is given up and counted. What the station does not take was wrong, and is not sent again.
 *
 * @param givenUp told how many were given up, once the station is back.
 * @param most how many are kept: a day's scans of one worker.
 */
export function spanKeeper(send: StationClient['spans'], givenUp: (count: number) => void, most = 5000): SpanKeeper {
  let kept: WindowSpan[] = [];
  let lost = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isSending = false;

  function keep(spans: readonly WindowSpan[]): void {
    const over = Math.max(0, spans.length - most);
    lost += over;
    kept = spans.slice(over);
  }

  function sendIn(ms: number): void {
    timer ??= setTimeout(() => {
      timer = undefined;
      void sendAll();
    }, ms);
  }

  async function sendAll(): Promise<void> {
    if (isSending) return;
    isSending = true;
    while (kept.length > 0) {
      const batch = kept.slice(0, BATCH);
      kept = kept.slice(BATCH);
      const reply = await send({ spans: batch });
      if (reply.ok || reply.code !== 'away') continue;
      keep([...batch, ...kept]);
      sendIn(AGAIN_MS);
      break;
    }
    isSending = false;
    if (kept.length > 0 || lost === 0) return;
    const count = lost;
    lost = 0;
    givenUp(count);
  }

  return {
    onStart: () => undefined,
    onEnd(span) {
      keep([...kept, windowSpanOf(span)]);
      sendIn(SOON_MS);
    },
    forceFlush: sendAll,
    shutdown: sendAll,
    waiting: () => kept.length,
  };
}

/** Which names and attributes there are is the station's to check (window-spans.ts of both sides). */
function windowSpanOf(span: ReadableSpan): WindowSpan {
  const { traceId, spanId } = span.spanContext();
  const { name, startTime: start, endTime: end, attributes } = span;
  return { name, trace_id: traceId, span_id: spanId, start, end, attributes } as unknown as WindowSpan;
}
