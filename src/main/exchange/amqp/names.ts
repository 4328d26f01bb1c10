/* What the floor's broker knows (INTERFACES 4). */

export const EXCHANGE = 'fulfillment';
/** New orders that cannot wait: emptied first. */
export const RUSH_QUEUE = 'orders.new.rush';
export const CHANGES_KEY = 'orders.changes';
export const CLAIMS_STREAM = 'fulfillment.claims';

/** Orders that wait for a stage; the first is emptied first. */
export const WORK_QUEUES = {
  pick: [RUSH_QUEUE, 'orders.new'],
  pack: ['orders.picked'],
  ship: ['orders.packed'],
} as const;

export const changesQueue = (stationId: string): string => `station.${stationId}.changes`;
export const deadQueue = (queue: string): string => `${queue}.dead`;

/** Keys that a queue is bound to: a message under one of them that reaches no queue is not delivered. */
export const BOUND_KEYS: ReadonlySet<string> = new Set([
  ...Object.values(WORK_QUEUES).flat(),
  CHANGES_KEY,
  CLAIMS_STREAM,
]);
