import type { OrderState } from '../../../src/shared/order-states.ts';

/** '' stands for an order that nobody has heard of yet. */
export type From = OrderState | '';

const CANCELLED: readonly OrderState[] = ['cancelled'];

/**
 * Along which edges one input may move an order (docs/conservation.md has the same as a table). A cancellation that came
 * before its order, or a pick that ends while its order is taken, are one input all the same.
 */
const EDGES: Readonly<Record<From, readonly OrderState[]>> = {
  '': ['held', 'ready', 'cancelled'],
  held: ['ready', 'picked', 'packed', ...CANCELLED],
  // An update may ask for something that the order did not wait for before.
  ready: ['held', 'picking', 'picked', 'packed', ...CANCELLED],
  picking: ['picked', 'short', ...CANCELLED],
  short: ['picked', ...CANCELLED],
  picked: ['packing', 'packed', ...CANCELLED],
  packing: ['packed', ...CANCELLED],
  packed: ['shipping', ...CANCELLED],
  shipping: ['dispatched', ...CANCELLED],
  cancelled: ['put_back'],
  put_back: [],
  dispatched: [],
  handed_over: [],
  conflict: [],
};

export const mayMove = (from: From, to: OrderState): boolean => from === to || EDGES[from].includes(to);

/** Whether a stage has not begun, is under way, or is over. */
export type StageState = 'none' | 'open' | 'ended';

/** What the stages of an order must be in each of its states; a cancelled one only has none open. */
export const STAGES_IN_STATE: Readonly<
  Partial<Record<OrderState, Readonly<Record<'pick' | 'pack' | 'ship', StageState>>>>
> = {
  held: { pick: 'none', pack: 'none', ship: 'none' },
  ready: { pick: 'none', pack: 'none', ship: 'none' },
  picking: { pick: 'open', pack: 'none', ship: 'none' },
  short: { pick: 'ended', pack: 'none', ship: 'none' },
  picked: { pick: 'ended', pack: 'none', ship: 'none' },
  packing: { pick: 'ended', pack: 'open', ship: 'none' },
  packed: { pick: 'ended', pack: 'ended', ship: 'none' },
  shipping: { pick: 'ended', pack: 'ended', ship: 'open' },
  dispatched: { pick: 'ended', pack: 'ended', ship: 'ended' },
};
