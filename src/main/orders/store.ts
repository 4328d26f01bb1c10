import type { Database } from 'better-sqlite3';
import type { StoredContext } from '../trace/context/stored-context.ts';
import type { Incoming } from './incoming.ts';
import type { OrderLine, WholeOrderData } from './order-data.ts';
import type { RequirementState } from './rules.ts';
import type { OrderState } from '../../shared/order-states.ts';
import type { Requirement, Stage } from './states.ts';

/** The latest moment a Date can hold: orders without a ship-by come after all that have one. */
export const NO_SHIP_BY = 8_640_000_000_000_000;

export interface OrderRow {
  readonly order_id: string;
  readonly state: OrderState;
  readonly revision: number | null;
  readonly priority: number;
  readonly ship_by_ms: number | null;
  readonly due_ms: number;
  readonly since_ms: number;
  readonly received_ms: number;
  readonly carrier: string | null;
  readonly service_level: string | null;
  /** JSON, personal data. */
  readonly ship_to: string | null;
  readonly put_down_by: string | null;
  readonly put_down_ms: number | null;
  readonly tote: string | null;
}

export type OrderTerms = Pick<
  OrderRow,
  'revision' | 'priority' | 'ship_by_ms' | 'due_ms' | 'carrier' | 'service_level' | 'ship_to'
>;

/** An update or a cancellation, as it was read; what an update leaves out is filled in. */
export type OrderChange =
  | Extract<Incoming, { kind: 'cancel' }>
  | (Omit<Extract<Incoming, { kind: 'update' }>, 'data'> & { readonly data: WholeOrderData });

export interface RequirementRow {
  readonly requirement: Requirement;
  readonly required: 0 | 1;
  readonly met_ms: number | null;
  readonly traceparent: string | null;
  readonly tracestate: string | null;
}

/** A change that waits for its order, and the event it came in. */
export interface EarlyChange {
  readonly change: OrderChange;
  readonly source: string | null;
  readonly eventId: string | null;
}

interface EarlyRow {
  readonly seq: number;
  readonly change: string;
  readonly source: string | null;
  readonly event_id: string | null;
}

interface LineRow {
  order_id: string;
  line_no: number;
  line_id: string;
  product_id: string | null;
  sku: string | null;
  gtin: string | null;
  barcodes: string;
  name: string;
  quantity: number;
  bin: string;
  alternative_bins: string;
  zone: string | null;
  unit_weight_g: number | null;
  unit_dimensions_mm: string | null;
  lot_required: number;
  serial_required: number;
  expiry_required: number;
  image_url: string | null;
}

export type OrderStore = ReturnType<typeof orderStore>;

