import * as v from 'valibot';
import { orderId } from './order-data.ts';

/** More than any cart takes; what is beyond a cart's slots is left out when the walk begins. */
const MOST_ORDERS = 1000;

/** The data of `batch.created`: orders that somebody would have picked in one walk, in the order of their slots. */
export const batchData = v.object({
  /** Scanned to open it: printable, no blank at its ends, no command of ours. */
  batch_id: v.pipe(
    v.string('must be text'),
    v.regex(/^(?!PS:)[^\p{Cc}\s](?:[^\p{Cc}]{0,62}[^\p{Cc}\s])?$/iu, 'must be 1 to 64 printable characters, not PS:'),
    v.check((text) => text.isWellFormed(), 'must be well-formed Unicode'),
  ),
  order_ids: v.pipe(
    v.array(orderId),
    v.minLength(1, 'must not be empty'),
    v.maxLength(MOST_ORDERS, `must have at most ${MOST_ORDERS} orders`),
    v.check((ids) => new Set(ids).size === ids.length, 'must not name an order twice'),
  ),
});
