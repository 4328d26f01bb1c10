import { createHash } from 'node:crypto';
import { run } from './pickspan.ts';

/* Orders as a shop sends them: CloudEvents with a trace context of their own. */

/** GS1 check digit, written down here again so that no test believes the code it tests. */
export function withCheckDigit(digits: string): string {
  const sum = Array.from(digits)
    .toReversed()
    .reduce((total, digit, place) => total + Number(digit) * (place % 2 ? 1 : 3), 0);
  return digits + String((10 - (sum % 10)) % 10);
}

/** EAN-13 numbers under GS1's example prefix. */
export const GTIN = {
  mug: withCheckDigit('952123450001'),
  tea: withCheckDigit('952123450002'),
  jam: withCheckDigit('952123450003'),
  stranger: withCheckDigit('952123459999'),
} as const;

/** A case of six mugs: indicator 1 before the mug's own digits. */
export const MUG_CASE = withCheckDigit(`1${GTIN.mug.slice(0, 12)}`);

export const to14 = (gtin: string): string => gtin.padStart(14, '0');

/** GS is what a scanner sends for FNC1. */
export const GS = '\u001D';

export interface Item {
  readonly quantity: number;
  readonly bin_location: string;
  readonly sku?: string;
  readonly [more: string]: unknown;
}

export const mugs = (quantity: number, more: Partial<Item> = {}): Item => ({
  product_id: 'p-mug',
  sku: 'MUG',
  gtin: GTIN.mug,
  name: 'Mug',
  quantity,
  bin_location: 'A-01-03',
  unit_weight_g: 400,
  ...more,
});

export const teas = (quantity: number, more: Partial<Item> = {}): Item => ({
  product_id: 'p-tea',
  sku: 'TEA',
  gtin: GTIN.tea,
  name: 'Tea',
  quantity,
  bin_location: 'B-02-01',
  unit_weight_g: 300,
  ...more,
});

export interface Checkout {
  readonly traceId: string;
  readonly spanId: string;
}

/** The checkout span of an order: made of its id, so every order has its own and a test can name it. */
export function checkoutOf(orderId: string): Checkout {
  const hash = createHash('sha256').update(orderId).digest('hex');
  return { traceId: hash.slice(0, 32), spanId: hash.slice(32, 48) };
}

/** `pickspan.order.created`. `data` is laid over the order's data. */
export function orderCreated(
  orderId: string,
  items: readonly Item[],
  data: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  const { traceId, spanId } = checkoutOf(orderId);
  return {
    specversion: '1.0',
    id: `created-${orderId}`,
    source: 'urn:test:shop',
    type: 'pickspan.order.created',
    subject: orderId,
    traceparent: `00-${traceId}-${spanId}-01`,
    data: {
      order_id: orderId,
      items: items.map((item, index) => ({ line_id: String(index + 1), ...item })),
      ...data,
    },
  };
}

/** Hands events to `intake`, which must take them all. */
export async function takeIn(folder: string, ...events: readonly unknown[]): Promise<void> {
  const input = events.map((event) => `${JSON.stringify(event)}\n`).join('');
  const { code, stdout, stderr } = await run(folder, ['intake', '-'], { input });
  if (code !== 0) throw new Error(`intake ended with ${code}: ${stderr}${stdout}`);
}
