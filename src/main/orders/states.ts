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

/** In which states of its order a stage is behind it; short, it waits for a lead and not for a picker. */
const OVER: Readonly<Record<Stage, readonly OrderState[]>> = {
  pick: ['picked', 'short', 'handed_over'],
  pack: ['packed', 'handed_over'],
  ship: ['dispatched'],
};

/** Whether a stage that just ended here has ended for the whole order. */
export const isStageOver = (stage: Stage, state: OrderState | undefined): boolean =>
  state !== undefined && OVER[stage].includes(state);
