import * as v from 'valibot';
import { PIN_HASH_FORM } from '../../people/pin.ts';
import { OPERATOR_ROLES } from '../../people/roles.ts';
import { isUnique, scannedName, text, whole } from './fields.ts';

export type OperatorFile = v.InferOutput<typeof operator>;

/** What a badge says. */
export const operatorId = scannedName;

const operator = v.strictObject({
  id: operatorId,
  name: v.optional(text),
  role: v.optional(v.picklist(OPERATOR_ROLES)),
  pin_hash: v.optional(
    v.nullable(v.pipe(v.string(), v.regex(PIN_HASH_FORM, "a hash as 'pickspan operators hash' makes it"))),
  ),
  active: v.optional(v.boolean()),
  pin: v.optional(
    v.custom<undefined>(() => false, "a PIN is not kept in a file: 'pickspan operators hash' makes pin_hash of it"),
  ),
});

/** With this list the file is the truth; without it the operators are those of the database. */
export const operators = v.pipe(
  v.array(operator),
  v.check((list) => isUnique(list, ({ id }) => id), 'two operators have one badge'),
);

/** Above these a lead has to approve, once operators are set up. */
export const approvals = v.strictObject({
  short_units: v.optional(whole),
  short_pct: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(100))),
  weight_g: v.optional(whole),
  weight_pct: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1000))),
  reprints: v.optional(v.boolean()),
});
