import type { Database } from 'better-sqlite3';

/** What was done in an hour by one worker ('' where nobody is known) in one stage. */
export interface FiguresRow {
  /** Begin of the hour on the station's wall clock, ms since the epoch. */
  readonly hour_ms: number;
  readonly station_id: string;
  readonly worker: string;
  /** `in`: orders that came; `pick`, `pack`, `ship`, `put_back`; '' for scans that belong to no job. */
  readonly stage: string;
  readonly orders: number;
  readonly lines: number;
  readonly units: number;
  readonly scans: number;
  /** Scans that were refused. */
  readonly wrong: number;
  /** Scans that were typed. */
  readonly typed: number;
}

/** What an order came to: of how many lines and units it is. */
export interface Size {
  readonly lines: number;
  readonly units: number;
}

/** A row of the audit log, as far as it counts. */
export interface CountedStep extends Size {
  readonly id: number;
  readonly at_ms: number;
  readonly worker: string;
  readonly stage: string;
  readonly orders: number;
  /** 0 for a row that no input made: a lock, a change of people or settings. */
  readonly scans: number;
  readonly wrong: number;
  readonly typed: number;
}

/** All SQL of the figures, and of what they are counted from. */
export function figuresStore(db: Database) {
  const steps = db.prepare<[number, number], CountedStep>(
    `SELECT id, at_ms, coalesce(operator_id, '') AS worker, coalesce(stage, '') AS stage, coalesce(orders, 0) AS orders,
            coalesce(lines, 0) AS lines, coalesce(units, 0) AS units, 1 - ok AS wrong, entry = 'typed' AS typed,
            coalesce(entry NOT IN ('clock', 'command'), 1) AS scans
       FROM audit WHERE id > ? ORDER BY id LIMIT ?`,
  );
  const ordered = db.prepare<[string], Size>(
    `SELECT count(*) AS lines, coalesce(sum(quantity), 0) AS units FROM order_lines WHERE order_id = ? AND quantity > 0`,
  );
  const shipped = db.prepare<[string], Size>(
    `SELECT count(DISTINCT line_no) AS lines, coalesce(sum(quantity), 0) AS units FROM parcel_items WHERE order_id = ?`,
  );
  const shipper = db
    .prepare<[string], string | null>(`SELECT operator_id FROM stages WHERE order_id = ? AND stage = 'ship'`)
    .pluck();
  const add = db.prepare<[FiguresRow]>(`
    INSERT INTO figures (hour_ms, station_id, worker, stage, orders, lines, units, scans, wrong, typed)
    VALUES (@hour_ms, @station_id, @worker, @stage, @orders, @lines, @units, @scans, @wrong, @typed)
    ON CONFLICT DO UPDATE SET orders = orders + excluded.orders, lines = lines + excluded.lines,
      units = units + excluded.units, scans = scans + excluded.scans, wrong = wrong + excluded.wrong,
      typed = typed + excluded.typed`);
  const between = db.prepare<[number, number], FiguresRow>(
    `SELECT * FROM figures WHERE hour_ms >= ? AND hour_ms < ? ORDER BY hour_ms, station_id, worker, stage`,
  );
  const nothing: Size = { lines: 0, units: 0 };
  return {
    /** The next steps of the audit log after `id`. */
    steps: (id: number, limit: number): CountedStep[] => steps.all(id, limit),
    /** How large an order is as it stands. */
    ordered: (orderId: string): Size => ordered.get(orderId) ?? nothing,
    /** What left of an order, and whose hands it left. */
    shipped: (orderId: string): Size & { readonly worker: string } => ({
      ...(shipped.get(orderId) ?? nothing),
      worker: shipper.get(orderId) ?? '',
    }),
    add: (row: FiguresRow): void => void add.run(row),
    /** The hours that begin in `[fromMs, toMs)`. */
    between: (fromMs: number, toMs: number): FiguresRow[] => between.all(fromMs, toMs),
  };
}

/** The last hour in which each worker did something, as far back as figures are kept. */
export function lastSeen(db: Database): () => ReadonlyMap<string, number> {
  const hours = db.prepare<[], { worker: string; hour_ms: number }>(
    `SELECT worker, max(hour_ms) AS hour_ms FROM figures GROUP BY worker`,
  );
  return () => new Map(hours.all().map(({ worker, hour_ms: hourMs }) => [worker, hourMs]));
}
