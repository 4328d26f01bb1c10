import * as v from 'valibot';
import { country, text, timeOfDay, webAddress, whole } from './fields.ts';

export type CarrierRule = v.InferOutput<typeof rule>;
export type CarrierAdapter = v.InferOutput<typeof carrierAdapter>;

const transitDays = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(365));

const carrierAdapter = v.strictObject({
  kind: v.literal('karrio'),
  /** Where the instance is. */
  url: webAddress,
  token: text,
  /** What Karrio calls the service where no rule names one: `dhl_parcel_de_paket`. */
  service: text,
  /** The connection (`carrier_id`) to ask; without it all are asked. */
  account: v.optional(text),
});

export const carriers = v.record(
  text,
  v.strictObject({
    name: v.optional(text),
    transit_days: v.optional(transitDays),
    /** What is handed over later goes on its way on the next working day. */
    cut_off: v.optional(timeOfDay),
    /** Who makes the carrier's own labels; without it the station's labels are the ones that count. */
    adapter: v.optional(carrierAdapter),
  }),
);

const rule = v.strictObject({
  /** All that is given must hold. */
  when: v.optional(
    v.strictObject({
      country: v.optional(v.array(country)),
      level: v.optional(v.array(text)),
      carrier: v.optional(v.array(text)),
      min_weight_g: v.optional(whole),
      max_weight_g: v.optional(whole),
      /** The label is made before, or from then on. */
      before: v.optional(timeOfDay),
      from: v.optional(timeOfDay),
    }),
  ),
  carrier: text,
  /** What the carrier calls it; printed where the level of the order would be. */
  service: v.optional(text),
  transit_days: v.optional(transitDays),
});

/** The first that holds names the carrier of a parcel. */
export const rules = v.array(rule);
