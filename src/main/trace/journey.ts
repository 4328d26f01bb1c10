import type { Database } from 'better-sqlite3';
import { stageStore, type JourneyStage, type StageLink, type StageRow } from './stage-store.ts';

/** Where an order spent its time (INTERFACES 1). Times ISO 8601 UTC, durations in seconds. */
export interface Journey {
  readonly order_id: string;
  readonly checkout: {
    readonly trace_id: string | null;
    readonly span_id: string | null;
    readonly time: string | null;
    /** Where that time comes from: the order, the event, or its arrival here. */
    readonly time_source: string | null;
  };
  readonly stages: readonly JourneyStageEntry[];
  /** From checkout to dispatch, or to now while the order is under way; 0 where the clock was set back meanwhile. */
  readonly total_s: number | null;
}

export interface JourneyStageEntry {
  readonly stage: JourneyStage;
  readonly name: string;
  readonly trace_id: string | null;
  readonly span_id: string | null;
  readonly start: string;
  /** Null while the stage is open. */
  readonly end: string | null;
  /** How long the order lay still before this stage. */
  readonly wait_s: number;
  readonly operator_id: string | null;
  readonly station_id: string | null;
  readonly links: readonly StageLink[];
}

/** @returns undefined for an order that is not known here. Reads only. */
export function journeyOf(db: Database, orderId: string, nowMs: number): Journey | undefined {
  const rows = stageStore(db).ofOrder(orderId);
  const checkout = rows.find(({ stage }) => stage === 'checkout');
  const stages = rows.filter(({ stage }) => stage !== 'checkout');
  if (rows.length === 0) return undefined;
  const beganMs = checkout?.start_ms ?? stages[0]?.start_ms;
  const shipped = stages.find(({ stage, end_ms: end }) => stage === 'ship' && end !== null);
  return {
    order_id: orderId,
    checkout: {
      trace_id: checkout?.trace_id ?? null,
      span_id: checkout?.span_id ?? null,
      time: checkout === undefined ? null : new Date(checkout.start_ms).toISOString(),
      time_source: checkout?.time_source ?? null,
    },
    stages: stages.map((row, index) => entry(row, stages[index - 1] ?? checkout)),
    total_s: beganMs === undefined ? null : seconds(Math.max(0, (shipped?.end_ms ?? nowMs) - beganMs)),
  };
}

function entry(row: StageRow, before: StageRow | undefined): JourneyStageEntry {
  const freeSince = before?.end_ms ?? before?.start_ms ?? row.start_ms;
  return {
    stage: row.stage,
    name: row.name,
    trace_id: row.trace_id,
    span_id: row.span_id,
    start: new Date(row.start_ms).toISOString(),
    end: row.end_ms === null ? null : new Date(row.end_ms).toISOString(),
    wait_s: seconds(Math.max(0, row.start_ms - freeSince)),
    operator_id: row.operator_id,
    station_id: row.station_id,
    links: JSON.parse(row.links) as StageLink[],
  };
}

const seconds = (ms: number): number => Math.round(ms) / 1000;
