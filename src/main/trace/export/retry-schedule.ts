/** What is known when the next try is set. */
export interface Situation {
  /**
   * start: the station has just begun; wait: the network or the server failed; stop: the endpoint needs mending; empty:
   * nothing is left to send now.
   */
  readonly after: 'start' | 'wait' | 'stop' | 'empty';
  /** Failed tries since the endpoint last took something; kept over restarts. */
  readonly attempts: number;
  /** Until then the endpoint asked to be left alone, in ms from now; 0 or less: it did not, or the time is over. */
  readonly notBeforeInMs: number;
  /** Over how long the first tries of many stations are to be spread, in ms; 0 where nothing waits yet. */
  readonly startSpreadMs: number;
  /** When spans that are parked may be tried again, in ms from now; undefined: none are. */
  readonly parkedDueInMs: number | undefined;
}

const FIRST_BACK_OFF_MS = 1000;
const LONGEST_BACK_OFF_MS = 5 * 60_000;
/** How long an endpoint that could not take a span is spared it. */
export const PARKED_FOR_MS = 5 * 60_000;

/**
 * How long to wait before the next try, in ms; Infinity: until the journal grows.
 *
 * Exponential back-off with full jitter, 1 s to 5 min, on top of what Retry-After asks for: stations that lost the same
 * server must not all come back to it in the same moment.
 * https://opentelemetry.io/docs/specs/otlp/#otlphttp-throttling
 * @param random uniform in [0, 1)
 */
export function pauseBeforeNext(situation: Situation, random: () => number): number {
  const { after, attempts, notBeforeInMs, startSpreadMs, parkedDueInMs } = situation;
  const asked = Math.max(notBeforeInMs, 0);
  switch (after) {
    case 'start':
      return asked + (attempts > 0 ? backOff(attempts, random) : random() * startSpreadMs);
    case 'wait':
      return asked + backOff(attempts, random);
    case 'stop':
      return spread(PARKED_FOR_MS, random);
    case 'empty':
      return parkedDueInMs === undefined ? Infinity : spread(Math.max(parkedDueInMs, FIRST_BACK_OFF_MS), random);
    default:
      return after satisfies never;
  }
}

/** Full jitter: uniform between nothing and a ceiling that doubles with each failed try. */
export function backOff(attempts: number, random: () => number): number {
  const ceiling = Math.min(LONGEST_BACK_OFF_MS, FIRST_BACK_OFF_MS * 2 ** Math.max(attempts - 1, 0));
  return random() * ceiling;
}

/** A fifth more at most: never earlier than was said. */
const spread = (ms: number, random: () => number): number => ms * (1 + random() / 5);
