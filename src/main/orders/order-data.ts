import * as v from 'valibot';
import { code, moment, optional, revision, units, words } from '../exchange/fields.ts';
import { toGtin14 } from '../gs1/gtin.ts';
import { goodsFields } from '../products/goods.ts';

/*
 * The data of `order.created` (INTERFACES 3). What is not named here is let pass and not kept: a shop may say more than
 * a station needs. Weights in grams, dimensions in millimetres, quantities in units.
 */

export const orderId = code(255);

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

const itemFields = {
  line_id: optional(code(100)),
  product_id: optional(words(100)),
  quantity: units,
  ...goodsFields,
};
type Named = { readonly product_id?: unknown; readonly sku?: unknown; readonly variant_id?: unknown };
const hasName = (line: Named): boolean => Boolean(line.product_id) || Boolean(line.sku) || Boolean(line.variant_id);
const NO_NAME = 'needs a product_id or a sku';

/** What it leaves out the product says. */
const item = v.pipe(
  v.object(itemFields),
  v.check((line) => hasName(line), NO_NAME),
);
/** An item that says itself where it lies. */
const wholeItem = v.pipe(
  v.object({ ...itemFields, bin_location: code(64) }),
  v.check((line) => hasName(line), NO_NAME),
);

const list = <T extends v.GenericSchema>(of: T) =>
  v.pipe(v.array(of), v.minLength(1, 'must not be empty'), v.maxLength(5000, 'must have at most 5000 lines'));

/** A line is known again by its id, in updates and in events out: two of one id would be mistaken for each other. */
const ownIds = v.rawCheck<v.InferOutput<typeof item>[]>(({ dataset, addIssue }) => {
  if (!dataset.typed) return;
  const seen = new Set<string>();
  for (const [key, value] of dataset.value.entries()) {
    const { line_id: id } = value;
    if (id && seen.has(id)) {
      const inList = { type: 'array', origin: 'value', input: dataset.value, key, value } as const;
      const inLine = { type: 'object', origin: 'value', input: value, key: 'line_id', value: id } as const;
      addIssue({ message: 'is the id of another line too', path: [inList, inLine] });
    }
    if (id) seen.add(id);
  }
});

export const orderData = v.object({
  order_id: orderId,
  revision: optional(revision),
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
  items: optional(v.pipe(list(item), ownIds)),
});
/** As one station hands it on to another: with all that is known of its goods. */
export const wholeOrderData = v.object({ ...orderData.entries, items: optional(list(wholeItem)) });

/** An order as it came: what its items leave out is to be filled in from the products. */
export type OrderData = v.InferOutput<typeof orderData>;
export type WholeOrderData = v.InferOutput<typeof wholeOrderData>;
export type Item = v.InferOutput<typeof item>;
export type WholeItem = v.InferOutput<typeof wholeItem>;

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
  /** Where else it lies when its bin is empty, the first to go to first. */
  readonly alternativeBins: readonly string[];
  readonly zone: string | null;
  readonly unitWeightG: number | null;
  readonly dimensionsMm: readonly [number, number, number] | null;
  readonly lotRequired: boolean;
  readonly serialRequired: boolean;
  readonly expiryRequired: boolean;
  readonly imageUrl: string | null;
}

export function toLine(given: WholeItem, index: number): OrderLine {
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
    alternativeBins: [...new Set(given.alternative_bins)].filter((bin) => bin !== given.bin_location),
    zone: given.zone || null,
    unitWeightG: given.unit_weight_g ?? null,
    dimensionsMm: given.unit_dimensions_mm?.every((mm) => mm > 0) ? given.unit_dimensions_mm : null,
    lotRequired: given.lot_required ?? false,
    serialRequired: given.serial_required ?? false,
    expiryRequired: given.expiry_required ?? false,
    imageUrl: given.image_url || null,
  };
}
