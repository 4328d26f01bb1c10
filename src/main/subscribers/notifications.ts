import type { Database } from 'better-sqlite3';
import { createHash } from 'node:crypto';
import type { EventRow } from '../exchange/targets/cloud-event.ts';
import { deliveryStore, type DeliveryStore } from '../exchange/targets/delivery-store.ts';
import { orderData } from '../orders/events-out.ts';
import type { OrderStore } from '../orders/store.ts';
import type { SubscriberName, SubscriberSettings } from '../settings/schema/targets.ts';
import { readContext, toContextParts } from '../trace/context/stored-context.ts';
import type { Tracing } from '../trace/tracing.ts';
import { eventFeed, type EventLogName, type FedEvent } from './event-feed.ts';
import type { ProgressStore } from './progress-store.ts';
import { recordReaction } from './reaction-span.ts';
import { refusalStore } from './refusal-store.ts';

/** What each subscriber reads, and the type of what it sends. */
const NOTIFICATIONS: Readonly<Record<SubscriberName, { readonly log: EventLogName; readonly type: string }>> = {
  send_order_confirmation: { log: 'events_in', type: 'pickspan.order.confirmation' },
  send_shipment_notification: { log: 'events_out', type: 'pickspan.shipment.notification' },
};

export const logOf = (name: SubscriberName): EventLogName => NOTIFICATIONS[name].log;

/** How many events a subscriber has before it: those behind its place in its log, and those left aside. */
export const waitingFor =
  (from: {
    readonly feed: ReturnType<typeof eventFeed>;
    readonly progress: ProgressStore;
    readonly refusals: ReturnType<typeof refusalStore>;
  }) =>
  (subscriber: string): number => {
    const log = logOf(subscriber as SubscriberName);
    const after = from.progress.after(subscriber, log);
    return from.refusals.count(subscriber) + (after === undefined ? 0 : from.feed.waiting(log, after));
  };

/**
 * What the subscribers' targets wait for: not rows that were queued, but what lies behind each one's place in its log.
 * It stands where the store of the targets stands, so that trying, backing off and pausing are the same. What a target
 * took is told in a span, in the transaction that moves the subscriber on.
 */
export function notificationStore(options: {
  readonly db: Database;
  readonly orders: OrderStore;
  readonly progress: ProgressStore;
  readonly tracing: Tracing;
  readonly nowMs: () => number;
  readonly source: string;
  readonly subscribers: readonly SubscriberSettings[];
}): DeliveryStore {
  const { db, orders, progress, tracing, nowMs } = options;
  const standing = deliveryStore(db);
  const refusals = refusalStore(db);
  const feed = eventFeed(db);
  const data = db.prepare<[number], string>(`SELECT data FROM events_out WHERE seq = ?`).pluck();
  const channels = new Map(options.subscribers.map(({ name, channel, kind }) => [name, channel ?? kind]));
  /** The event that each of them tries now, and when it began to. */
  const underWay = new Map<string, { readonly event: FedEvent; readonly startMs: number }>();

  const after = (name: SubscriberName): number => progress.after(name, logOf(name)) ?? Number.MAX_SAFE_INTEGER;

  function dataOf(name: SubscriberName, event: FedEvent): string {
    if (logOf(name) === 'events_out') return data.get(event.seq) ?? '{}';
    const order = orders.get(event.subject);
    const context = readContext(event);
    return JSON.stringify({
      order_id: event.subject,
      ...(order === undefined ? {} : { order: orderData(order, orders.lines(event.subject)) }),
      ...(context.ok ? { checkout_trace_context: toContextParts(context.context) } : {}),
    });
  }

  function toRow(name: SubscriberName, event: FedEvent): EventRow {
    return {
      seq: event.seq,
      // The same at every try, at every station and after a restore: whoever gets it twice can tell.
      id: createHash('sha256')
        .update(JSON.stringify([name, event.source, event.id]))
        .digest('hex')
        .slice(0, 32),
      type: NOTIFICATIONS[name].type,
      subject: event.subject,
      time_ms: event.time_ms,
      traceparent: event.traceparent,
      data: dataOf(name, event),
      source: options.source,
      routing_key: null,
    };
  }

  /** One that was refused before and is due again, else the next of the log. */
  function head(name: SubscriberName, due: number, tried: readonly number[]) {
    const refused = refusals.due(name, due, tried);
    if (refused !== undefined) {
      const event = feed.at(logOf(name), refused.seq);
      if (event !== undefined) return { event, attempts: refused.attempts };
    }
    const [event] = feed.after(logOf(name), after(name), 1);
    return event === undefined ? undefined : { event, attempts: 0 };
  }

  function moveOn(name: SubscriberName, seq: number): void {
    if (seq > after(name)) progress.moveTo(name, logOf(name), seq);
  }

  return {
    ...standing,
    target(name, address) {
      const known = standing.known(name);
      const row = standing.target(name, address);
      // At another address what the former did not want is offered at once.
      if (known !== undefined && known.address !== row.address) refusals.forgive(name);
      return row;
    },
    heads(target, due, tried) {
      const name = target as SubscriberName;
      const next = head(name, due, tried);
      if (next === undefined) return [];
      underWay.set(name, { event: next.event, startMs: nowMs() });
      return [{ ...toRow(name, next.event), attempts: next.attempts }];
    },
    taken(target, seq) {
      const name = target as SubscriberName;
      refusals.settled(name, seq);
      moveOn(name, seq);
      const tried = underWay.get(name);
      if (tried?.event.seq !== seq) throw new Error(`${name} took an event that it was not given`);
      recordReaction(tracing, {
        name,
        log: logOf(name),
        ...tried,
        endMs: nowMs(),
        attributes: { 'notification.channel': channels.get(name) },
      });
    },
    refused(target, seq, notBeforeMs, because) {
      const name = target as SubscriberName;
      refusals.put(name, seq, notBeforeMs, because);
      moveOn(name, seq);
    },
    // It is the next of its log still; why it did not go stands with the target.
    failed: () => undefined,
    waiting: waitingFor({ feed, progress, refusals }),
    refusedGroups: refusals.groups,
    refusedDueMs: refusals.dueMs,
    newest: feed.newest,
  };
}
