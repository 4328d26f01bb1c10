import type { Database } from 'better-sqlite3';
import { deliveryStore } from '../exchange/targets/delivery-store.ts';
import { targetStatus, type TargetStatus } from '../exchange/targets/target-status.ts';
import type { Settings } from '../settings/settings.ts';
import { eventFeed } from './event-feed.ts';
import { behind } from './notifications.ts';
import { progressStore } from './progress-store.ts';
import { refusalStore } from './refusal-store.ts';

/** How those stand who tell customers, as targets do. Reads only, so it may be asked beside a running station. */
export function subscriberStatus(db: Database, { subscribers }: Pick<Settings, 'subscribers'>): TargetStatus[] {
  const names = subscribers.map(({ name }) => name);
  const before = behind({ feed: eventFeed(db), progress: progressStore(db), refusals: refusalStore(db) });
  return targetStatus(db, names, { known: deliveryStore(db).known, ...before });
}
