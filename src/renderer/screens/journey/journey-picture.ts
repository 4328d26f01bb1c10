import type { JourneyScreen } from '../../../shared/journey.ts';
import { timeLine, type Span } from './time-line.ts';

/* What the picture of a journey consists of, in units of which 16 are a rem. No words, no colours. */

/** From checkout to dispatch an order may take this long. */
export const SLA_S = 48 * 3600;

export interface Bar {
  readonly kind: 'checkout' | 'stage';
  readonly stage: string;
  readonly x: number;
  readonly width: number;
  readonly seconds: number;
  readonly isOpen: boolean;
}

export interface Wait {
  readonly x: number;
  readonly width: number;
  readonly seconds: number;
  /** Nothing has ended it yet. */
  readonly isOpen: boolean;
}

export interface Arc {
  readonly from: number;
  readonly to: number;
  readonly height: number;
  readonly toCheckout: boolean;
}

export interface ScanTick {
  readonly x: number;
  readonly ok: boolean;
}

export interface Picture {
  readonly fromMs: number;
  readonly toMs: number;
  readonly bars: readonly Bar[];
  readonly waits: readonly Wait[];
  readonly arcs: readonly Arc[];
  readonly scans: readonly ScanTick[];
  readonly at: (ms: number) => number;
}

/** The narrowest bar that a person still sees. */
const LEAST_BAR = 8;
const LEAST_WAIT = 3;
const HIGHEST_ARC = 104;

/** An order in one of these states waits for nothing any more. */
export const OVER: ReadonlySet<string> = new Set(['dispatched', 'cancelled', 'put_back', 'handed_over']);

export function journeyPicture(journey: JourneyScreen, width: number, nowMs: number): Picture {
  const parts = partsOf(journey, nowMs);
  const line = timeLine(parts, width);
  const drawn = parts.map((part, index) => ({
    ...part,
    x: line.placed[index]?.x ?? 0,
    width: line.placed[index]?.width ?? 0,
  }));
  const bars = drawn.flatMap(({ kind, stage, x, width, fromMs, toMs, isOpen }) =>
    kind === 'wait' ? [] : [{ kind, stage, x, width, seconds: (toMs - fromMs) / 1000, isOpen }],
  );
  return {
    fromMs: parts[0]?.fromMs ?? nowMs,
    toMs: parts.at(-1)?.toMs ?? nowMs,
    bars,
    waits: drawn.flatMap(({ kind, x, width, fromMs, toMs, isOpen }) =>
      kind === 'wait' ? [{ x, width, seconds: (toMs - fromMs) / 1000, isOpen }] : [],
    ),
    arcs: arcsOf(journey, bars, width),
    scans: journey.inputs.map(({ at, ok }) => ({ x: line.at(Date.parse(at)), ok })),
    at: line.at,
  };
}

interface Part extends Span {
  readonly kind: 'checkout' | 'stage' | 'wait';
  readonly stage: string;
  readonly isOpen: boolean;
}

/** Checkout, waits and stages, one after the other without a gap; what overlaps is cut where the one before ends. */
function partsOf({ checkout, stages, state }: JourneyScreen, nowMs: number): Part[] {
  const parts: Part[] = [];
  let freeMs = checkout.time === null ? undefined : Date.parse(checkout.time);
  const wait = (fromMs: number, toMs: number, isOpen: boolean): void => {
    if (toMs > fromMs) parts.push({ kind: 'wait', stage: '', fromMs, toMs, least: LEAST_WAIT, isOpen });
  };
  if (freeMs !== undefined) {
    parts.push({ kind: 'checkout', stage: 'checkout', fromMs: freeMs, toMs: freeMs, least: LEAST_BAR, isOpen: false });
  }
  for (const { stage, start, end } of stages) {
    const fromMs = Math.max(freeMs ?? Number.NEGATIVE_INFINITY, Date.parse(start));
    const toMs = Math.max(fromMs, end === null ? nowMs : Date.parse(end));
    wait(freeMs ?? fromMs, fromMs, false);
    parts.push({ kind: 'stage', stage, fromMs, toMs, least: LEAST_BAR, isOpen: end === null });
    freeMs = toMs;
  }
  const isGoingOn = parts.some(({ isOpen }) => isOpen);
  if (freeMs !== undefined && !isGoingOn && !OVER.has(state)) wait(freeMs, nowMs, true);
  return parts;
}

/** From each stage back to what it is linked to: the checkout, and earlier stages. Longer arcs are higher. */
function arcsOf({ checkout, stages }: JourneyScreen, bars: readonly Bar[], width: number): Arc[] {
  const ofStage = bars.filter(({ kind }) => kind === 'stage');
  const start = bars.find(({ kind }) => kind === 'checkout');
  return stages.flatMap(({ links }, index) => {
    const here = ofStage[index];
    if (here === undefined) return [];
    return links.flatMap((link) => {
      const linked = stages.findIndex(({ span_id }, place) => place < index && span_id === link.span_id);
      const isCheckout = linked === -1 && (link.span_id === checkout.span_id || link.stage === 'checkout');
      const there = isCheckout ? start : ofStage[linked];
      if (there === undefined) return [];
      const from = there.x + there.width / 2;
      const to = here.x + here.width / 2;
      const height = 22 + (HIGHEST_ARC - 22) * ((to - from) / Math.max(1, width));
      return [{ from, to, height, toCheckout: isCheckout }];
    });
  });
}
