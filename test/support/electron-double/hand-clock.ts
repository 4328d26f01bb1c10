/* For `DOUBLE_CLOCK=hand`: a wall clock that a test sets forward, and with it whatever waits for longer than a moment. */

/** What waits for less is part of something that happens now. */
const LONG_MS = 20_000;

const { setTimeout: realTimeout, clearTimeout: realClear } = globalThis;
const realNow = Date.now;
let aheadMs = 0;
const waiting = new Map<unknown, { readonly dueMs: number; readonly run: () => void }>();

export function takeClockInHand(): void {
  Date.now = () => realNow() + aheadMs;
  const timeout = (run: (...args: unknown[]) => void, ms = 0, ...args: unknown[]): NodeJS.Timeout => {
    if (ms < LONG_MS) return realTimeout(run, ms, ...args);
    // Never comes by itself.
    const timer = realTimeout(() => undefined, 2 ** 30).unref();
    waiting.set(timer, { dueMs: Date.now() + ms, run: () => run(...args) });
    return timer;
  };
  globalThis.setTimeout = Object.assign(timeout, realTimeout) as typeof setTimeout;
  globalThis.clearTimeout = (timer) => {
    waiting.delete(timer);
    realClear(timer);
  };
}

/** Lets time pass, and what is due by then happen. */
export function pass(ms: number): void {
  aheadMs += ms;
  for (const [timer, { dueMs, run }] of waiting) {
    if (dueMs > Date.now()) continue;
    globalThis.clearTimeout(timer as NodeJS.Timeout);
    run();
  }
}
