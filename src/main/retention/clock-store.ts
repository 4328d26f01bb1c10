import type { Database } from 'better-sqlite3';
import type { Clock } from '../database/clock.ts';
import { lookAtClock, type ClockMemory } from './trusted-clock.ts';

/** Looks at the clock and remembers what it saw: the time in ms since the epoch, undefined while it is doubted. */
export function trustedClock(db: Database, clock: Clock): () => number | undefined {
  const read = db.prepare<[], ClockMemory>(
    `SELECT trusted_ms, wall_ms, boot_id, uptime_ms, steady_ms FROM retention_clock`,
  );
  const write = db.prepare<[ClockMemory]>(`
    INSERT INTO retention_clock (id, trusted_ms, wall_ms, boot_id, uptime_ms, steady_ms)
    VALUES (1, @trusted_ms, @wall_ms, @boot_id, @uptime_ms, @steady_ms)
    ON CONFLICT (id) DO UPDATE SET trusted_ms = excluded.trusted_ms, wall_ms = excluded.wall_ms,
      boot_id = excluded.boot_id, uptime_ms = excluded.uptime_ms, steady_ms = excluded.steady_ms`);
  // Before the first look: what was written last says what time it was then.
  const lastWritten = db
    .prepare<[], number | null>(
      `SELECT max((SELECT at_ms FROM audit ORDER BY id DESC LIMIT 1),
                  (SELECT received_ms FROM events_in ORDER BY seq DESC LIMIT 1))`,
    )
    .pluck();

  return () => {
    const reading = clock.read();
    const known = read.get() ?? {
      trusted_ms: lastWritten.get() ?? reading.nowMs,
      wall_ms: reading.nowMs,
      boot_id: reading.bootId,
      uptime_ms: reading.uptimeMs,
      steady_ms: 0,
    };
    const { believed, memory } = lookAtClock(known, reading);
    write.run(memory);
    return believed ? reading.nowMs : undefined;
  };
}
