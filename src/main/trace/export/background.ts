import type { DeliveryCounts } from './delivery-counts.ts';
import { mindClockSetBack } from './clock-set-back.ts';
import type { Delivery } from './deliver-batch.ts';
import type { DeliveryReader } from './delivery-reader.ts';
import { drain } from './drain.ts';
import type { Endpoint } from './endpoint.ts';
import { createBatchExporter } from './exporter.ts';
import { createLanes } from './lanes.ts';
import { PARKED_FOR_MS, pauseBeforeNext, type Situation } from './retry-schedule.ts';
import { newDelivery } from './sync.ts';

export interface BackgroundOptions {
  readonly reader: DeliveryReader;
  readonly counts: DeliveryCounts;
  readonly write: Delivery['write'];
  readonly endpoint: Endpoint;
  /** Differs from the last answer when anything has been committed since. */
  readonly journalChange: () => unknown;
  /** Milliseconds since the epoch. */
  readonly nowMs: () => number;
  /** A clock that nobody sets, in ms. */
  readonly monotonicMs: () => number;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  readonly lookEveryMs: number;
  readonly backlogEveryMs: number;
  /** Where spans wait already, the first try comes within this time, in ms. */
  readonly startSpreadMs: number;
  /** Whether somebody else wants a turn. */
  readonly interrupted: () => boolean;
  /** Told what should not have happened; the export goes on after a while. */
  readonly trouble: (error: unknown) => void;
}

export interface Background {
  /** Does what is due. Resolves to how long to rest until the next step, in ms. */
  step(): Promise<number>;
  /** A sync went over the lanes meanwhile: what is due next depends on how that went. */
  afterSync(): void;
}

const AFTER_TROUBLE_MS = 60_000;

/** The export in the background: when to try, and when to let the endpoint be. */
export function createBackground(options: BackgroundOptions): Background {
  const { reader, counts, endpoint, nowMs, monotonicMs, random, lookEveryMs, backlogEveryMs } = options;
  const exporter = createBatchExporter(endpoint);
  const lanes = createLanes({ reader, url: endpoint.url, backlogEveryMs, monotonicMs });
  let dueMs: number | undefined;
  /** Nothing was left to send: a change of the journal is reason enough to look again. */
  let idle = false;
  let seen: unknown;

  function pause(after: Situation['after']): number {
    const state = reader.endpointState(endpoint.url);
    const [parked] = counts.parkedGroups(1);
    const { waiting, parked: parkedSpans } = counts.counts();
    const situation: Situation = {
      after,
      attempts: state?.attempts ?? 0,
      notBeforeInMs: (state?.not_before_ms ?? 0) - nowMs(),
      startSpreadMs: waiting + parkedSpans > 0 ? options.startSpreadMs : 0,
      parkedDueInMs: parked === undefined ? undefined : parked.since_ms + PARKED_FOR_MS - nowMs(),
    };
    return pauseBeforeNext(situation, random);
  }

  async function pass(): Promise<number> {
    await mindClockSetBack(options, nowMs());
    // Read before the pass, so that what is journaled during it is seen after it.
    seen = options.journalChange();
    const delivery = newDelivery({ ...options, exporter });
    const setAsideUntil = nowMs() - PARKED_FOR_MS;
    const ended = await drain({ delivery, lanes, setAsideUntil, interrupted: options.interrupted });
    idle = ended.kind === 'empty';
    if (ended.kind === 'later') return ended.waitMs;
    return ended.kind === 'interrupted' ? 0 : pause(ended.kind);
  }

  return {
    async step() {
      if (dueMs === undefined) {
        await mindClockSetBack(options, nowMs());
        dueMs = monotonicMs() + pause('start');
      }
      const grown = idle && options.journalChange() !== seen;
      if (grown || monotonicMs() >= dueMs) {
        try {
          dueMs = monotonicMs() + (await pass());
        } catch (error) {
          options.trouble(error);
          idle = false;
          dueMs = monotonicMs() + AFTER_TROUBLE_MS;
        }
      }
      const restMs = Math.max(dueMs - monotonicMs(), 0);
      return idle ? Math.min(restMs, lookEveryMs) : restMs;
    },
    afterSync() {
      idle = false;
      const failed = (reader.endpointState(endpoint.url)?.attempts ?? 0) > 0;
      dueMs = monotonicMs() + (failed ? pause('wait') : 0);
    },
  };
}