/** All SQL of orders, their lines and what they wait for. */
export function orderStore(db: Database) {
  const get = db.prepare<[string], OrderRow>(`SELECT * FROM orders WHERE order_id = ?`);
  const put = db.prepare<[Omit<OrderRow, 'put_down_by' | 'put_down_ms' | 'tote'>]>(`
    INSERT INTO orders (order_id, state, revision, priority, ship_by_ms, due_ms, since_ms, received_ms, carrier,
                        service_level, ship_to)
    VALUES (@order_id, @state, @revision, @priority, @ship_by_ms, @due_ms, @since_ms, @received_ms, @carrier,
            @service_level, @ship_to)
    ON CONFLICT (order_id) DO UPDATE SET
      state = excluded.state, revision = excluded.revision, priority = excluded.priority,
      ship_by_ms = excluded.ship_by_ms, due_ms = excluded.due_ms, since_ms = excluded.since_ms,
      carrier = excluded.carrier, service_level = excluded.service_level, ship_to = excluded.ship_to`);
  const setState = db.prepare<[OrderState, string]>(`UPDATE orders SET state = ? WHERE order_id = ?`);
  const close = db.prepare<[OrderState, number, string]>(
    `UPDATE orders SET state = ?, closed_ms = ? WHERE order_id = ?`,
  );
  const reopen = db.prepare<[string]>(`UPDATE orders SET closed_ms = NULL WHERE order_id = ?`);
  const putDown = db.prepare<[string | null, number | null, string]>(
    `UPDATE orders SET put_down_by = ?, put_down_ms = ? WHERE order_id = ?`,
  );
  const setTote = db.prepare<[string | null, string]>(`UPDATE orders SET tote = ? WHERE order_id = ?`);
  const byTote = db.prepare<[string], OrderRow>(`SELECT * FROM orders WHERE tote = ?`);
  const nextOf = db.prepare<[OrderState], OrderRow>(
    `SELECT * FROM orders WHERE state = ? ORDER BY priority DESC, due_ms, since_ms, order_id LIMIT 1`,
  );
  const nextFew = db
    .prepare<[OrderState, number], string>(
      `SELECT order_id FROM orders WHERE state = ? ORDER BY priority DESC, due_ms, since_ms, order_id LIMIT ?`,
    )
    .pluck();
  const putDownBy = db.prepare<[string, OrderState], OrderRow>(
    `SELECT * FROM orders WHERE put_down_by = ? AND state = ? ORDER BY put_down_ms LIMIT 1`,
  );
  const allPutDown = db.prepare<[], OrderRow>(
    `SELECT * FROM orders WHERE put_down_by IS NOT NULL ORDER BY put_down_ms LIMIT 20`,
  );
  const counts = db.prepare<[], { state: OrderState; n: number }>(
    `SELECT state, count(*) AS n FROM orders GROUP BY state`,
  );
  const countUpTo = db.prepare<[OrderState, number], { n: number }>(
    `SELECT count(*) AS n FROM (SELECT 1 FROM orders WHERE state = ? LIMIT ?)`,
  );
  const lateAmongNext = db.prepare<[OrderState, number, number], { n: number }>(
    `SELECT count(*) AS n FROM (SELECT due_ms FROM orders WHERE state = ?
       ORDER BY priority DESC, due_ms, since_ms, order_id LIMIT ?) WHERE due_ms < ?`,
  );

  const deleteLines = db.prepare<[string]>(`DELETE FROM order_lines WHERE order_id = ?`);
  const insertLine = db.prepare<[LineRow]>(`
    INSERT INTO order_lines (order_id, line_no, line_id, product_id, sku, gtin, barcodes, name, quantity, bin,
                             alternative_bins, zone, unit_weight_g, unit_dimensions_mm, lot_required, serial_required, expiry_required, image_url)
    VALUES (@order_id, @line_no, @line_id, @product_id, @sku, @gtin, @barcodes, @name, @quantity, @bin, @alternative_bins,
            @zone, @unit_weight_g, @unit_dimensions_mm, @lot_required, @serial_required, @expiry_required, @image_url)`);
  const linesOf = db.prepare<[string], LineRow>(`SELECT * FROM order_lines WHERE order_id = ? ORDER BY line_no`);

  const insertCode = db.prepare<[string, string]>(
    `INSERT INTO known_codes (kind, code) VALUES (?, ?) ON CONFLICT DO NOTHING`,
  );
  const codeKinds = db.prepare<[string], { kind: 'bin' | 'item' }>(
    `SELECT kind FROM known_codes WHERE kind IN ('bin', 'item') AND code = ?`,
  );

  const setQuantity = db.prepare<[number, string, number]>(
    `UPDATE order_lines SET quantity = ? WHERE order_id = ? AND line_no = ?`,
  );
  const setTerms = db.prepare<[OrderTerms & { readonly order_id: string }]>(
    `UPDATE orders SET revision = @revision, priority = @priority, ship_by_ms = @ship_by_ms, due_ms = @due_ms,
       carrier = @carrier, service_level = @service_level, ship_to = @ship_to WHERE order_id = @order_id`,
  );
  const keepEarly = db.prepare<[string, number, string, string, string]>(
    `INSERT INTO early_changes (order_id, received_ms, change, source, event_id) VALUES (?, ?, ?, ?, ?)`,
  );
  const earlyOf = db.prepare<[string], EarlyRow>(
    `DELETE FROM early_changes WHERE order_id = ? RETURNING seq, change, source, event_id`,
  );
  const requirements = db.prepare<[string], RequirementRow>(
    `SELECT requirement, required, met_ms, traceparent, tracestate FROM order_requirements WHERE order_id = ?`,
  );
  const unrequireAll = db.prepare<[string]>(`UPDATE order_requirements SET required = 0 WHERE order_id = ?`);
  const require = db.prepare<[string, Requirement]>(`
    INSERT INTO order_requirements (order_id, requirement, required) VALUES (?, ?, 1)
    ON CONFLICT DO UPDATE SET required = 1`);
  const meet = db.prepare<[string, Requirement, number, string, string | null, string | null]>(`
    INSERT INTO order_requirements (order_id, requirement, required, met_ms, event_id, traceparent, tracestate)
    VALUES (?, ?, 0, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET met_ms = excluded.met_ms, event_id = excluded.event_id,
      traceparent = excluded.traceparent, tracestate = excluded.tracestate
    WHERE met_ms IS NULL`);

  const unmeet = db.prepare<[string, Requirement]>(
    `UPDATE order_requirements SET met_ms = NULL WHERE order_id = ? AND requirement = ?`,
  );

  return {
    get: (orderId: string) => get.get(orderId),
    put: (row: Omit<OrderRow, 'put_down_by' | 'put_down_ms' | 'tote'>): void => void put.run(row),
    setState: (orderId: string, state: OrderState): void => void setState.run(state, orderId),
    /** The order has ended: its personal data has no use from here on but for questions. */
    close: (orderId: string, state: 'dispatched' | 'cancelled' | 'handed_over', atMs: number): void =>
      void close.run(state, atMs, orderId),
    /** It is worked on here again. */
    reopen: (orderId: string): void => void reopen.run(orderId),
    /** Marks an open job as put down by somebody, or as taken up again (null). */
    setPutDown: (orderId: string, by: string | null, atMs: number | null): void => void putDown.run(by, atMs, orderId),
    setTote: (orderId: string, tote: string | null): void => void setTote.run(tote, orderId),
    byTote: (tote: string) => byTote.get(tote),
    /** The next order of a state: priority (higher first), ship-by, age. */
    nextOf: (state: OrderState) => nextOf.get(state),
    /** The ids of the next orders of a state, as many as there are. */
    nextFew: (state: OrderState, count: number): string[] => nextFew.all(state, count),
    putDownBy: (operatorId: string, state: OrderState) => putDownBy.get(operatorId, state),
    allPutDown: () => allPutDown.all(),
    /** Every state with its number of orders: reads the whole index, so for reports only. */
    counts: () => counts.all(),
    /** How many orders are in a state, counted no further than `limit`: the home screen must not read a million rows. */
    countUpTo: (state: OrderState, limit: number): number => countUpTo.get(state, limit)?.n ?? 0,
    /** How many of the next `limit` orders of a state should have left before `nowMs`: read from the index alone. */
    lateAmongNext: (state: OrderState, nowMs: number, limit: number): number =>
      lateAmongNext.get(state, limit, nowMs)?.n ?? 0,

    lines: (orderId: string): OrderLine[] => linesOf.all(orderId).map(fromRow),
    /** Takes the place of all lines the order had, and remembers their bins and items as known codes. */
    replaceLines(orderId: string, lines: readonly OrderLine[]): void {
      deleteLines.run(orderId);
      for (const line of lines) {
        insertLine.run(toRow(orderId, line));
        for (const bin of [line.bin, ...line.alternativeBins]) insertCode.run('bin', bin);
        for (const code of itemCodes(line)) insertCode.run('item', code);
      }
    },
    setQuantity: (orderId: string, lineNo: number, quantity: number): void =>
      void setQuantity.run(quantity, orderId, lineNo),
    /** What may change in an order while it is worked on. */
    setTerms: (orderId: string, terms: OrderTerms): void => void setTerms.run({ ...terms, order_id: orderId }),

    /** A change whose order has not come yet. */
    keepEarlyChange: (
      orderId: string,
      receivedMs: number,
      change: OrderChange,
      event: { readonly source: string; readonly id: string },
    ): void => void keepEarly.run(orderId, receivedMs, JSON.stringify(change), event.source, event.id),
    /** The changes that came before their order, in the order in which they came; they are kept no longer. */
    takeEarlyChanges: (orderId: string): EarlyChange[] =>
      earlyOf
        .all(orderId)
        .toSorted((a, b) => a.seq - b.seq)
        .map((row) => ({ change: JSON.parse(row.change) as OrderChange, source: row.source, eventId: row.event_id })),

    /** Whether any order ever named this code, and as what. */
    knownAs: (code: string) => codeKinds.all(code).map(({ kind }) => kind),

    requirements: (orderId: string): RequirementRow[] => requirements.all(orderId),
    setRequired(orderId: string, names: readonly Requirement[]): void {
      unrequireAll.run(orderId);
      for (const name of names) require.run(orderId, name);
    },
    /** The first event that meets a requirement counts; a second one changes nothing. */
    meet: (
      orderId: string,
      name: Requirement,
      atMs: number,
      eventId: string,
      context: StoredContext | undefined,
    ): void => void meet.run(orderId, name, atMs, eventId, context?.traceparent ?? null, context?.tracestate ?? null),
    /** It is missing again. */
    unmeet: (orderId: string, name: Requirement): void => void unmeet.run(orderId, name),
  };
}

