// node examples/shopify.ts [FULFILLMENT_ORDER_ID]: a Shopify app between shop and warehouse. Its checkout extension writes
// the context among the cart's attributes; Shopify keeps it as the order's note_attributes and hands it back.
import { HTTP, CloudEvent } from 'cloudevents';
import { post } from './send.ts';
import { carry, startTracing } from './tracing.ts';

const [id = '1046000901'] = process.argv.slice(2);
const { STATION_URL: station = 'http://127.0.0.1:8080', STATION_TOKEN: token = '' } = process.env;
const { tracer, stop } = startTracing('shopify-checkout');

// In the shop, at checkout.
const span = tracer.startSpan('checkout.complete', { attributes: { 'order.id': id } });
span.end();
const noteAttributes = Object.entries(carry(span.spanContext())).map(([name, value]) => ({
  name,
  value: String(value),
}));

// Once per product, and whenever it changes (products/update): what Shopify's orders do not say.
const product = new CloudEvent({
  type: 'pickspan.product.upserted',
  source: 'urn:shop:products',
  data: {
    product_id: 'mug-blue',
    variant_id: 808950811,
    sku: 'MUG-BLUE',
    name: 'Mug, blue',
    gtin: '9521234501017',
    bin_location: 'A-01-03',
    unit_weight_g: 350,
  },
});
await post(`${station}/events`, token, HTTP.structured(product));

// When the shop routes an order to the warehouse: both as the REST Admin API returns them.
const fulfillmentOrder = {
  id: Number(id),
  order_id: 450789501,
  status: 'open',
  destination: {
    first_name: 'Ada',
    last_name: 'Brandt',
    address1: 'Lindenallee 7',
    zip: '04103',
    city: 'Leipzig',
    country: 'Germany',
  },
  line_items: [
    { id: 1058737601, line_item_id: 518995101, variant_id: 808950811, quantity: 2, fulfillable_quantity: 2 },
  ],
};
const order = { id: 450789501, name: '#1001', note_attributes: noteAttributes };
await post(`${station}/events`, token, {
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ fulfillment_order: fulfillmentOrder, order }),
});
await stop();
