import * as v from 'valibot';
import { TRACKING_FORMATS } from '../../numbers/formats.ts';
import { text } from './fields.ts';

export type TrackingSettings = v.InferOutput<typeof tracking>;

const serial = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER));

/** From where to where numbers are given out, and from how few left on that is told of (else a tenth of the range). */
const range = { from: v.optional(serial), to: v.optional(serial), warn_below: v.optional(serial) };

const tracking = v.strictObject({
  format: v.optional(v.picklist(TRACKING_FORMATS)),
  /**
   * house, plain: what stands before the digits. s10: the two service letters. ups-1z: the six of the shipper. fedex-12,
   * dhl-express, dhl-ident: the first digits, as the carrier gave them out. usps-impb: all digits before the serial
   * (application identifier, service type, mailer ID).
   */
  prefix: v.optional(text),
  /** s10: the two country letters. */
  country: v.optional(v.pipe(v.string(), v.regex(/^[A-Z]{2}$/))),
  /** ups-1z: the two characters of the service. */
  service: v.optional(v.pipe(v.string(), v.regex(/^[0-9A-Z]{2}$/))),
  /** plain: how many digits. */
  width: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(15))),
  ...range,
});

/** The numbers that the station gives out: of parcels, and of carriers by their name. */
export const numbers = v.strictObject({
  sscc: v.optional(
    v.strictObject({
      prefix: v.optional(v.pipe(v.string(), v.regex(/^\d{3,12}$/, 'a GS1 company prefix: 3 to 12 digits'))),
      extension: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(9))),
      ...range,
    }),
  ),
  tracking: v.optional(v.record(text, tracking)),
});
