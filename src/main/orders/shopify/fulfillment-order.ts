import * as v from 'valibot';
import { code, measure, moment, optional, words } from '../../exchange/fields.ts';

/*
 * Shopify's fulfillment order, and beside it the order that it is part of, as the REST Admin API documents both (2026-07);
 * only what a station has a use for.
 */

const id = v.pipe(
  v.union(
    [code(100), v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(Number.MAX_SAFE_INTEGER))],
    'must be an id: a whole number',
  ),
  v.transform(String),
);
const count = v.pipe(
  v.number('must be a number'),
  v.integer('must be a whole number'),
  v.minValue(0, 'must not be negative'),
  v.maxValue(1_000_000, 'must be at most 1000000'),
);

const address = v.object(
  {
    first_name: optional(words(100)),
    last_name: optional(words(100)),
    company: optional(words(200)),
    address1: optional(words(200)),
    address2: optional(words(200)),
    city: optional(words(200)),
    province: optional(words(200)),
    zip: optional(words(40)),
    country: optional(words(60)),
    country_code: optional(words(60)),
    phone: optional(words(60)),
    email: optional(words(320)),
  },
  'must be an address',
);

const fulfillmentOrder = v.object(
  {
    id,
    status: optional(words(40)),
    fulfill_by: optional(moment),
    created_at: optional(moment),
    destination: optional(address),
    line_items: v.pipe(
      v.array(
        v.object({
          id,
          line_item_id: optional(id),
          variant_id: optional(id),
          quantity: count,
          /** What of it is still to be fulfilled. */
          fulfillable_quantity: optional(count),
        }),
        'must be a list',
      ),
      v.maxLength(5000, 'must have at most 5000 lines'),
    ),
  },
  'must be a fulfillment order',
);

const order = v.object(
  {
    cancelled_at: optional(words(60)),
    processed_at: optional(moment),
    created_at: optional(moment),
    email: optional(words(320)),
    phone: optional(words(60)),
    shipping_address: optional(address),
    shipping_lines: optional(
      v.array(v.object({ title: optional(words(60)), carrier_identifier: optional(words(60)) }), 'must be a list'),
    ),
    line_items: optional(
      v.array(
        v.object({
          id,
          sku: optional(words(100)),
          name: optional(words(300)),
          grams: optional(measure(10_000_000)),
          requires_shipping: optional(v.boolean()),
        }),
        'must be a list',
      ),
    ),
  },
  'must be an order',
);

export const shopifyData = v.object({ fulfillment_order: fulfillmentOrder, order: optional(order) });

export type ShopifyData = v.InferOutput<typeof shopifyData>;
export type ShopifyAddress = v.InferOutput<typeof address>;
