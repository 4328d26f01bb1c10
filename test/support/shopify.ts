import { context } from './station/samples.ts';

/* A fulfillment order and its order in the shape that Shopify's REST Admin API documents (2026-07), with goods of ours. */

export const VARIANT = { mug: 808_950_811, tea: 808_950_812 } as const;

export const fulfillmentOrder = (change: object = {}): Record<string, unknown> => ({
  id: 1_046_000_901,
  shop_id: 548_380_010,
  order_id: 450_789_501,
  assigned_location_id: 24_826_501,
  request_status: 'submitted',
  status: 'open',
  supported_actions: ['create_fulfillment', 'move'],
  destination: {
    id: 1_046_000_902,
    address1: 'Lindenallee 7',
    address2: '',
    city: 'Leipzig',
    company: null,
    country: 'Germany',
    email: 'ada@shop.example',
    first_name: 'Ada',
    last_name: 'Brandt',
    phone: '+49 341 000000',
    province: 'Saxony',
    zip: '04103',
  },
  line_items: [
    {
      id: 1_058_737_601,
      shop_id: 548_380_010,
      fulfillment_order_id: 1_046_000_901,
      quantity: 3,
      line_item_id: 518_995_101,
      inventory_item_id: 49_148_501,
      fulfillable_quantity: 2,
      variant_id: VARIANT.mug,
    },
    {
      id: 1_058_737_602,
      shop_id: 548_380_010,
      fulfillment_order_id: 1_046_000_901,
      quantity: 1,
      line_item_id: 518_995_102,
      inventory_item_id: 49_148_502,
      fulfillable_quantity: 1,
      variant_id: VARIANT.tea,
    },
  ],
  international_duties: null,
  fulfill_at: null,
  fulfill_by: '2026-11-23T18:00:00+01:00',
  fulfillment_holds: [],
  created_at: '2026-11-20T10:15:00+01:00',
  updated_at: '2026-11-20T10:15:00+01:00',
  delivery_method: null,
  assigned_location: {
    address1: null,
    address2: null,
    city: null,
    country_code: 'DE',
    location_id: 24_826_501,
    name: 'Warehouse Leipzig',
    phone: null,
    province: null,
    zip: null,
  },
  merchant_requests: [],
  ...change,
});

export const shopifyOrder = (change: object = {}): Record<string, unknown> => ({
  id: 450_789_501,
  name: '#1001',
  email: 'ada@shop.example',
  financial_status: 'paid',
  cancelled_at: null,
  created_at: '2026-11-20T10:14:30+01:00',
  processed_at: '2026-11-20T10:14:00+01:00',
  note_attributes: [
    { name: 'gift', value: 'no' },
    { name: 'traceparent', value: context(7).traceparent },
    { name: 'tracestate', value: 'shop=1' },
  ],
  shipping_lines: [
    { id: 369_256_501, carrier_identifier: null, code: 'EXP', price: '9.00', source: 'shopify', title: 'Express' },
  ],
  line_items: [
    {
      id: 518_995_101,
      variant_id: VARIANT.mug,
      sku: 'MUG-BLUE',
      name: 'Mug - blue',
      grams: 350,
      requires_shipping: true,
    },
    {
      id: 518_995_102,
      variant_id: VARIANT.tea,
      sku: 'TEA-GREEN',
      name: 'Tea - green',
      grams: 0,
      requires_shipping: true,
    },
  ],
  ...change,
});
