/**
 * A bounded rate: so many at once, and so many a second from then on.
 * @param nowMs a clock that nobody sets.
 * @returns whether one more may pass; each that may is counted.
 */
export function tokenBucket(
  { perSecond, burst }: { readonly perSecond: number; readonly burst: number },
  nowMs: () => number,
): () => boolean {
  let tokens = burst;
  let filledMs = nowMs();
  return () => {
    const now = nowMs();
    tokens = Math.min(burst, tokens + (Math.max(0, now - filledMs) * perSecond) / 1000);
    filledMs = now;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
