import * as fc from 'fast-check';
import { gtin14 } from './samples.ts';

/** What the random orders are made of: plain items, one in cases, one with lots, one with serial numbers. */
export const PRODUCTS = [
  { sku: 'PLAIN', gtin: gtin14('0400000000001'), case: undefined, units: 1, lot: false, serial: false },
  { sku: 'CASED', gtin: gtin14('0400000000002'), case: gtin14('1400000000002'), units: 3, lot: false, serial: false },
  { sku: 'LOTTED', gtin: gtin14('0400000000003'), case: gtin14('2400000000003'), units: 2, lot: true, serial: false },
  { sku: 'NUMBERED', gtin: gtin14('0400000000004'), case: undefined, units: 1, lot: false, serial: true },
] as const;
export const BINS = ['A-01', 'A-02', 'B-01', 'B-10'] as const;

const line = fc.record({
  product: fc.nat({ max: PRODUCTS.length - 1 }),
  quantity: fc.integer({ min: 1, max: 7 }),
  bin: fc.constantFrom(...BINS),
  others: fc.subarray([...BINS], { maxLength: 2 }),
});
export type RandomLine = typeof line extends fc.Arbitrary<infer T> ? T : never;

export const randomOrders = fc.array(fc.array(line, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 3 });

export const toItem = ({ product, quantity, bin, others }: RandomLine) => {
  const { sku, gtin, case: box, units, lot, serial } = PRODUCTS[product] ?? PRODUCTS[0];
  return {
    sku,
    gtin,
    ...(box === undefined ? {} : { barcodes: [{ gtin: box, units }] }),
    quantity,
    bin_location: bin,
    alternative_bins: others,
    unit_weight_g: 100,
    lot_required: lot,
    serial_required: serial,
  };
};

/** What may happen at the bench; `next` is what the screen asks for, whatever that is. */
export type Action =
  | { readonly kind: 'next'; readonly bulk: boolean }
  | { readonly kind: 'scan'; readonly text: string; readonly id: boolean }
  /** The number of a parcel: the SSCC or the tracking number of one that exists by now. */
  | { readonly kind: 'parcel'; readonly index: number; readonly sscc: boolean }
  | { readonly kind: 'own-tote'; readonly number: number }
  | { readonly kind: 'repeat' }
  | { readonly kind: 'restart' };

const COMMANDS =
  `PS:PICK PS:PICK:2 PS:PICK:3 PS:PACK PS:SHIP PS:DONE PS:UNDO PS:UNDO PS:CANCEL PS:SKIP PS:NEXT PS:SIGNOUT
  PS:SHORT:missing PS:SHORT:damaged PS:BOX:M PS:BOX:XXL PS:WEIGHT:500 PS:WEIGHT:90000 PS:REASON:checked
  PS:LOT:L1 PS:LOT:L2 PS:SERIAL:S1 PS:SERIAL:S2 PS:EXPIRY:2027-01-31
  PS:HANDOVER PS:HANDOVER:house PS:HANDOVER:pigeon PS:OP:w1 PS:OP:w2 PS:LANG:pl PS:NONSENSE`.split(/\s+/);
const command = fc.constantFrom(...COMMANDS);
const quantity = fc.integer({ min: 1, max: 8 }).map((units) => `PS:QTY:${units}`);
const known = fc.constantFrom(
  ...PRODUCTS.flatMap(({ sku, gtin, case: box }) => [sku, gtin, gtin.slice(1), ...(box === undefined ? [] : [box])]),
  ...PRODUCTS.map(({ gtin }) => `]C101${gtin}10L1`),
  ...PRODUCTS.map(({ gtin }) => `]C101${gtin}21S1`),
  ...PRODUCTS.map(({ gtin }) => `]C101${gtin}3002`),
  ...BINS,
  'CART-0',
  'CART-1',
  'CART-2',
  'ORD-1',
  'ORD-2',
  'ORD-3',
);
const noise = fc.constantFrom(
  '',
  'nothing known',
  'C-99',
  '4006381333932',
  ']C101',
  'x'.repeat(5000),
  '\uD800',
  'ord-1',
);

const scan = fc.record({
  kind: fc.constant('scan' as const),
  text: fc.oneof({ weight: 5, arbitrary: known }, { weight: 5, arbitrary: command }, quantity, noise),
  id: fc.boolean(),
});

export const randomActions = fc.array(
  fc.oneof(
    { weight: 20, arbitrary: fc.record({ kind: fc.constant('next' as const), bulk: fc.boolean() }) },
    { weight: 10, arbitrary: scan },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('parcel' as const), index: fc.nat(5), sscc: fc.boolean() }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('own-tote' as const), number: fc.nat(1) }) },
    { weight: 1, arbitrary: fc.constant({ kind: 'repeat' as const }) },
    { weight: 1, arbitrary: fc.constant({ kind: 'restart' as const }) },
  ) satisfies fc.Arbitrary<Action>,
  { minLength: 20, maxLength: 120, size: 'max' },
);
