import { isoTime } from '../../exchange/time.ts';
import type { Parts } from '../parts.ts';

/** By when an order has to leave, and how urgent it is. */
export function termsOf({ orders }: Parts, orderId: string): { ship_by: string | null; priority: number } {
  const order = orders.get(orderId);
  return {
    ship_by: order === undefined || order.ship_by_ms === null ? null : isoTime(order.ship_by_ms),
    priority: order?.priority ?? 0,
  };
}
