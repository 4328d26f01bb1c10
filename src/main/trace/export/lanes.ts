import type { Batch, DeliveryReader, UnderWay } from './delivery-reader.ts';

/** As many batches of fresh spans for each of the backlog, as long as both wait. */
const FRESH_TO_ONE = 2;

/** A batch to send now; nothing before `waitMs` are over, as the backlog is throttled; or nothing at all. */
export type Turn =
  | { readonly kind: 'batch'; readonly batch: Batch }
  | { readonly kind: 'later'; readonly waitMs: number }
  | { readonly kind: 'empty' };

export interface LaneOptions {
  readonly reader: DeliveryReader;
  /** The endpoint's URL. */
  readonly url: string;
  /** Least time between two batches of the backlog, in ms; 0: as fast as they go. */
  readonly backlogEveryMs: number;
  /** A clock that nobody sets, in ms. */
  readonly monotonicMs: () => number;
}

export interface Lanes {
  /**
   * A new pass. `setAsideUntil`: what was parked up to then (ms since the epoch) is tried again, ahead of the other
   * backlog. `probe`: begin with that, because what is known to have failed tells most about an endpoint that did.
   */
  begin(pass: { readonly setAsideUntil: number; readonly probe: boolean }): void;
  /** `ahead`: a batch that is under way, and that this one comes after. */
  next(ahead?: UnderWay): Turn;
  /** What is set aside has had its turn in this pass. */
  endSetAside(): void;
}

/**
 * Whose turn it is: fresh spans first and the backlog beside them, neither starving the other. The throttle is kept from
 * one pass to the next.
 */
export function createLanes({ reader, url, backlogEveryMs, monotonicMs }: LaneOptions): Lanes {
  let freshInRow = 0;
  let backlogDueMs = -Infinity;
  let setAsideUntil: number | undefined;

  function nextOld(ahead: UnderWay | undefined): Batch {
    const setAside = setAsideUntil === undefined ? undefined : reader.nextSetAside(url, setAsideUntil);
    if (setAside !== undefined && setAside.rows.length > 0) return setAside;
    setAsideUntil = undefined;
    return reader.nextBacklog(ahead);
  }

  return {
    begin(pass) {
      setAsideUntil = pass.setAsideUntil;
      if (pass.probe) freshInRow = FRESH_TO_ONE;
    },
    next(ahead) {
      const now = monotonicMs();
      const backlogMayGo = now >= backlogDueMs;
      const freshFirst = freshInRow < FRESH_TO_ONE || !backlogMayGo;
      if (freshFirst) {
        const fresh = reader.nextFresh(ahead);
        if (fresh.rows.length > 0) {
          freshInRow += 1;
          return { kind: 'batch', batch: fresh };
        }
      }
      const old = nextOld(ahead);
      if (old.rows.length > 0) {
        if (!backlogMayGo) return { kind: 'later', waitMs: backlogDueMs - now };
        freshInRow = 0;
        backlogDueMs = now + backlogEveryMs;
        return { kind: 'batch', batch: old };
      }
      freshInRow = 0;
      if (freshFirst) return { kind: 'empty' };
      // It was the backlog's turn, and there is none.
      const fresh = reader.nextFresh(ahead);
      return fresh.rows.length > 0 ? { kind: 'batch', batch: fresh } : { kind: 'empty' };
    },
    endSetAside() {
      setAsideUntil = undefined;
    },
  };
}
