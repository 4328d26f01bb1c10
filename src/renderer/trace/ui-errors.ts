import type { Tracer } from '@opentelemetry/api';

/** So many of a minute tell what is wrong; a fault in every frame must not drown the rest. */
const MOST = 10;
const MINUTE_MS = 60_000;
const MOST_CHARACTERS = 200;

/**
 * Tells of faults of the window as `ui.error` spans. Of an error only its type and message go, the message without what
 * may have come from data: whatever stands in double quotes, and long numbers.
 */
export function uiErrors(tracer: Tracer): (type: string, message: string) => void {
  let told: number[] = [];
  return (type, message) => {
    const nowMs = Date.now();
    told = told.filter((atMs) => nowMs - atMs < MINUTE_MS);
    if (told.length >= MOST) return;
    told.push(nowMs);
    const span = tracer.startSpan('ui.error', { startTime: nowMs, root: true });
    span.setAttributes({
      'exception.type': type.slice(0, 100),
      'exception.message': withoutData(message).slice(0, MOST_CHARACTERS),
    });
    span.end(nowMs);
  };
}

export function withoutData(message: string): string {
  return message.replaceAll(/"[^"]*"?/g, '"…"').replaceAll(/\d{4,}/g, '…');
}
