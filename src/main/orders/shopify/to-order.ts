import type { Refusal } from '../../exchange/envelope.ts';
import type { Item, OrderData } from '../order-data.ts';
import { countryCode } from './country-code.ts';
import type { ShopifyAddress, ShopifyData } from './fulfillment-order.ts';

export type ShopifyReading =
  | { readonly kind: 'order'; readonly data: OrderData }
  /** The shop wants it no more. */
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'refuse'; readonly refusal: Refusal };

/** Statuses of a fulfillment order that somebody is to work on. */
const TO_WORK_ON: ReadonlySet<string> = new Set(['open', 'in_progress']);

/**
 * A Shopify fulfillment order as an order of the station. Its number is that of the fulfillment order: a shop's order may
 * have several, which are picked apart from each other.
 * @param path where the data begins, for the refusal's JSON path.
 */
export function shopifyToOrder({ fulfillment_order: wanted, order }: ShopifyData, path: string): ShopifyReading {
  const status = wanted.status ?? 'open';
  if (status === 'cancelled' || order?.cancelled_at) return { kind: 'cancelled' };
  if (!TO_WORK_ON.has(status)) {
    const message = `The fulfillment order is ${status}: send it when it is open.`;
    return refuse('not_open', `${path}.fulfillment_order.status`, message);
  }
  const items = itemsOf({ fulfillment_order: wanted, order });
  if (items.length === 0)
    return refuse('invalid', `${path}.fulfillment_order.line_items`, 'No line has units that are to be shipped.');
  const unnamed = items.findIndex(({ item }) => !item.variant_id && !item.sku);
  if (unnamed !== -1) {
    const at = `${path}.fulfillment_order.line_items[${items[unnamed]?.index}].variant_id`;
    return refuse('invalid', at, `${at}: a line needs its variant, or an order beside it that says its sku.`);
  }
  const [shipping] = order?.shipping_lines ?? [];
  return {
    kind: 'order',
    data: {
      order_id: wanted.id,
      placed_at: order?.processed_at ?? order?.created_at ?? wanted.created_at,
      ship_by: wanted.fulfill_by,
      ...(shipping === undefined ? {} : { service: { carrier: shipping.carrier_identifier, level: shipping.title } }),
      ...shipTo({ fulfillment_order: wanted, order }),
      items: items.map(({ item }) => item),
    },
  };
}

/** Lines of which something is left to ship, and where they stand. */
function itemsOf({ fulfillment_order: wanted, order }: ShopifyData): { readonly index: number; readonly item: Item }[] {
  const ordered = new Map((order?.line_items ?? []).map((line) => [line.id, line]));
  return wanted.line_items.flatMap((line, index) => {
    const quantity = line.fulfillable_quantity ?? line.quantity;
    const { sku, name, grams, requires_shipping: isShipped = true } = ordered.get(line.line_item_id ?? '') ?? {};
    if (quantity === 0 || isShipped === false) return [];
    const item: Item = {
      line_id: line.id,
      variant_id: line.variant_id,
      sku,
      name,
      // Shopify writes 0 for a weight that nobody gave.
      unit_weight_g: grams || undefined,
      quantity,
    };
    return [{ index, item }];
  });
}

function shipTo({ fulfillment_order: wanted, order }: ShopifyData): Pick<OrderData, 'ship_to'> {
  const address = wanted.destination ?? order?.shipping_address;
  if (!address) return {};
  const { company, address1, address2, city, province, zip } = address;
  return {
    ship_to: {
      name: [address.first_name, address.last_name].filter(Boolean).join(' '),
      company,
      street1: address1,
      street2: address2,
      city,
      region: province,
      postal_code: zip,
      country: countryOf(address, order?.shipping_address),
      phone: address.phone ?? order?.phone,
      email: address.email ?? order?.email,
    },
  };
}

/** A destination has its country's name, the order's own address its code. */
function countryOf(address: ShopifyAddress, ordered: ShopifyAddress | null | undefined): string | undefined {
  const isSame = ordered?.country === address.country;
  const code = address.country_code ?? (isSame ? ordered?.country_code : undefined);
  return code ?? (address.country ? countryCode(address.country) : undefined);
}

function refuse(reason: string, path: string, message: string): ShopifyReading {
  return { kind: 'refuse', refusal: { reason, path, message } };
}
