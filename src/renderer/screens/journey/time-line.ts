/*
 * A line of time on which waits are as wide as they are, and yet nothing that happened is too narrow to be seen. Lengths
 * are in the picture's own units, times in ms.
 */

export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
  /** The least width it is drawn with. */
  readonly least: number;
}

export interface Placed {
  readonly fromMs: number;
  readonly toMs: number;
  readonly x: number;
  readonly width: number;
}

export interface TimeLine {
  readonly placed: readonly Placed[];
  /** Where a time lies; before the beginning and behind the end: at that edge. */
  readonly at: (ms: number) => number;
}

/**
 * Puts spans that follow each other on a line. All are as wide as they are long, by one scale, but for those that would
 * be narrower than their least: these get that, and the scale is what is left for the others.
 *
 * @param spans in their order, each beginning where the one before ends
 */
export function timeLine(spans: readonly Span[], width: number): TimeLine {
  const scale = scaleOf(spans, width);
  const placed: Placed[] = [];
  let x = 0;
  for (const { fromMs, toMs, least } of spans) {
    const wide = Math.max(least, (toMs - fromMs) * scale);
    placed.push({ fromMs, toMs, x, width: wide });
    x += wide;
  }
  return { placed, at: (ms) => placeOf(placed, ms) };
}

/** Units per ms: found by setting aside, round by round, what falls below its least. */
function scaleOf(spans: readonly Span[], width: number): number {
  let free = spans.filter(({ fromMs, toMs }) => toMs > fromMs);
  let left = width - sum(spans.filter(({ fromMs, toMs }) => toMs <= fromMs).map(({ least }) => least));
  for (;;) {
    const length = sum(free.map(({ fromMs, toMs }) => toMs - fromMs));
    if (length === 0 || left <= 0) return 0;
    const scale = left / length;
    const narrow = free.filter(({ fromMs, toMs, least }) => (toMs - fromMs) * scale < least);
    if (narrow.length === 0) return scale;
    free = free.filter((span) => !narrow.includes(span));
    left -= sum(narrow.map(({ least }) => least));
  }
}

function placeOf(placed: readonly Placed[], ms: number): number {
  const first = placed[0];
  if (first === undefined || ms <= first.fromMs) return first?.x ?? 0;
  const on = placed.find(({ fromMs, toMs }) => ms >= fromMs && ms < toMs);
  if (on !== undefined) return on.x + (on.width * (ms - on.fromMs)) / (on.toMs - on.fromMs);
  const last = placed.at(-1);
  return last === undefined ? 0 : last.x + last.width;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);
