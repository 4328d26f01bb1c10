import type { Database } from 'better-sqlite3';
import { isoTime } from '../time.ts';
import { deliveryStore, type DeliveryStore } from './delivery-store.ts';

/** How a target stands, for `status` and the screen. */
export interface TargetStatus {
  readonly name: string;
  /** open: takes what it is given, or was not asked yet; waiting: it did not take the last; paused: it has to be mended. */
  readonly state: 'open' | 'waiting' | 'paused';
  readonly waiting: number;
  /** When the oldest event that waits happened. */
  readonly oldest_waiting: string | null;
  readonly sent: number;
  /** Failed tries since it last took something, and why the last one failed. */
  readonly attempts: number;
  readonly because: string | null;
  readonly not_before: string | null;
  readonly last_success: string | null;
}

/** Reads only, so it may be asked beside a running station. */
export function targetStatus(
  db: Database,
  names: readonly string[],
  store: Pick<DeliveryStore, 'known' | 'waiting' | 'oldestMs'> = deliveryStore(db),
): TargetStatus[] {
  return names.map((name) => {
    const known = store.known(name);
    const iso = (ms: number | null | undefined): string | null =>
      ms === null || ms === undefined ? null : isoTime(ms);
    const failing = (known?.attempts ?? 0) > 0;
    return {
      name,
      state: known?.state === 'paused' ? 'paused' : failing ? 'waiting' : 'open',
      waiting: store.waiting(name),
      oldest_waiting: iso(store.oldestMs(name)),
      sent: known?.sent ?? 0,
      attempts: known?.attempts ?? 0,
      because: known?.because ?? null,
      not_before: iso(known?.not_before_ms),
      last_success: iso(known?.last_success_ms),
    };
  });
}
