import type { View } from '../../../src/shared/views.ts';
import { openBench, type Bench } from './bench.ts';
import { context, created, gtin14, MUG, MUG_GTIN, TEA, TEA_GTIN } from './samples.ts';

/* Several orders in one walk. ORD-1: 2 mugs, 1 tea. ORD-2: 1 mug, 2 cups. ORD-3: 1 tea. Bins: A-01-03, A-02-01, B-02-01. */

export const CUP_GTIN = gtin14('0401234500001');
export const CUP = { sku: 'CUP', gtin: CUP_GTIN, name: 'Cup', quantity: 2, bin_location: 'A-02-01', zone: 'A' };
export const ITEMS = [
  [MUG, TEA],
  [
    { ...MUG, quantity: 1 },
    { ...CUP, line_id: '2' },
  ],
  [{ ...TEA, line_id: '1' }],
];
export const order = (number: number, more: object = {}) =>
  created(
    `ORD-${number}`,
    { items: ITEMS[number - 1], placed_at: `2026-11-19T0${number}:00:00Z`, ...more },
    { traceparent: context(number).traceparent },
  );
/** The whole walk, in its order. */
export const WALK = [
  'A-01-03',
  MUG_GTIN,
  MUG_GTIN,
  MUG_GTIN,
  'A-02-01',
  CUP_GTIN,
  CUP_GTIN,
  'B-02-01',
  TEA_GTIN,
  TEA_GTIN,
] as const;

export function benchWith(settings: object | undefined, ...scans: readonly string[]): Bench {
  const opened = openBench(settings);
  opened.take(order(1), order(2), order(3));
  opened.codes('PS:OP:w1', ...scans);
  return opened;
}
export const bench = (...scans: readonly string[]): Bench => benchWith(undefined, ...scans);
/** Every put is confirmed by its tote. */
export const checked = (...scans: readonly string[]): Bench => benchWith({ pick: { slot_check: 'tote' } }, ...scans);

export function batchOf(view: View) {
  if (view.kind !== 'pick' || view.batch === null) throw new Error(`no walk with several orders: ${view.kind}`);
  return view.batch;
}
export const slots = (of: Bench) =>
  batchOf(of.view).slots.map(({ order_id: id, state, done, total }) => [id, state, done, total].join(' '));
export const states = (of: Bench) => [1, 2, 3].map((number) => of.stateOf(`ORD-${number}`));
export const told = (of: Bench) =>
  of
    .rows<{ told: string }>(`SELECT subject || ' ' || type AS told FROM events_out ORDER BY seq`)
    .map((row) => row.told.replace('pickspan.order.', ''));
/** Units of each order and item, by the spans. */
export const units = (of: Bench) =>
  of
    .rows<{ told: string }>(
      `SELECT (attributes ->> '$."order.id"') || ' ' || (attributes ->> '$."product.sku"') || ' ' ||
              sum(attributes ->> '$."pick.quantity"') AS told
         FROM spans WHERE name = 'warehouse.pick_item' GROUP BY attributes ->> '$."order.id"', attributes ->> '$."product.sku"' ORDER BY 1`,
    )
    .map((row) => row.told);
export const putBacks = (of: Bench) => of.rows('SELECT order_id, line_no, quantity FROM put_back_lines ORDER BY 1, 2');
