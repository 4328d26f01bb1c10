import * as v from 'valibot';
import { country, shortName, text } from './fields.ts';

export const ROLES = ['pick', 'pack', 'ship'] as const;
export const LANGUAGES = ['en', 'de', 'es', 'pl'] as const;

export type Role = (typeof ROLES)[number];
export type Language = (typeof LANGUAGES)[number];
export type Address = v.InferOutput<typeof address>;

const address = v.strictObject({
  name: v.optional(text),
  company: v.optional(text),
  street1: v.optional(text),
  street2: v.optional(text),
  city: v.optional(text),
  region: v.optional(text),
  postal_code: v.optional(text),
  country: v.optional(country),
});

/** Who the station is, and how it is worked at. */
export const station = v.strictObject({
  id: v.optional(shortName),
  name: v.optional(text),
  site: v.optional(text),
  /** Of the sender, on labels and slips. */
  address: v.optional(address),
  roles: v.optional(v.pipe(v.array(v.picklist(ROLES)), v.minLength(1))),
  language: v.optional(v.picklist(LANGUAGES)),
  /** Whether the operator is still signed in after a restart. */
  keep_signin: v.optional(v.boolean()),
  /** Minutes without an input after which the station signs out; 0: never. */
  idle_minutes: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1440))),
});
