import * as v from 'valibot';
import type { Envelope, Refusal } from '../exchange/envelope.ts';
import { readContextParts, type StoredContext } from '../trace/context/stored-context.ts';
import { batchData } from './batch-data.ts';
import { handedOn, type HandedOn } from './handed-on.ts';
import { productData, type Product } from '../products/product-data.ts';
import { orderData, orderId, type OrderData } from './order-data.ts';
import { shopifyData } from './shopify/fulfillment-order.ts';
import { shopifyToOrder } from './shopify/to-order.ts';

/** A stage that another system did, as its message tells it. */
export interface StageDoneElsewhere {
  readonly stage: 'pick' | 'pack';
  readonly context: StoredContext | undefined;
}

/** What an event asks of the station, checked in full. */
export type Incoming =
  | {
      readonly kind: 'order';
      readonly orderId: string;
      readonly data: OrderData;
      /** Whether it may wait for goods that nobody knows yet: its shop names them and says no more. */
      readonly mayWait: boolean;
    }
  | { readonly kind: 'product'; readonly product: Product }
  | { readonly kind: 'requirement'; readonly orderId: string; readonly requirement: 'payment' | 'inventory' }
  | { readonly kind: 'update'; readonly orderId: string; readonly revision: number; readonly data: OrderData }
  | { readonly kind: 'cancel'; readonly orderId: string; readonly reason: string | null }
  /** Orders to be picked in one walk. */
  | { readonly kind: 'batch'; readonly batchId: string; readonly orderIds: readonly string[] }
  | {
      readonly kind: 'done-elsewhere';
      readonly orderId: string;
      readonly reached: 'picked' | 'packed';
      readonly checkout: StoredContext | undefined;
      readonly stages: readonly StageDoneElsewhere[];
      /** From a station of the floor: all that is needed to go on. */
      readonly handedOn: HandedOn | undefined;
    };

export type IncomingReading =
  | { readonly ok: true; readonly incoming: Incoming }
  | { readonly ok: false; readonly refusal: Refusal };

/** The order that an event is about; undefined where it is about goods, or several orders. */
export const orderIdOf = (incoming: Incoming): string | undefined =>
  incoming.kind === 'product' || incoming.kind === 'batch' ? undefined : incoming.orderId;

/**
 * The span an event was published in. The first article's messages of a stage that was done elsewhere have no field for
 * it: they are published within that stage's span, whose context they bring.
 */
export const producerOf = (envelope: Envelope, incoming: Incoming): StoredContext | undefined =>
  envelope.context ?? (incoming.kind === 'done-elsewhere' ? incoming.stages.at(-1)?.context : undefined);

/** Reads the data of an event by its type; every fault names its JSON path. */
export function readIncoming(envelope: Envelope): IncomingReading {
  switch (envelope.type) {
    case 'order.created':
      return readOrder(envelope);
    case 'order.updated':
      return readUpdate(envelope);
    case 'order.cancelled':
      return withOrderId(envelope, (id) => ({
        kind: 'cancel',
        orderId: id,
        reason: reasonOf(envelope.data['reason']),
      }));
    case 'payment.confirmed':
      return withOrderId(envelope, (id) => ({ kind: 'requirement', orderId: id, requirement: 'payment' }));
    case 'inventory.reserved':
      return withOrderId(envelope, (id) => ({ kind: 'requirement', orderId: id, requirement: 'inventory' }));
    case 'batch.created':
      return readBatch(envelope);
    case 'product.upserted':
      return readProduct(envelope);
    case 'order.picked':
    case 'order.packed':
      return readDoneElsewhere(envelope);
    default:
      return refuse(
        'unknown_type',
        envelope.bare && envelope.dataPath === '$' ? '$' : '$.type',
        `No use here for events of type ${envelope.type}.`,
      );
  }
}

function readOrder(envelope: Envelope): IncomingReading {
  if ('fulfillment_order' in envelope.data) return readShopify(envelope);
  const id = readOrderId(envelope);
  if (!id.ok) return id;
  const parsed = v.safeParse(orderData, { ...envelope.data, order_id: id.value });
  if (!parsed.success) return invalid(envelope, parsed.issues[0]);
  if (!envelope.bare && !parsed.output.items) {
    return refuse('items_missing', `${envelope.dataPath}.items`, 'An order event needs its items.');
  }
  return { ok: true, incoming: { kind: 'order', orderId: id.value, data: parsed.output, mayWait: false } };
}

function readShopify(envelope: Envelope): IncomingReading {
  const parsed = v.safeParse(shopifyData, envelope.data);
  if (!parsed.success) return invalid(envelope, parsed.issues[0]);
  const reading = shopifyToOrder(parsed.output, envelope.dataPath);
  if (reading.kind === 'refuse') return { ok: false, refusal: reading.refusal };
  const orderOf = parsed.output.fulfillment_order.id;
  const id = readOrderId({ ...envelope, data: { order_id: orderOf } });
  if (!id.ok) return id;
  if (reading.kind === 'cancelled') return { ok: true, incoming: { kind: 'cancel', orderId: id.value, reason: null } };
  return { ok: true, incoming: { kind: 'order', orderId: id.value, data: reading.data, mayWait: true } };
}

