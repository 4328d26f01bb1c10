import type { Database } from 'better-sqlite3';
import type { Clock } from '../database/clock.ts';
import { fullType, readEnvelope, type Envelope, type Refusal } from '../exchange/envelope.ts';
import type { EventLog } from '../exchange/event-log.ts';
import { readBatches, type InputBatch, type InputItem } from '../exchange/read-input.ts';
import type { SpanIds } from '../trace/record.ts';
import type { Tracing } from '../trace/tracing.ts';
import { orderIdOf, producerOf, readIncoming } from './incoming.ts';
import { recordBatch, recordConsumed } from './spans.ts';
import type { Taking } from './take.ts';

/** One line out per event in (INTERFACES 1). */
export interface IntakeResult {
  readonly result: 'accepted' | 'duplicate' | 'held' | 'refused';
  readonly order_id: string | null;
  readonly event_id: string | null;
  readonly type: string | null;
  /** Whether the event brought a valid trace context. */
  readonly linked: boolean;
  /** held: what the order waits for, joined by commas. refused: a stable word. */
  readonly reason?: string;
  /** JSON path of what was refused. */
  readonly path?: string;
  readonly message?: string;
  readonly line?: number;
}

/** The queue of a broker that a message came through. */
export interface ThroughQueue {
  readonly queue: string;
  /** How often the message was given to somebody before. */
  readonly deliveries: number;
}

interface Handled {
  readonly result: IntakeResult;
  readonly envelope: Envelope | undefined;
}

export type Intake = ReturnType<typeof createIntake>;

/**
 * Takes events in. A batch is one transaction; within it each event stands for itself: it is taken with its consumer
 * span, or refused and kept aside with the reason, and never costs another.
 */
export function createIntake(options: {
  readonly db: Database;
  readonly log: EventLog;
  readonly take: Taking;
  readonly tracing: Tracing;
  readonly clock: Clock;
}) {
  const { db, log, take, tracing, clock } = options;

  function handle(item: InputItem, wayIn: string, through: ThroughQueue | undefined): Handled {
    const startMs = clock.now();
    // The consumer's span has its ids before its work begins: what the event sets going may point back to it.
    const consumer = tracing.recorder.newIds();
    const { result, envelope, orderId } = decide(item, wayIn, startMs, consumer, through);
    if (result.result === 'refused') {
      log.refuse({
        receivedMs: startMs,
        wayIn,
        source: envelope?.source,
        eventId: result.event_id ?? undefined,
        type: result.type ?? undefined,
        orderId,
        refusal: { reason: result.reason ?? '', path: result.path ?? '$', message: result.message ?? '' },
        line: item.line,
        input: item.raw,
      });
    }
    if (envelope !== undefined) {
      recordConsumed(tracing.recorder, tracing.domainAttributes(orderId ?? null, null), {
        type: envelope.type,
        eventId: envelope.id,
        orderId,
        ids: consumer,
        context: envelope.context,
        status: result.result === 'accepted' ? 'complete' : result.result,
        startMs,
        endMs: clock.now(),
        queue: through?.queue,
      });
    }
    return { envelope, result: item.line === undefined ? result : { ...result, line: item.line } };
  }

  function decide(
    item: InputItem,
    wayIn: string,
    nowMs: number,
    consumer: SpanIds,
    through: ThroughQueue | undefined,
  ): Handled & { readonly orderId: string | undefined } {
    if (!item.ok) {
      return {
        result: refused({ reason: item.reason, path: '$', message: item.message }),
        envelope: undefined,
        orderId: undefined,
      };
    }
    const reading = readEnvelope(item.value, wayIn);
    if (!reading.ok) {
      const known = { event_id: reading.id ?? null, type: reading.type ?? null };
      return { result: { ...refused(reading.refusal), ...known }, envelope: undefined, orderId: undefined };
    }
    const incoming = readIncoming(reading.envelope);
    const context = incoming.ok ? producerOf(reading.envelope, incoming.incoming) : reading.envelope.context;
    const envelope = { ...reading.envelope, context };
    const about = { event_id: envelope.id, type: fullType(envelope.type), linked: context !== undefined };
    const orderId = incoming.ok ? orderIdOf(incoming.incoming) : undefined;
    if (!incoming.ok) {
      const told = envelope.data['order_id'] ?? envelope.subject;
      const named = { ...about, order_id: typeof told === 'string' ? told.slice(0, 255).toWellFormed() : null };
      return { result: { ...refused(incoming.refusal), ...named }, envelope, orderId: named.order_id ?? undefined };
    }
    const named = { ...about, order_id: orderId ?? null };
    if (log.isKnown(envelope.source, envelope.id))
      return { result: { result: 'duplicate', ...named }, envelope, orderId };

    const taken = take(incoming.incoming, envelope, nowMs, consumer, through?.deliveries);
    if (!taken.ok) return { result: { ...refused(taken.refusal), ...named }, envelope, orderId };
    if (taken.isDuplicate === true) return { result: { result: 'duplicate', ...named }, envelope, orderId };
    const held = taken.waitsFor.length > 0;
    const result: IntakeResult = held
      ? { result: 'held', ...named, reason: taken.waitsFor.join(',') }
      : { result: 'accepted', ...named };
    log.take({
      source: envelope.source,
      eventId: envelope.id,
      type: envelope.type,
      orderId,
      receivedMs: nowMs,
      result: held ? 'held' : 'accepted',
      context,
    });
    return { result, envelope, orderId };
  }

  const takeBatch = db.transaction((batch: InputBatch, wayIn: string, through?: ThroughQueue): IntakeResult[] => {
    const startMs = clock.now();
    const handled = batch.items.map((item) => handle(item, wayIn, through));
    if (batch.form === 'batch') {
      recordBatch(tracing.recorder, tracing.domainAttributes(null, null), {
        size: batch.items.length,
        envelopes: handled.flatMap(({ envelope, result }) =>
          envelope === undefined ? [] : [{ envelope, orderId: result.order_id ?? undefined }],
        ),
        startMs,
        endMs: clock.now(),
      });
    }
    return handled.map(({ result }) => result);
  });

  /**
   * Reads a text of events and takes them, batch by batch; each batch is on disk before the next begins.
   * @param wayIn how they came, the `source` of events that name none: `urn:pickspan:intake`.
   */
  function* batches(text: string, wayIn: string): Generator<IntakeResult[]> {
    for (const batch of readBatches(text)) yield takeBatch.immediate(batch, wayIn);
  }
  return Object.assign((text: string, wayIn: string): IntakeResult[] => [...batches(text, wayIn)].flat(), {
    batches,
    /** One batch that was split elsewhere: of a file in the inbox, of an HTTP request, a message of a broker. */
    batch: (batch: InputBatch, wayIn: string, through?: ThroughQueue): IntakeResult[] =>
      takeBatch.immediate(batch, wayIn, through),
  });
}

function refused(refusal: Refusal): IntakeResult {
  return {
    result: 'refused',
    order_id: null,
    event_id: null,
    type: null,
    linked: false,
    reason: refusal.reason,
    path: refusal.path,
    message: refusal.message,
  };
}
