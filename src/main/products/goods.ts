import * as v from 'valibot';
import { code, measure, optional, units, words } from '../exchange/fields.ts';

/* What is said of goods, in an order's item or of a product by itself. Weights in grams, dimensions in millimetres. */

/** A GTIN with a wrong check digit is on no item as a GTIN; it is kept as a code that must be scanned as it stands. */
const gtin = v.pipe(
  words(64),
  v.transform((text) => (text === '' ? undefined : text)),
);

/** The shop's own number of a variant: Shopify writes a number. */
export const variantId = v.pipe(
  v.union(
    [code(100), v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER))],
    'must be text or a whole number',
  ),
  v.transform(String),
);

export const goodsFields = {
  sku: optional(words(100)),
  variant_id: optional(variantId),
  gtin: optional(gtin),
  barcodes: optional(v.array(v.object({ gtin: code(64), units: optional(units) }))),
  name: optional(words(300)),
  bin_location: optional(code(64)),
  /** Where else it lies when its bin is empty, the first to go to first. */
  alternative_bins: optional(v.pipe(v.array(code(64)), v.maxLength(100, 'must have at most 100 bins'))),
  zone: optional(words(64)),
  unit_weight_g: optional(measure(10_000_000)),
  unit_dimensions_mm: optional(v.tuple([measure(100_000), measure(100_000), measure(100_000)])),
  lot_required: optional(v.boolean()),
  serial_required: optional(v.boolean()),
  expiry_required: optional(v.boolean()),
  image_url: optional(words(2000)),
};

/** What goods are known by. */
export interface GoodsNames {
  readonly product_id?: string | null | undefined;
  readonly variant_id?: string | null | undefined;
  readonly sku?: string | null | undefined;
}

/** One word for each name, so that none is taken for another kind: `variant 808950810`. */
export function namesOf({ product_id: product, variant_id: variant, sku }: GoodsNames): string[] {
  return [
    ...(product ? [`product ${product}`] : []),
    ...(variant ? [`variant ${variant}`] : []),
    ...(sku ? [`sku ${sku}`] : []),
  ];
}