export function toRequirementState(row: RequirementRow): RequirementState {
  return { requirement: row.requirement, required: row.required === 1, met: row.met_ms !== null };
}

/** Everything that may be scanned for a line's item. */
function itemCodes(line: OrderLine): string[] {
  return [line.gtin, line.sku, line.productId, ...line.barcodes.map(({ gtin }) => gtin)].filter(
    (code) => code !== null,
  );
}

/** The states of an order that waits for a stage, and of one that is in it. */
export const STATES_OF_STAGE: Readonly<Record<Stage, { readonly waiting: OrderState; readonly open: OrderState }>> = {
  pick: { waiting: 'ready', open: 'picking' },
  pack: { waiting: 'picked', open: 'packing' },
  ship: { waiting: 'packed', open: 'shipping' },
};

function toRow(orderId: string, line: OrderLine): LineRow {
  return {
    order_id: orderId,
    line_no: line.lineNo,
    line_id: line.lineId,
    product_id: line.productId,
    sku: line.sku,
    gtin: line.gtin,
    barcodes: JSON.stringify(line.barcodes),
    name: line.name,
    quantity: line.quantity,
    bin: line.bin,
    alternative_bins: JSON.stringify(line.alternativeBins),
    zone: line.zone,
    unit_weight_g: line.unitWeightG,
    unit_dimensions_mm: line.dimensionsMm === null ? null : JSON.stringify(line.dimensionsMm),
    lot_required: Number(line.lotRequired),
    serial_required: Number(line.serialRequired),
    expiry_required: Number(line.expiryRequired),
    image_url: line.imageUrl,
  };
}

function fromRow(row: LineRow): OrderLine {
  return {
    lineNo: row.line_no,
    lineId: row.line_id,
    productId: row.product_id,
    sku: row.sku,
    gtin: row.gtin,
    barcodes: JSON.parse(row.barcodes) as OrderLine['barcodes'],
    name: row.name,
    quantity: row.quantity,
    bin: row.bin,
    alternativeBins: JSON.parse(row.alternative_bins) as string[],
    zone: row.zone,
    unitWeightG: row.unit_weight_g,
    dimensionsMm:
      row.unit_dimensions_mm === null ? null : (JSON.parse(row.unit_dimensions_mm) as [number, number, number]),
    lotRequired: row.lot_required === 1,
    serialRequired: row.serial_required === 1,
    expiryRequired: row.expiry_required === 1,
    imageUrl: row.image_url,
  };
}
