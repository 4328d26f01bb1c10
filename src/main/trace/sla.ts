import type { Database } from 'better-sqlite3';

/** An order that took, or is taking, longer than the limit. Times ISO 8601 UTC, total in seconds. */
export interface LateOrder {
  readonly order_id: string;
  readonly checkout_time: string;
  readonly pick_time: string | null;
  readonly ship_time: string | null;
  readonly total_s: number;
  /** Not dispatched yet, and over the limit already. */
  readonly open: boolean;
}

interface Row {
  order_id: string;
  checkout_ms: number;
  pick_ms: number | null;
  ship_ms: number | null;
}

/**
 * Orders over the limit, the longest first: what the first article's query finds, and those that are late already
 * without having been dispatched. It reads the stages, which live with the order: pruning spans never empties it.
 * @param overMs the limit in milliseconds.
 */
export function lateOrders(db: Database, overMs: number, nowMs: number): LateOrder[] {
  const rows = db
    .prepare<{ over: number; now: number }, Row>(
      `SELECT o.order_id, c.start_ms AS checkout_ms, p.start_ms AS pick_ms, s.end_ms AS ship_ms
         FROM orders o
         JOIN stages c ON c.order_id = o.order_id AND c.stage = 'checkout'
         LEFT JOIN stages p ON p.order_id = o.order_id AND p.stage = 'pick'
         LEFT JOIN stages s ON s.order_id = o.order_id AND s.stage = 'ship'
        WHERE o.state NOT IN ('cancelled', 'put_back', 'handed_over')
          AND coalesce(s.end_ms, @now) - c.start_ms > @over
        ORDER BY coalesce(s.end_ms, @now) - c.start_ms DESC, o.order_id`,
    )
    .all({ over: overMs, now: nowMs });
  return rows.map((row) => ({
    order_id: row.order_id,
    checkout_time: iso(row.checkout_ms),
    pick_time: row.pick_ms === null ? null : iso(row.pick_ms),
    ship_time: row.ship_ms === null ? null : iso(row.ship_ms),
    total_s: Math.round((row.ship_ms ?? nowMs) - row.checkout_ms) / 1000,
    open: row.ship_ms === null,
  }));
}

const iso = (ms: number): string => new Date(ms).toISOString();

const UNITS = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000 } as const;

/**
 * Reads a limit: `48h`, `2d`, `90m`, `30s`, or an ISO 8601 duration of weeks, days and times (`PT48H`, `P2DT6H`).
 * @returns milliseconds, or undefined when it is none of these.
 */
export function readDuration(text: string): number | undefined {
  const short = /^(\d+(?:\.\d+)?)([dhms])$/i.exec(text);
  if (short !== null) return Number(short[1]) * UNITS[(short[2] ?? 's').toLowerCase() as keyof typeof UNITS];
  const iso8601 = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(text);
  if (iso8601 === null || iso8601.slice(1).every((part) => part === undefined)) return undefined;
  const [weeks, days, hours, minutes, secs] = iso8601.slice(1).map((part) => Number(part ?? 0));
  return (
    (weeks ?? 0) * 7 * UNITS.d +
    (days ?? 0) * UNITS.d +
    (hours ?? 0) * UNITS.h +
    (minutes ?? 0) * UNITS.m +
    (secs ?? 0) * UNITS.s
  );
}
