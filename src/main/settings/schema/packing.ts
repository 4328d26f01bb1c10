import * as v from 'valibot';
import { isUnique, text, whole } from './fields.ts';

const millimetres = v.pipe(v.number(), v.minValue(1), v.maxValue(10_000));

const box = v.strictObject({
  code: v.pipe(v.string(), v.regex(/^[A-Za-z0-9._-]{1,32}$/)),
  name: v.optional(text),
  inner_mm: v.optional(v.tuple([millimetres, millimetres, millimetres])),
  max_weight_g: v.optional(whole),
  tare_g: v.optional(whole),
});

export const boxes = v.pipe(
  v.array(box),
  v.minLength(1),
  v.check((list) => isUnique(list, ({ code }) => code), 'two boxes have one code'),
);

/** How far a parcel may be from the weight that is reckoned for it. */
export const weight = v.strictObject({
  tolerance_g: v.optional(v.pipe(v.number(), v.minValue(0))),
  tolerance_pct: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(100))),
  required: v.optional(v.boolean()),
});
