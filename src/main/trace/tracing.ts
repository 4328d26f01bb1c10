import type { SpanContext } from '@opentelemetry/api';
import type { Clock, ClockReading } from '../database/clock.ts';
import type { LooseAttributes } from './attributes.ts';
import { readContext, toContextParts, toLinkContext, type ContextParts } from './context/stored-context.ts';
import { formatTraceparent } from './context/traceparent.ts';
import { localContext, type FinishedSpan, type LinkTo, type Recorder, type SpanIds } from './record.ts';
import { SPAN_NAMES, type JourneyStage, type StageRow, type StageStore } from './stage-store.ts';

/** A wall clock that moved against the boot's uptime by more than this was set while the stage was open. */
const CLOCK_TOLERANCE_MS = 1000;

export interface StageEnd {
  readonly orderId: string;
  readonly stage: 'pick' | 'pack' | 'ship';
  readonly outcome: string;
  readonly operatorId: string | null;
  /** When the step that ends the stage was taken, by the wall clock. */
  readonly nowMs: number;
  readonly attributes: LooseAttributes;
  readonly events: NonNullable<FinishedSpan['events']>;
  /** Besides the stages before it. */
  readonly links?: readonly LinkTo[];
}

export type Tracing = ReturnType<typeof createTracing>;

/**
 * The spans of the stages. A stage gets its ids when it begins; its span is made when it ends, as a root with links to
 * the checkout and to every earlier stage (never as their child: their traces have long ended).
 */
export function createTracing(options: {
  readonly recorder: Recorder;
  readonly stages: StageStore;
  readonly clock: Clock;
  readonly stationId: string;
  /** How an operator is named in spans; undefined keeps the operator out. */
  readonly operatorName: (operatorId: string) => string | undefined;
}) {
  const { recorder, stages, clock, stationId } = options;

  const domainAttributes = (orderId: string | null, operatorId: string | null): LooseAttributes => ({
    'order.id': orderId,
    'station.id': stationId,
    'operator.id': operatorId === null ? undefined : options.operatorName(operatorId),
  });

  return {
    recorder,
    stages,
    domainAttributes,

    /** Begins a stage at `nowMs`, the time of the step that opens it: what lies within the stage never begins before it. */
    begin(
      orderId: string,
      stage: 'pick' | 'pack' | 'ship',
      { operatorId, nowMs }: { readonly operatorId: string | null; readonly nowMs: number },
    ): void {
      const ids = recorder.newIds();
      const { bootId, uptimeMs } = clock.read();
      stages.put({
        order_id: orderId,
        stage,
        name: SPAN_NAMES[stage],
        origin: 'station',
        trace_id: ids.traceId,
        span_id: ids.spanId,
        traceparent: formatTraceparent({ ...ids, flags: 1 }),
        tracestate: null,
        start_ms: nowMs,
        end_ms: null,
        time_source: null,
        boot_id: bootId,
        uptime_ms: uptimeMs,
        station_id: stationId,
        operator_id: operatorId,
        outcome: null,
        links: '[]',
      });
    },

    /**
     * Ends the stage: its span goes to the journal, its times and links stay with the order.
     * @returns the stages of the order as they are now, for the event that tells of it.
     */
    end(end: StageEnd): StageRow[] {
      const rows = stages.ofOrder(end.orderId);
      const row = rows.find(({ stage }) => stage === end.stage);
      if (row === undefined || row.trace_id === null || row.span_id === null) {
        throw new Error(`stage ${end.stage} of order ${end.orderId} was never begun`);
      }
      const now = { ...clock.read(), nowMs: end.nowMs };
      const links = [...stageLinks(rows.slice(0, rows.indexOf(row))), ...(end.links ?? [])];
      const endMs = Math.max(row.start_ms, now.nowMs);
      recorder.record({
        name: row.name,
        ids: { traceId: row.trace_id, spanId: row.span_id },
        startMs: row.start_ms,
        endMs,
        attributes: {
          ...domainAttributes(end.orderId, end.operatorId),
          ...end.attributes,
          'clock.adjusted': clockWasSet(row, now) ? true : undefined,
        },
        links,
        events: end.events,
      });
      const closed = stages.close(row, {
        endMs,
        outcome: end.outcome,
        operatorId: end.operatorId,
        links: links.map(({ context, attributes }) => ({
          trace_id: context.traceId,
          span_id: context.spanId,
          stage: String(attributes['link.stage']),
        })),
      });
      return rows.with(rows.indexOf(row), closed);
    },

    /** Ids of a stage of this station, open or ended: the parent of what is done for it. */
    idsOf(orderId: string, stage: 'pick' | 'pack' | 'ship'): SpanIds {
      const row = stages.idsOf(orderId, stage);
      if (row === undefined) throw new Error(`stage ${stage} of order ${orderId} has no span`);
      return { traceId: row.trace_id, spanId: row.span_id };
    },
  };
}

/** The contexts of stages as the events out carry them: `{checkout_trace_context: {...}, ...}`. */
export function contextsOf(rows: readonly StageRow[]): Record<string, ContextParts> {
  const contexts: Record<string, ContextParts> = {};
  for (const row of rows) {
    const reading = readContext(row);
    if (reading.ok) contexts[`${row.stage}_trace_context`] = toContextParts(reading.context);
  }
  return contexts;
}

/** Links to stages that came before; a checkout that brought no valid context has none. */
function stageLinks(rows: readonly StageRow[]): LinkTo[] {
  return rows.flatMap((row) => {
    const context = contextOfStage(row);
    return context === undefined ? [] : [{ context, attributes: stageLinkAttributes(row.stage, row.order_id) }];
  });
}

/** The words every link to a stage carries. */
export function stageLinkAttributes(stage: JourneyStage, orderId: string): LooseAttributes {
  return { 'link.stage': stage, 'order.id': orderId, 'link.type': stage === 'checkout' ? 'follows_from' : undefined };
}

export function contextOfStage(row: StageRow): SpanContext | undefined {
  if (row.origin === 'station') {
    return row.trace_id === null || row.span_id === null
      ? undefined
      : localContext({ traceId: row.trace_id, spanId: row.span_id });
  }
  const reading = readContext(row);
  return reading.ok ? toLinkContext(reading.context) : undefined;
}

function clockWasSet(row: StageRow, now: ClockReading): boolean {
  if (row.boot_id !== now.bootId || row.uptime_ms === null) return false;
  const byWallClock = now.nowMs - row.start_ms;
  const byUptime = now.uptimeMs - row.uptime_ms;
  return Math.abs(byWallClock - byUptime) > CLOCK_TOLERANCE_MS;
}
