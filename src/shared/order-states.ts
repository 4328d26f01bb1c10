/** Where an order stands. Held to dispatched is the way; the rest is aside of it. */
export const ORDER_STATES = [
  'held',
  'ready',
  'picking',
  'picked',
  'packing',
  'packed',
  'shipping',
  'dispatched',
  'short',
  'cancelled',
  'put_back',
  'handed_over',
  'conflict',
] as const;

export type OrderState = (typeof ORDER_STATES)[number];
