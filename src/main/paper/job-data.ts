import * as v from 'valibot';

/*
 * What a print job carries: all that its document shows, so that drawing it needs nothing else. Jobs outlive versions and
 * people's data is taken out of them in time: what may be missing has a value to go on with.
 */

const text = v.nullish(v.string(), null);
const whole = v.pipe(v.number(), v.integer());

const address = v.nullish(
  v.object({
    name: text,
    company: text,
    street1: text,
    street2: text,
    city: text,
    region: text,
    postal_code: text,
    country: text,
  }),
);

const station = v.object({ id: v.string(), name: v.string(), site: text, address });

const order = v.object({
  order_id: v.string(),
  ship_by: text,
  ship_to: address,
  service: v.optional(v.object({ level: text }), { level: null }),
});

const tracedUnits = v.object({ quantity: whole, lot: text, serial: text, expiry: text });

export const parcelJob = v.object({
  test: v.boolean(),
  station,
  parcel: v.object({
    number: whole,
    /** How many parcels the order has; null while it is being packed. */
    count: v.nullish(whole, null),
    sscc: v.pipe(v.string(), v.regex(/^\d{18}$/)),
    carrier: text,
    carrier_name: text,
    tracking_number: text,
    /** What the carrier calls the service; else the level of the order is shown. */
    service: text,
    box: text,
    weight_g: v.nullish(v.number(), null),
    contents: v.array(
      v.object({
        line_id: v.string(),
        sku: text,
        name: v.string(),
        quantity: whole,
        ordered: v.optional(whole),
        units: v.optional(v.array(tracedUnits), []),
      }),
    ),
  }),
  order,
  /** ISO date. */
  ordered_on: text,
  trace_id: text,
  /** The carrier made this label: its bytes are all there is of it. */
  carriers_own: v.optional(v.boolean(), false),
});

export const manifestJob = v.object({
  test: v.boolean(),
  station: v.optional(station, { id: '', name: '', site: null, address: null }),
  number: v.nullish(whole, null),
  /** ISO 8601 UTC. */
  at: text,
  carrier: v.string(),
  carrier_name: v.string(),
  parcels: v.array(
    v.object({
      order_id: v.string(),
      number: whole,
      sscc: text,
      tracking_number: text,
      weight_g: v.nullish(v.number(), null),
    }),
  ),
});

export const toteJob = v.object({ order_id: v.string(), tote: v.string(), units: v.nullish(whole, null) });

export const pickListJob = v.object({
  order_id: v.string(),
  ship_by: text,
  lines: v.array(v.object({ bin: v.string(), sku: text, name: v.string(), quantity: whole })),
});

export const testPageJob = v.object({ station, printer: v.string() });

/** Whether only the stored bytes say what is on the label. */
export const isCarriersOwn = (data: unknown): boolean =>
  typeof data === 'object' && data !== null && 'carriers_own' in data && data.carriers_own === true;

export type ParcelJobData = v.InferInput<typeof parcelJob>;
export type ManifestJobData = v.InferInput<typeof manifestJob>;