function readProduct(envelope: Envelope): IncomingReading {
  const parsed = v.safeParse(productData, envelope.data);
  return parsed.success
    ? { ok: true, incoming: { kind: 'product', product: parsed.output } }
    : invalid(envelope, parsed.issues[0]);
}

function invalid(envelope: Envelope, issue: v.BaseIssue<unknown>): { ok: false; refusal: Refusal } {
  const path =
    envelope.dataPath +
    (issue.path ?? []).map(({ key }) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return refuse('invalid', path, `${path}: ${issue.message}.`);
}

/** An update is the whole order again, under a revision of its own. */
function readUpdate(envelope: Envelope): IncomingReading {
  const reading = readOrder(envelope);
  if (!reading.ok || reading.incoming.kind !== 'order') return reading;
  const { data, orderId } = reading.incoming;
  if (typeof data.revision !== 'number') {
    return refuse(
      'invalid',
      `${envelope.dataPath}.revision`,
      'An update needs its revision: a whole number, higher than the last.',
    );
  }
  return { ok: true, incoming: { kind: 'update', orderId, revision: data.revision, data } };
}

function readBatch(envelope: Envelope): IncomingReading {
  const parsed = v.safeParse(batchData, envelope.data);
  if (!parsed.success) return invalid(envelope, parsed.issues[0]);
  const { batch_id: batchId, order_ids: orderIds } = parsed.output;
  return { ok: true, incoming: { kind: 'batch', batchId, orderIds } };
}

/** Why an order was cancelled, as a word or two for statistics; anything longer may hold a name. */
function reasonOf(value: unknown): string | null {
  return typeof value === 'string' && /^[\w .-]{1,40}$/.test(value) ? value : null;
}

function withOrderId(envelope: Envelope, make: (id: string) => Incoming): IncomingReading {
  const id = readOrderId(envelope);
  return id.ok ? { ok: true, incoming: make(id.value) } : id;
}

/** The order id of the data, else the subject of the envelope; where both are given they must agree. */
function readOrderId(
  envelope: Envelope,
): { readonly ok: true; readonly value: string } | { readonly ok: false; readonly refusal: Refusal } {
  const given = envelope.data['order_id'] ?? envelope.subject;
  const path = `${envelope.dataPath}.order_id`;
  const parsed = v.safeParse(orderId, given);
  if (!parsed.success) {
    return refuse(
      'invalid',
      path,
      given === undefined ? 'The order id is missing.' : `The order id ${parsed.issues[0].message}.`,
    );
  }
  if (envelope.subject !== undefined && envelope.subject !== parsed.output) {
    return refuse('order_id_mismatch', path, `The subject names order ${envelope.subject}, the data ${parsed.output}.`);
  }
  return { ok: true, value: parsed.output };
}

function readDoneElsewhere(envelope: Envelope): IncomingReading {
  const id = readOrderId(envelope);
  if (!id.ok) return id;
  const isOfTheFloor = 'order' in envelope.data && 'stages' in envelope.data;
  if (!isOfTheFloor) return { ok: true, incoming: doneElsewhere(id.value, envelope, undefined) };
  const parsed = v.safeParse(handedOn, { ...envelope.data, order_id: id.value });
  if (!parsed.success) return invalid(envelope, parsed.issues[0]);
  return { ok: true, incoming: doneElsewhere(id.value, envelope, parsed.output) };
}

/** The first article's `orders.picked` and `orders.packed` messages, and our own events of these names. */
function doneElsewhere(id: string, envelope: Envelope, brought: HandedOn | undefined): Incoming {
  // In the article's packed message the contexts lie together with the order id: only what reads as a context is one.
  const all = envelope.data['all_trace_contexts'];
  const contexts: Readonly<Record<string, unknown>> =
    typeof all === 'object' && all !== null ? { ...envelope.data, ...all } : envelope.data;
  const context = (name: string): StoredContext | undefined => {
    const reading = readContextParts(contexts[name]);
    return reading.ok ? reading.context : undefined;
  };
  const packed = envelope.type === 'order.packed';
  return {
    kind: 'done-elsewhere',
    orderId: id,
    handedOn: brought,
    reached: packed ? 'packed' : 'picked',
    checkout: context('checkout_trace_context'),
    stages: [
      { stage: 'pick', context: context('pick_trace_context') },
      ...(packed ? [{ stage: 'pack' as const, context: context('pack_trace_context') }] : []),
    ],
  };
}

function refuse(reason: string, path: string, message: string): { ok: false; refusal: Refusal } {
  return { ok: false, refusal: { reason, path, message } };
}
