import type { Clock } from '../database/clock.ts';
import { isStorageFault } from '../database/storage-fault.ts';
import type { CarrierLabel, CarrierPort, LabelAnswer, LabelRequest } from './carrier-port.ts';
import type { LabelStore, WantedLabel } from './label-store.ts';

/** What a label means for its parcel: the business of those who know parcels. */
export interface LabelTaker {
  /** Undefined where the parcel needs this label no more. */
  request(wanted: WantedLabel): LabelRequest | undefined;
  /** Puts it onto its parcel, in a transaction of its own. */
  take(wanted: WantedLabel, label: CarrierLabel): void;
}

export interface LabelBuyer {
  /** Begins to ask. */
  start(): void;
  /** Something was wanted: after this turn, and nothing where it was not started. */
  wake(): void;
  /** Resolves once nothing is to be done before a time that is written down. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

export interface BuyerPatience {
  /** The pause after a try that brought nothing, doubled each time. */
  readonly firstMs: number;
  readonly longestMs: number;
  /** So long a purchase may still be under way at the carrier after its answer was lost: until then nothing is bought. */
  readonly settleMs: number;
}

export const BUYER_PATIENCE: BuyerPatience = { firstMs: 2000, longestMs: 300_000, settleMs: 120_000 };

/**
 * Asks carriers for their labels, beside the work and one by one for each carrier. It looks for what was bought under our
 * reference before it buys anything, and that it buys is on disk before the carrier hears of it: a purchase whose answer
 * was lost, to a fault or a kill, is found and not paid for again.
 */
export function createLabelBuyer(parts: {
  readonly ports: ReadonlyMap<string, CarrierPort>;
  readonly labels: LabelStore;
  readonly taker: LabelTaker;
  readonly clock: Clock;
  readonly report: (error: unknown) => void;
  readonly patience?: BuyerPatience | undefined;
}): LabelBuyer {
  const { ports, labels, taker, clock, report, patience = BUYER_PATIENCE } = parts;
  const cut = new AbortController();
  const running = new Map<string, Promise<void>>();
  const timers = new Map<string, NodeJS.Timeout>();
  let started = false;
  let soon: NodeJS.Immediate | undefined;

  const isOver = (): boolean => cut.signal.aborted;

  function putOff(
    { reference, attempts, bought_ms }: WantedLabel,
    reason: string,
    boughtMs: number | null = bought_ms,
  ): void {
    const pauseMs = Math.min(patience.longestMs, patience.firstMs * 2 ** Math.min(attempts, 20));
    labels.later(reference, clock.now() + pauseMs, reason, boughtMs);
  }

  /** Whether a purchase of before may still come to its end at the carrier. */
  const maySettle = ({ bought_ms: atMs }: WantedLabel): boolean =>
    atMs !== null && clock.now() - atMs < patience.settleMs && clock.now() >= atMs;

  async function obtain(wanted: WantedLabel, request: LabelRequest, port: CarrierPort): Promise<LabelAnswer> {
    const found = await port.find(wanted.reference, cut.signal);
    if (found.kind !== 'none') return found;
    if (maySettle(wanted))
      return { kind: 'later', reason: 'a purchase was begun, its answer was lost', nothingBought: false };
    if (isOver() || !labels.buying(wanted.reference, clock.now()))
      return { kind: 'later', reason: 'wanted no more', nothingBought: true };
    return port.buy(request, cut.signal);
  }

  async function ask(wanted: WantedLabel, port: CarrierPort): Promise<void> {
    const request = taker.request(wanted);
    if (request === undefined) return labels.end(wanted.reference, 'void', null);
    const answer = await obtain(wanted, request, port);
    if (isOver()) return;
    const now = labels.get(wanted.reference);
    // Withdrawn meanwhile: the next round gives back what was bought.
    if (now?.state !== 'wanted') return;
    if (answer.kind === 'label') taker.take(now, answer.label);
    else if (answer.kind === 'refused') labels.end(wanted.reference, 'refused', answer.reason);
    else putOff(now, answer.reason, answer.nothingBought && !maySettle(wanted) ? null : now.bought_ms);
  }

  async function giveBack(unwanted: WantedLabel, port: CarrierPort): Promise<void> {
    // What is still on its way to being bought would be bought after we looked.
    const problem = maySettle(unwanted)
      ? 'a purchase was begun, its answer was lost'
      : await port.giveBack(unwanted.reference, cut.signal);
    if (isOver()) return;
    if (problem === undefined) labels.end(unwanted.reference, 'ended', null);
    else putOff(unwanted, problem);
  }

  async function round(carrier: string, port: CarrierPort): Promise<void> {
    try {
      for (;;) {
        const wanted = isOver() ? undefined : labels.next(carrier, clock.now());
        if (wanted === undefined) break;
        await (wanted.state === 'wanted' ? ask(wanted, port) : giveBack(wanted, port));
      }
    } catch (error) {
      if (isOver()) return;
      // A full disk is somebody else's to tell of; all is asked again.
      if (!isStorageFault(error)) report(error);
    }
    if (!isOver()) wakeAgain(carrier);
  }

  function wakeAgain(carrier: string): void {
    clearTimeout(timers.get(carrier));
    const nextMs = labels.nextTime(carrier);
    if (nextMs === null) return;
    const pauseMs = Math.min(Math.max(nextMs - clock.now(), patience.firstMs), patience.longestMs);
    timers.set(carrier, setTimeout(now, pauseMs).unref());
  }

  function now(): void {
    clearImmediate(soon);
    soon = undefined;
    if (!started || isOver()) return;
    for (const [carrier, port] of ports) {
      const before = running.get(carrier) ?? Promise.resolve();
      running.set(
        carrier,
        before.then(() => round(carrier, port)),
      );
    }
  }

  return {
    start() {
      started = true;
      now();
    },
    wake() {
      if (started && !isOver()) soon ??= setImmediate(now);
    },
    async idle() {
      now();
      await Promise.all(running.values());
    },
    async stop() {
      clearImmediate(soon);
      cut.abort();
      for (const timer of timers.values()) clearTimeout(timer);
      await Promise.all(running.values());
    },
  };
}
