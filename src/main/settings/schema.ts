import * as v from 'valibot';

/*
 * `station.json`, as INTERFACES section 2 names it. Every key may be left out; what it then is stands in defaults.ts.
 * Lengths are in millimetres, weights in grams, times in days unless a name says otherwise.
 */

const text = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
/** More than a thousand million grams, days or spans is a slip, and would not fit what is reckoned with it. */
const whole = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000_000));
const transitDays = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(365));
const serial = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER));
const millimetres = v.pipe(v.number(), v.minValue(1), v.maxValue(10_000));

export const ROLES = ['pick', 'pack', 'ship'] as const;
export const LANGUAGES = ['en', 'de', 'es', 'pl'] as const;
export const TRACKING_FORMATS = ['house', 's10', 'ups-1z', 'plain'] as const;

const tracking = v.strictObject({
  format: v.optional(v.picklist(TRACKING_FORMATS)),
  /** house, plain: what stands before the digits. s10: the two service letters. ups-1z: the six of the shipper. */
  prefix: v.optional(text),
  /** s10: the two country letters. */
  country: v.optional(v.pipe(v.string(), v.regex(/^[A-Z]{2}$/))),
  /** ups-1z: the two characters of the service. */
  service: v.optional(v.pipe(v.string(), v.regex(/^[0-9A-Z]{2}$/))),
  /** plain: how many digits. */
  width: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(15))),
  from: v.optional(serial),
  to: v.optional(serial),
});

const box = v.strictObject({
  code: v.pipe(v.string(), v.regex(/^[A-Za-z0-9._-]{1,32}$/)),
  name: v.optional(text),
  inner_mm: v.optional(v.tuple([millimetres, millimetres, millimetres])),
  max_weight_g: v.optional(whole),
  tare_g: v.optional(whole),
});

const rule = v.strictObject({
  /** All that is given must hold. Countries are ISO 3166-1 alpha-2. */
  when: v.optional(
    v.strictObject({
      country: v.optional(v.array(v.pipe(v.string(), v.regex(/^[A-Z]{2}$/)))),
      level: v.optional(v.array(text)),
      carrier: v.optional(v.array(text)),
      min_weight_g: v.optional(whole),
      max_weight_g: v.optional(whole),
    }),
  ),
  carrier: text,
  transit_days: v.optional(transitDays),
});

/** What a target is remembered by. `broker` is the one of `amqp.url`. */
const targetName = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9._-]{1,64}$/, 'letters, digits, dot, dash and underscore only'),
  v.notValue('broker'),
);

const target = v.variant('kind', [
  v.strictObject({
    name: targetName,
    kind: v.literal('webhook'),
    url: v.pipe(v.string(), v.url(), v.regex(/^https?:/i, 'an http:// or https:// address')),
    /** `whsec_` and base64, or any text: the key of the signature. */
    secret: v.optional(text),
    headers: v.optional(v.record(v.string(), v.string())),
    /** A file with the certificates of a private CA. */
    certificate: v.optional(text),
  }),
  v.strictObject({ name: targetName, kind: v.literal('folder'), path: text }),
]);

export const settingsSchema = v.strictObject({
  station: v.optional(
    v.strictObject({
      id: v.optional(
        v.pipe(v.string(), v.regex(/^[A-Za-z0-9._-]{1,64}$/, 'letters, digits, dot, dash and underscore only')),
      ),
      name: v.optional(text),
      site: v.optional(text),
      roles: v.optional(v.pipe(v.array(v.picklist(ROLES)), v.minLength(1))),
      language: v.optional(v.picklist(LANGUAGES)),
      /** Whether the operator is still signed in after a restart. */
      keep_signin: v.optional(v.boolean()),
    }),
  ),
  numbers: v.optional(
    v.strictObject({
      sscc: v.optional(
        v.strictObject({
          prefix: v.optional(v.pipe(v.string(), v.regex(/^\d{3,12}$/, 'a GS1 company prefix: 3 to 12 digits'))),
          extension: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(9))),
          from: v.optional(serial),
          to: v.optional(serial),
        }),
      ),
      tracking: v.optional(v.record(text, tracking)),
    }),
  ),
  boxes: v.optional(v.pipe(v.array(box), v.minLength(1))),
  weight: v.optional(
    v.strictObject({
      tolerance_g: v.optional(v.pipe(v.number(), v.minValue(0))),
      tolerance_pct: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(100))),
      required: v.optional(v.boolean()),
    }),
  ),
  carriers: v.optional(
    v.record(text, v.strictObject({ name: v.optional(text), transit_days: v.optional(transitDays) })),
  ),
  rules: v.optional(v.array(rule)),
  printers: v.optional(v.array(v.looseObject({ name: text }))),
  operators: v.optional(v.array(v.looseObject({ id: text }))),
  http: v.optional(
    v.strictObject({ port: v.optional(v.pipe(whole, v.maxValue(65_535))), token_file: v.optional(text) }),
  ),
  amqp: v.optional(
    v.strictObject({
      url: v.optional(v.pipe(text, v.url(), v.regex(/^amqps?:\/\//i, 'an amqp:// or amqps:// address'))),
      claim_ahead: v.optional(whole),
    }),
  ),
  targets: v.optional(
    v.pipe(
      v.array(target),
      v.check(
        (all) => new Set(all.map(({ name }) => name)).size === all.length,
        'every target needs a name of its own',
      ),
    ),
  ),
  retention: v.optional(
    v.strictObject({
      sent_spans_days: v.optional(whole),
      personal_days: v.optional(whole),
      waiting_ui_spans: v.optional(whole),
      orders_days: v.optional(whole),
    }),
  ),
  telemetry: v.optional(
    v.strictObject({
      endpoint: v.optional(v.pipe(v.string(), v.url())),
      headers: v.optional(v.record(v.string(), v.string())),
      certificate: v.optional(text),
      operator: v.optional(v.picklist(['id', 'pseudonym', 'none'])),
    }),
  ),
  window: v.optional(
    v.strictObject({
      /** The whole screen and nothing beside it. */
      kiosk: v.optional(v.boolean()),
      /** Whether the page may read barcodes with a camera. */
      camera: v.optional(v.boolean()),
    }),
  ),
  short_policy: v.optional(v.picklist(['ship', 'hold'])),
});

export type SettingsFile = v.InferOutput<typeof settingsSchema>;
export type Role = (typeof ROLES)[number];
export type Language = (typeof LANGUAGES)[number];
export type TrackingSettings = v.InferOutput<typeof tracking>;
export type CarrierRule = v.InferOutput<typeof rule>;
export type TargetSettings = v.InferOutput<typeof target>;
