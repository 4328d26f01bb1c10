import * as v from 'valibot';
import { readTime } from '../exchange/time.ts';
import { toGtin14 } from '../gs1/gtin.ts';

/*
 * The data of `order.created` (INTERFACES 3). What is not named here is let pass and not kept: a shop may say more than
 * a station needs. Weights in grams, dimensions in millimetres, quantities in units.
 */

const code = (max: number) =>
  v.pipe(
    v.string('must be text'),
    v.minLength(1, 'must not be empty'),
    v.maxLength(max, `must have at most ${max} characters`),
    v.check((text) => text.isWellFormed() && !text.includes('\u0000'), 'must be well-formed Unicode without NUL'),
  );
const words = (max: number) =>
  v.pipe(
    v.string('must be text'),
    v.maxLength(max, `must have at most ${max} characters`),
    v.transform((text) => text.toWellFormed().replaceAll('\u0000', '')),
  );
const optional = <T extends v.GenericSchema>(schema: T) => v.nullish(schema);
const moment = v.pipe(
  v.string('must be text'),
  v.check((text) => readTime(text).ok, 'must be a time like 2026-11-20T09:12:00Z'),
  v.transform((text) => {
    const time = readTime(text);
    return time.ok ? time.ms : undefined;
  }),
);
const units = v.pipe(
  v.number('must be a number'),
  v.integer('must be a whole number'),
  v.minValue(1, 'must be 1 or more'),
  v.maxValue(1_000_000, 'must be at most 1000000'),
);

/** Grams or millimetres: more than the limit is a mistake of units, and would not fit what is summed from it. */
const measure = (max: number) =>
  v.pipe(
    v.number('must be a number'),
    v.minValue(0, 'must not be negative'),
    v.maxValue(max, `must be at most ${max}`),
  );

export const orderId = code(255);

/** A GTIN with a wrong check digit is on no item as a GTIN; it is kept as a code that must be scanned as it stands. */
const gtin = v.pipe(
  words(64),
  v.transform((text) => (text === '' ? undefined : text)),
);

const address = v.object({
  name: optional(words(200)),
  company: optional(words(200)),
  street1: optional(words(200)),
  street2: optional(words(200)),
  city: optional(words(200)),
  region: optional(words(200)),
  postal_code: optional(words(40)),
  country: optional(words(60)),
  phone: optional(words(60)),
  email: optional(words(320)),
});

const item = v.pipe(
  v.object({
    line_id: optional(code(100)),
    product_id: optional(words(100)),
    sku: optional(words(100)),
    gtin: optional(gtin),
    barcodes: optional(v.array(v.object({ gtin: code(64), units: optional(units) }))),
    name: optional(words(300)),
    quantity: units,
    bin_location: code(64),
    zone: optional(words(64)),
    unit_weight_g: optional(measure(10_000_000)),
    unit_dimensions_mm: optional(v.tuple([measure(100_000), measure(100_000), measure(100_000)])),
    lot_required: optional(v.boolean()),
    serial_required: optional(v.boolean()),
    expiry_required: optional(v.boolean()),
    image_url: optional(words(2000)),
  }),
  v.check((line) => Boolean(line.product_id) || Boolean(line.sku), 'needs a product_id or a sku'),
);

export const orderData = v.object({
  order_id: orderId,
  revision: optional(
    v.pipe(
      v.number('must be a number'),
      v.integer('must be a whole number'),
      v.minValue(0, 'must not be negative'),
      v.maxValue(Number.MAX_SAFE_INTEGER, 'is too large'),
    ),
  ),
  placed_at: optional(moment),
  ship_by: optional(moment),
  priority: optional(
    v.pipe(
      v.number('must be a number'),
      v.integer('must be a whole number'),
      v.minValue(-1_000_000),
      v.maxValue(1_000_000),
    ),
  ),
  service: optional(v.object({ carrier: optional(words(60)), level: optional(words(60)) })),
  ship_to: optional(address),
  requires: optional(v.array(v.picklist(['payment', 'inventory'], 'must be payment or inventory'))),
  items: optional(
    v.pipe(v.array(item), v.minLength(1, 'must not be empty'), v.maxLength(5000, 'must have at most 5000 lines')),
  ),
});

export type OrderData = v.InferOutput<typeof orderData>;
type Item = NonNullable<OrderData['items']>[number];

/** A code printed on the item, and how many units one scan of it counts. */
export interface ItemBarcode {
  readonly gtin: string;
  readonly units: number;
}

/** One line of an order as the station keeps it. GTINs are 14 digits. */
export interface OrderLine {
  readonly lineNo: number;
  readonly lineId: string;
  readonly productId: string | null;
  readonly sku: string | null;
  readonly gtin: string | null;
  readonly barcodes: readonly ItemBarcode[];
  readonly name: string;
  readonly quantity: number;
  readonly bin: string;
  readonly zone: string | null;
  readonly unitWeightG: number | null;
  readonly dimensionsMm: readonly [number, number, number] | null;
  readonly lotRequired: boolean;
  readonly serialRequired: boolean;
  readonly expiryRequired: boolean;
  readonly imageUrl: string | null;
}

export function toLine(given: Item, index: number): OrderLine {
  const valid = given.gtin ? toGtin14(given.gtin) : undefined;
  const barcodes = (given.barcodes ?? []).map((barcode) => ({
    gtin: toGtin14(barcode.gtin) ?? barcode.gtin,
    units: barcode.units ?? 1,
  }));
  return {
    lineNo: index + 1,
    lineId: given.line_id ?? String(index + 1),
    productId: given.product_id || null,
    sku: given.sku || null,
    gtin: valid ?? null,
    barcodes: given.gtin && valid === undefined ? [...barcodes, { gtin: given.gtin, units: 1 }] : barcodes,
    name: given.name || given.sku || given.product_id || '',
    quantity: given.quantity,
    bin: given.bin_location,
    zone: given.zone || null,
    unitWeightG: given.unit_weight_g ?? null,
    dimensionsMm: given.unit_dimensions_mm?.every((mm) => mm > 0) ? given.unit_dimensions_mm : null,
    lotRequired: given.lot_required ?? false,
    serialRequired: given.serial_required ?? false,
    expiryRequired: given.expiry_required ?? false,
    imageUrl: given.image_url || null,
  };
}
