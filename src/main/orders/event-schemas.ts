import * as v from 'valibot';
import { productData } from '../products/product-data.ts';
import { toJsonSchema, type JsonSchema } from '../exchange/json-schema.ts';
import { batchData } from './batch-data.ts';
import { answerData, claimData } from './claims.ts';
import { handedOn, handedOnParcel } from './handed-on.ts';
import { orderData, orderId } from './order-data.ts';

/* A JSON Schema for the data of every event, in and out (docs/schemas). */

const contextParts = v.object({
  trace_id: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/)),
  span_id: v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/)),
  trace_flags: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(255)),
  trace_state: v.optional(v.string()),
});
const contexts = {
  checkout_trace_context: v.optional(contextParts),
  pick_trace_context: v.optional(contextParts),
  pack_trace_context: v.optional(contextParts),
  ship_trace_context: v.optional(contextParts),
};
const picked = v.object({ ...handedOn.entries, ...contexts });
const packed = v.object({
  ...picked.entries,
  all_trace_contexts: v.object(contexts),
  parcels: v.array(handedOnParcel),
});
const aboutOrder = v.object({ order_id: orderId });
const reason = v.optional(v.nullable(v.string()));

const IN = {
  'order.created': v.object({ ...orderData.entries, items: v.nullish(orderData.entries.items) }),
  'order.updated': v.object({ ...orderData.entries, revision: v.pipe(v.number(), v.integer(), v.minValue(0)) }),
  'order.cancelled': v.object({ ...aboutOrder.entries, reason }),
  'payment.confirmed': aboutOrder,
  'inventory.reserved': aboutOrder,
  'batch.created': batchData,
  'product.upserted': productData,
};

const OUT = {
  'order.picked': picked,
  'order.packed': packed,
  'order.dispatched': packed,
  'order.short': v.object({ ...picked.entries, goes_on: v.boolean(), lines: v.array(v.object({})) }),
  'order.cancelled': v.object({ ...picked.entries, reason, stage: v.optional(v.nullable(v.string())) }),
  'order.claimed': claimData,
  'order.claim.answered': answerData,
};

/** By file name: `in/order.created.json`, `out/order.picked.json`. */
export function eventSchemas(): Record<string, JsonSchema> {
  const named = (way: 'in' | 'out', schemas: Readonly<Record<string, v.GenericSchema>>): [string, JsonSchema][] =>
    Object.entries(schemas).map(([type, schema]) => [
      `${way}/${type}.json`,
      {
        $schema: 'https://json-schema.org/draft/2020-12/schema',
        title: `data of pickspan.${type} (${way})`,
        ...toJsonSchema(schema),
      },
    ]);
  return Object.fromEntries([...named('in', IN), ...named('out', OUT)]);
}
