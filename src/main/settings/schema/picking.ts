import * as v from 'valibot';
import { MOST_SLOTS } from '../../../shared/slots.ts';

export const shortPolicy = v.picklist(['ship', 'hold']);

export const pick = v.strictObject({
  /** bin: in the order of their names. serpentine: aisles of even number backwards. */
  path: v.optional(v.picklist(['bin', 'serpentine'])),
  /** What ends the aisle in the name of a bin. */
  aisle_end: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(8))),
  /** How many orders a cart takes at most. */
  max_orders: v.optional(v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(MOST_SLOTS))),
  /** tote: each put into a slot is confirmed by a scan of its tote. */
  slot_check: v.optional(v.picklist(['none', 'tote'])),
});
