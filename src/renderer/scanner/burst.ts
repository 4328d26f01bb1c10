import type { BurstFacts, DiscardReason, Doubt, KeyStroke } from './events.ts';

/*
 * A burst: keys that follow each other too fast for anything but a scanner, or too few yet to tell. It is armed once it
 * is taken for a scanner's; from then on its keys are kept from the page.
 */

/** A scanner types at this pace or faster; nobody's fingers keep it up for three keys. */
const MACHINE_PACE_MS = 30;
/** One character and its terminator are a scan only at this pace: a person's digit and Enter come close to it. */
const SINGLE_CHARACTER_MS = 25;
/** The pace up to which a few keys and Enter in a field are a scanner's, however slow the scanner may be set up. */
const SHORT_SCAN_MS = 60;
/** Longer than the longest code there is: a QR code of version 40 holds 7,089 digits. */
const MAX_LENGTH = 8000;

export interface Burst extends BurstFacts {
  readonly armed: boolean;
  readonly inField: boolean;
  /** How many keys or Alt codes it has. */
  readonly count: number;
  /** When its last key came that means something, a modifier included: silence is counted from here. */
  readonly activityMs: number;
  /** The keys themselves, until it is armed: they may be hotkeys. */
  readonly strokes: readonly KeyStroke[];
  /** Why it is no scan, whatever else it brings. */
  readonly fault: DiscardReason | undefined;
  readonly doubts: readonly Doubt[];
}

/** A key of a burst: a character went down, or an Alt code was typed between the two times. */
export interface BurstKey {
  readonly text: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly stroke: KeyStroke;
}

export function startBurst(key: BurstKey, fault: DiscardReason | undefined): Burst {
  return {
    text: key.text,
    startedMs: key.fromMs,
    endedMs: key.toMs,
    gapsMs: [],
    // What is known to be the rest of something is kept from the page from its first key on.
    armed: fault === 'after-incomplete' || fault === 'after-focus',
    inField: key.stroke.inField,
    count: 1,
    activityMs: key.toMs,
    strokes: [key.stroke],
    fault,
    doubts: [],
  };
}

export function addKey(burst: Burst, key: BurstKey): Burst {
  const tooLong = burst.text.length + key.text.length > MAX_LENGTH;
  return {
    ...burst,
    text: tooLong ? burst.text : burst.text + key.text,
    gapsMs: tooLong ? burst.gapsMs : [...burst.gapsMs, gapTo(burst, key.fromMs)],
    count: burst.count + 1,
    // Clocks can step back; then the newest time is the one to go on from.
    endedMs: key.toMs,
    activityMs: key.toMs,
    strokes: burst.armed ? [] : [...burst.strokes, key.stroke],
    fault: burst.fault ?? (tooLong ? 'too-long' : undefined),
  };
}

/** Whether it is a scanner's by now, before its terminator. In a field a person types too, so more is asked there. */
export function isScanner(burst: Burst): boolean {
  if (burst.count < 3) return false;
  return !burst.inField || burst.count >= 6 || slowest(burst.gapsMs) <= MACHINE_PACE_MS;
}

/** Whether its terminator at this time makes a burst a scanner's that was too short to be armed. */
export function isShortScan(burst: Burst, terminatorMs: number, gapMs: number): boolean {
  const gap = slowest([...burst.gapsMs, gapTo(burst, terminatorMs)]);
  if (burst.count === 1) return gap <= Math.min(gapMs, SINGLE_CHARACTER_MS);
  return gap <= (burst.inField && burst.count < 5 ? Math.min(gapMs, SHORT_SCAN_MS) : gapMs);
}

/** Adds the terminator's gap and the end of the burst. */
export function endBurst(burst: Burst, t: number): Burst {
  return { ...burst, gapsMs: [...burst.gapsMs, gapTo(burst, t)], endedMs: t };
}

/** Whether most of its keys came slower than a scanner's: a stall or two inside a scan do not make it slow. */
export function isSlow(burst: Burst, gapMs: number): boolean {
  return median(burst.gapsMs) > gapMs;
}

export function withDoubt(burst: Burst, doubt: Doubt): Burst {
  return burst.doubts.includes(doubt) ? burst : { ...burst, doubts: [...burst.doubts, doubt] };
}

/** All reasons to look twice, the one that shows only in hindsight included. */
export function doubtsOf(burst: Burst): readonly Doubt[] {
  const [first = 0, ...others] = burst.gapsMs;
  const usual = median(others);
  const apart = others.length >= 2 && first - usual > 20 && first > 3 * usual;
  return (apart ? withDoubt(burst, 'first-key-apart') : burst).doubts;
}

export function factsOf({ text, startedMs, endedMs, gapsMs }: Burst): BurstFacts {
  return { text, startedMs, endedMs: Math.max(startedMs, endedMs), gapsMs };
}

const gapTo = (burst: Burst, t: number): number => Math.max(0, t - burst.endedMs);

const slowest = (gaps: readonly number[]): number => Math.max(0, ...gaps);

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
