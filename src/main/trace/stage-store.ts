import type { Database } from 'better-sqlite3';
import type { StoredContext } from './context/stored-context.ts';

export type JourneyStage = 'checkout' | 'pick' | 'pack' | 'ship';

/** The span name of each stage (INTERFACES 8); the checkout's is the shop's. */
export const SPAN_NAMES: Readonly<Record<JourneyStage, string>> = {
  checkout: 'checkout.complete',
  pick: 'warehouse.pick',
  pack: 'warehouse.pack',
  ship: 'shipping.dispatch',
};

const JOURNEY: readonly string[] = Object.keys(SPAN_NAMES);

export interface StageLink {
  readonly trace_id: string;
  readonly span_id: string;
  readonly stage: string;
}

/** A stage of an order, done here or elsewhere. Times in ms since the epoch; `end_ms` is null while it is open. */
export interface StageRow {
  readonly order_id: string;
  readonly stage: JourneyStage;
  readonly name: string;
  readonly origin: 'station' | 'upstream';
  readonly trace_id: string | null;
  readonly span_id: string | null;
  readonly traceparent: string | null;
  readonly tracestate: string | null;
  readonly start_ms: number;
  readonly end_ms: number | null;
  readonly time_source: 'placed_at' | 'time' | 'arrival' | null;
  readonly boot_id: string | null;
  readonly uptime_ms: number | null;
  readonly station_id: string | null;
  readonly operator_id: string | null;
  readonly outcome: string | null;
  /** JSON list of StageLink. */
  readonly links: string;
}

export type StageStore = ReturnType<typeof stageStore>;

/** All SQL of the `stages` table: the journey of an order, which lives as long as the order does. */
export function stageStore(db: Database) {
  const put = db.prepare<[StageRow]>(`
    INSERT INTO stages (order_id, stage, name, origin, trace_id, span_id, traceparent, tracestate, start_ms, end_ms,
                        time_source, boot_id, uptime_ms, station_id, operator_id, outcome, links)
    VALUES (@order_id, @stage, @name, @origin, @trace_id, @span_id, @traceparent, @tracestate, @start_ms, @end_ms,
            @time_source, @boot_id, @uptime_ms, @station_id, @operator_id, @outcome, @links)
    ON CONFLICT (order_id, stage) DO UPDATE SET
      name = excluded.name, origin = excluded.origin, trace_id = excluded.trace_id, span_id = excluded.span_id,
      traceparent = excluded.traceparent, tracestate = excluded.tracestate, start_ms = excluded.start_ms,
      end_ms = excluded.end_ms, time_source = excluded.time_source, boot_id = excluded.boot_id,
      uptime_ms = excluded.uptime_ms, station_id = excluded.station_id, operator_id = excluded.operator_id,
      outcome = excluded.outcome, links = excluded.links`);
  const close = db.prepare<[number, string, string | null, string, string, string]>(
    `UPDATE stages SET end_ms = ?, outcome = ?, operator_id = ?, links = ? WHERE order_id = ? AND stage = ?`,
  );
  const ofOrder = db.prepare<[string], StageRow>(`SELECT * FROM stages WHERE order_id = ?`);
  const idsOf = db.prepare<[string, JourneyStage], { trace_id: string; span_id: string }>(
    `SELECT trace_id, span_id FROM stages WHERE order_id = ? AND stage = ? AND trace_id IS NOT NULL AND span_id IS NOT NULL`,
  );
  return {
    put: (row: StageRow): void => void put.run(row),
    /** @returns the stage as it lies there now. */
    close(
      row: StageRow,
      end: { endMs: number; outcome: string; operatorId: string | null; links: readonly StageLink[] },
    ): StageRow {
      const { endMs: end_ms, outcome, operatorId: operator_id } = end;
      const links = JSON.stringify(end.links);
      close.run(end_ms, outcome, operator_id, links, row.order_id, row.stage);
      return { ...row, end_ms, outcome, operator_id, links };
    },
    /** The stages of an order in the order of the journey. */
    ofOrder: (orderId: string): StageRow[] => ofOrder.all(orderId).toSorted(byPlaceInJourney),
    /** The span of a stage; undefined where it has none. */
    idsOf: (orderId: string, stage: JourneyStage) => idsOf.get(orderId, stage),
  };
}

// Here and not in SQL: for these few rows SQLite takes 60 us to set up its sorter, and every event and span asks.
const byPlaceInJourney = (a: StageRow, b: StageRow): number => JOURNEY.indexOf(a.stage) - JOURNEY.indexOf(b.stage);

/** A stage that another system did, or the checkout: `startMs` to `endMs` as far as anybody said. */
export function upstreamStage(
  orderId: string,
  stage: JourneyStage,
  context: StoredContext | undefined,
  times: { readonly startMs: number; readonly endMs: number; readonly source: 'placed_at' | 'time' | 'arrival' },
): StageRow {
  return {
    order_id: orderId,
    stage,
    name: SPAN_NAMES[stage],
    origin: 'upstream',
    trace_id: context?.traceId ?? null,
    span_id: context?.spanId ?? null,
    traceparent: context?.traceparent ?? null,
    tracestate: context?.tracestate ?? null,
    start_ms: times.startMs,
    end_ms: times.endMs,
    time_source: times.source,
    boot_id: null,
    uptime_ms: null,
    station_id: null,
    operator_id: null,
    outcome: null,
    links: '[]',
  };
}
