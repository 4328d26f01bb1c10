// The shop's own memory of its orders: here a file each; in a shop, two columns beside the order.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Carried } from './tracing.ts';

const folder = process.env['SHOP_DATA'] ?? 'shop-data';

export interface StoredOrder extends Carried {
  readonly order_id: string;
}

export function store(order: StoredOrder): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(fileOf(order.order_id), JSON.stringify(order));
}

export const load = (orderId: string): StoredOrder => JSON.parse(readFileSync(fileOf(orderId), 'utf8')) as StoredOrder;

const fileOf = (orderId: string): string => join(folder, `${encodeURIComponent(orderId)}.json`);
