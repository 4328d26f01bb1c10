import { backOff } from '../../trace/export/retry-schedule.ts';
import { deliver, type PassEnd } from './deliver.ts';
import type { DeliveryStore, RefusedGroup, TargetRow } from './delivery-store.ts';
import type { Target } from './target.ts';

/** How often it is looked whether something was told. */
const LOOK_EVERY_MS = 250;
const AFTER_TROUBLE_MS = 60_000;

export interface TargetSync {
  readonly target: Target;
  readonly sent: number;
  readonly waiting: number;
  readonly state: TargetRow;
  readonly refused: readonly RefusedGroup[];
}

export interface Dispatcher {
  /** From now on what is told is sent by itself. */
  start(): void;
  /** One try, for each target, of all that may be sent now; `force`: also of what is let be for a time. */
  sync(force: boolean): Promise<TargetSync[]>;
  /** What kept a target from taking events may be over: it is tried now, and not when its next try is due. */
  again(target: string): void;
  /** Ends what is under way after its answer. */
  stop(): Promise<void>;
}

/** Gives every target what it waits for, each at its own pace: one that does not answer holds up no other. */
export function createDispatcher(options: {
  readonly store: DeliveryStore;
  readonly targets: readonly Target[];
  readonly source: string;
  readonly nowMs: () => number;
  readonly random: () => number;
  /** Told how each pass ended. */
  readonly passed: (target: Target, end: PassEnd) => void;
  readonly trouble: (target: Target, error: unknown) => void;
}): Dispatcher {
  const { store, targets, nowMs, random } = options;
  let isStopping = false;
  /** Grows with each sync, and with each word that a target is back: reason enough to look again. */
  const reasons = new Map<string, number>();
  const reasonsFor = (target: Target): number => reasons.get(target.name) ?? 0;
  const wakers = new Set<() => void>();
  const loops: Promise<void>[] = [];
  const turns = new Map<Target, Promise<unknown>>();

  /** One pass after the other: two at once would send the same event twice. */
  async function pass(target: Target, force: boolean): Promise<PassEnd> {
    const before = turns.get(target) ?? Promise.resolve();
    const mine = before
      .catch(() => undefined)
      .then(() => deliver({ ...options, target, force, stopping: () => isStopping }));
    turns.set(target, mine);
    const end = await mine;
    options.passed(target, end);
    return end;
  }

  function rest(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        wakers.delete(done);
        resolve();
      };
      const timer = setTimeout(done, Math.min(ms, 2 ** 31 - 1));
      wakers.add(done);
    });
  }

  /** When the next try is due, in ms from now, whatever is told meanwhile. */
  function pause({ kind, state }: PassEnd): number {
    const asked = Math.max((state.not_before_ms ?? 0) - nowMs(), 0);
    if (kind === 'failed') return asked + backOff(state.attempts, random);
    if (kind === 'later') return asked;
    const dueMs = store.refusedDueMs(state.target);
    return dueMs === undefined ? Infinity : Math.max(dueMs - nowMs(), 1000);
  }

  /** Until something is due: a try, an event that was told, what a sync came to, the end. */
  async function restUntil(
    target: Target,
    dueMs: number,
    isIdle: boolean,
    seen: { readonly newest: number; readonly reasons: number },
  ) {
    for (;;) {
      const leftMs = dueMs - performance.now();
      const isNews = reasonsFor(target) !== seen.reasons || (isIdle && store.newest() !== seen.newest);
      if (isStopping || isNews || leftMs <= 0) return;
      await rest(isIdle ? Math.min(LOOK_EVERY_MS, leftMs) : leftMs);
    }
  }

  function again(name: string): void {
    reasons.set(name, (reasons.get(name) ?? 0) + 1);
    for (const wake of wakers) wake();
  }

  async function keepSending(target: Target): Promise<void> {
    for (;;) {
      if (isStopping) return;
      const seen = { newest: store.newest(), reasons: reasonsFor(target) };
      let end: PassEnd | undefined;
      try {
        end = await pass(target, false);
      } catch (error) {
        options.trouble(target, error);
      }
      // By a clock that nobody sets.
      const dueMs = performance.now() + (end === undefined ? AFTER_TROUBLE_MS : pause(end));
      await restUntil(target, dueMs, end?.kind === 'empty', seen);
    }
  }

  return {
    start() {
      for (const target of targets) loops.push(keepSending(target));
    },
    async sync(force) {
      const ends = await Promise.all(targets.map(async (target) => ({ target, end: await pass(target, force) })));
      for (const { name } of targets) again(name);
      return ends.map(({ target, end }) => ({
        target,
        sent: end.sent,
        waiting: store.waiting(target.name),
        state: end.state,
        refused: store.refusedGroups(target.name),
      }));
    },
    again,
    async stop() {
      isStopping = true;
      for (const wake of wakers) wake();
      // A try under way is cut off with its target: what it came to is asked again.
      await Promise.all(targets.map((target) => target.close()));
      await Promise.allSettled([...loops, ...turns.values()]);
    },
  };
}
