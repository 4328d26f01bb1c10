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
export type Stage = 'pick' | 'pack' | 'ship';
/** What a worker can have open: a stage of an order, its units on the way back, or the question what a short order does. */
export type Work = Stage | 'put_back' | 'short';
export type Requirement = 'items' | 'payment' | 'inventory';
