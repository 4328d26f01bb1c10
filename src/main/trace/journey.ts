import type { Database } from 'better-sqlite3';
import type { Journey, JourneyLink, JourneyStageEntry } from '../../shared/journey.ts';
import { stageStore, type StageRow } from './stage-store.ts';

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
    links: JSON.parse(row.links) as JourneyLink[],
  };
}

const seconds = (ms: number): number => Math.round(ms) / 1000;
