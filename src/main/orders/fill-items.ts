import type { Refusal } from '../exchange/envelope.ts';
import { namesOf, type GoodsNames } from '../products/goods.ts';
import type { Product } from '../products/product-data.ts';
import type { Item, OrderLine, WholeItem } from './order-data.ts';

export type FilledItems =
  | { readonly isWhole: true; readonly items: WholeItem[] }
  /** `items`: as they came. `names`: by which the goods that nobody knows yet may become known. */
  | {
      readonly isWhole: false;
      readonly items: readonly Item[];
      readonly refusal: Refusal;
      readonly names: readonly string[];
    };

/** What an item may be filled from: its product, or the line that it was before. */
export type Goods = Partial<Product>;

/**
 * What the items of an order leave out, from their products. What an item says itself stays, whatever its product says.
 * @param path where the data begins, for the refusal's JSON path.
 */
export function fillItems(
  items: readonly Item[],
  goodsOf: (item: Item) => Goods | undefined,
  path: string,
): FilledItems {
  const filled: WholeItem[] = [];
  const names = new Set<string>();
  let refusal: Refusal | undefined;
  for (const [index, item] of items.entries()) {
    const goods = goodsOf(item);
    const whole = fillItem(item, goods);
    if (isWhole(whole)) filled.push(whole);
    else {
      refusal ??= whatIsMissing(whole, goods === undefined, `${path}.items[${index}]`);
      for (const name of namesOf(item)) names.add(name);
    }
  }
  return refusal === undefined
    ? { isWhole: true, items: filled }
    : { isWhole: false, items, refusal, names: [...names] };
}

const isWhole = (item: Item): item is WholeItem => Boolean(item.bin_location) && hasName(item);
const hasName = ({ product_id: product, sku }: GoodsNames): boolean => Boolean(product) || Boolean(sku);

function fillItem(item: Item, goods: Goods | undefined): Item {
  const said = Object.entries(item).filter(([, value]) => value !== null && value !== undefined && value !== '');
  return { ...goods, line_id: item.line_id, quantity: item.quantity, ...Object.fromEntries(said) };
}

function whatIsMissing(item: Item, isUnknown: boolean, at: string): Refusal {
  const field = hasName(item) ? 'bin_location' : 'variant_id';
  const why = isUnknown ? 'and no product says it' : 'and its product does not say it';
  const message =
    field === 'bin_location'
      ? `${at}.bin_location is missing, ${why}.`
      : `${at}.variant_id: no product of this variant is known.`;
  return { reason: 'invalid', path: `${at}.${field}`, message };
}

/** A line as it was taken: what an update leaves out stays as it was, whatever became of the product since. */
export function goodsOfLine(line: OrderLine): Goods {
  return {
    ...(line.productId === null ? {} : { product_id: line.productId }),
    sku: line.sku,
    gtin: line.gtin,
    bin_location: line.bin,
    alternative_bins: [...line.alternativeBins],
    name: line.name,
  };
}
