import type { Database } from 'better-sqlite3';
import { readContext, type StoredContext } from '../trace/context/stored-context.ts';
import type { GoodsNames } from './goods.ts';
import type { Product, Told } from './product-data.ts';

/** An order that is held because goods of it are not known, and the event that brought its items. */
export interface AwaitingOrder<Item> {
  readonly orderId: string;
  readonly items: readonly Item[];
  readonly eventId: string;
  readonly context: StoredContext | undefined;
}

interface AwaitingRow {
  readonly order_id: string;
  readonly items: string;
  readonly event_id: string;
  readonly traceparent: string | null;
  readonly tracestate: string | null;
}

export type ProductStore = ReturnType<typeof productStore>;

/** All SQL of products, and of the orders that wait for one. */
export function productStore(db: Database) {
  const told = db.prepare<[string], { revision: number | null; time_ms: number }>(
    `SELECT revision, time_ms FROM products WHERE product_id = ?`,
  );
  const put = db.prepare<[string, string | null, string | null, number | null, number, string]>(`
    INSERT INTO products (product_id, sku, variant_id, revision, time_ms, data) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET sku = excluded.sku, variant_id = excluded.variant_id, revision = excluded.revision,
      time_ms = excluded.time_ms, data = excluded.data`);
  // Two of a name are one too many: which of them is meant nobody knows.
  const by = (column: 'product_id' | 'variant_id' | 'sku') =>
    db.prepare<[string], string>(`SELECT data FROM products WHERE ${column} = ? LIMIT 2`).pluck();
  const [byId, byVariant, bySku] = [by('product_id'), by('variant_id'), by('sku')];

  const wait = db.prepare<[AwaitingRow]>(`
    INSERT INTO orders_awaiting_products (order_id, items, event_id, traceparent, tracestate)
    VALUES (@order_id, @items, @event_id, @traceparent, @tracestate)`);
  const waitFor = db.prepare<[string, string]>(
    `INSERT INTO awaited_products (order_id, name) VALUES (?, ?) ON CONFLICT DO NOTHING`,
  );
  const stopWaiting = db.prepare<[string]>(`DELETE FROM orders_awaiting_products WHERE order_id = ?`);
  const awaiting = db.prepare<[string], AwaitingRow>(`
    SELECT o.* FROM awaited_products a JOIN orders_awaiting_products o ON o.order_id = a.order_id
     WHERE a.name = ? ORDER BY a.order_id`);
  const isAwaiting = db.prepare<[string], number>(`SELECT 1 FROM orders_awaiting_products WHERE order_id = ?`).pluck();

  return {
    /** When and as which revision a product was told last. */
    told(productId: string): Told | undefined {
      const row = told.get(productId);
      return row === undefined ? undefined : { revision: row.revision, timeMs: row.time_ms };
    },
    put: (product: Product, { revision, timeMs }: Told): void =>
      void put.run(
        product.product_id,
        product.sku || null,
        product.variant_id ?? null,
        revision,
        timeMs,
        JSON.stringify(product),
      ),
    /** The product that is meant: the first of its names that exactly one product has. */
    find({ product_id: product, variant_id: variant, sku }: GoodsNames): Product | undefined {
      for (const [name, statement] of [
        [product, byId] as const,
        [variant, byVariant] as const,
        [sku, bySku] as const,
      ]) {
        const found = name ? statement.all(name) : [];
        if (found.length === 1) return JSON.parse(found[0] ?? '') as Product;
      }
      return undefined;
    },

    /** Keeps the items of an order until products of these names are known. */
    await<Item>(order: AwaitingOrder<Item>, names: readonly string[]): void {
      const { orderId, items, eventId, context } = order;
      wait.run({
        order_id: orderId,
        items: JSON.stringify(items),
        event_id: eventId,
        traceparent: context?.traceparent ?? null,
        tracestate: context?.tracestate ?? null,
      });
      for (const name of names) waitFor.run(orderId, name);
    },
    isAwaiting: (orderId: string): boolean => isAwaiting.get(orderId) !== undefined,
    stopWaiting: (orderId: string): void => void stopWaiting.run(orderId),
    /** The orders that wait for a product of this name, as they were kept. */
    awaiting: <Item>(name: string): AwaitingOrder<Item>[] =>
      awaiting.all(name).map((row) => {
        const context = readContext(row);
        return {
          orderId: row.order_id,
          items: JSON.parse(row.items) as Item[],
          eventId: row.event_id,
          context: context.ok ? context.context : undefined,
        };
      }),
  };
}
