import type { Database } from 'better-sqlite3';
import type { DeliveryStore } from '../exchange/targets/delivery-store.ts';
import type { OrderStore } from '../orders/store.ts';
import type { SubscriberSettings } from '../settings/schema/targets.ts';
import type { Tracing } from '../trace/tracing.ts';
import { ANALYTICS_READINGS, createAnalytics, type Analytics } from './analytics.ts';
import { logOf, notificationStore } from './notifications.ts';
import { progressStore } from './progress-store.ts';

export interface Subscribers {
  /** Counts the figures; nothing is counted before it is asked to. */
  readonly analytics: Analytics;
  /** What those wait for who tell customers; nothing is sent before somebody sends it. */
  readonly notifications: DeliveryStore;
}

/** Who hears of an order that came in or has left, each for itself. From here on none of them misses an event. */
export function createSubscribers(options: {
  readonly db: Database;
  readonly orders: OrderStore;
  readonly tracing: Tracing;
  readonly nowMs: () => number;
  readonly stationId: string;
  readonly source: string;
  readonly subscribers: readonly SubscriberSettings[];
}): Subscribers {
  const progress = progressStore(options.db);
  const told = options.subscribers.map(({ name }) => ({ subscriber: name, log: logOf(name) }));
  progress.settle.immediate([...ANALYTICS_READINGS, ...told]);
  return {
    analytics: createAnalytics({ ...options, progress }),
    notifications: notificationStore({ ...options, progress }),
  };
}
