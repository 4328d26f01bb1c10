import type { OrderState } from '../../shared/order-states.ts';

export type Stage = 'pick' | 'pack' | 'ship';
/** What a worker can have open: a stage of an order, its units on the way back, or the question what a short order does. */
export type Work = Stage | 'put_back' | 'short';
export type Requirement = 'items' | 'payment' | 'inventory';

const OVER: ReadonlySet<OrderState> = new Set(['dispatched', 'cancelled', 'put_back', 'handed_over', 'conflict']);

/** Whether no stage of the order is worked on here any more. */
export const isOver = (state: OrderState): boolean => OVER.has(state);

/** In which states of its order a stage is behind it; short, it waits for a lead and not for a picker. */
const STAGE_OVER: Readonly<Record<Stage, readonly OrderState[]>> = {
  pick: ['picked', 'short', 'handed_over'],
  pack: ['packed', 'handed_over'],
  ship: ['dispatched'],
};

/** Whether a stage that just ended here has ended for the whole order. */
export const isStageOver = (stage: Stage, state: OrderState | undefined): boolean =>
  state !== undefined && STAGE_OVER[stage].includes(state);
