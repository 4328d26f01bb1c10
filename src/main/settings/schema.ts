import * as v from 'valibot';
import { MOST_SLOTS } from '../../shared/slots.ts';
import { PIN_HASH_FORM } from '../people/pin.ts';
import { OPERATOR_ROLES } from '../people/roles.ts';

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
export const TRACKING_FORMATS = [
  'house',
  's10',
  'ups-1z',
  'fedex-12',
  'dhl-express',
  'dhl-ident',
  'usps-impb',
  'plain',
] as const;

const address = v.strictObject({
  name: v.optional(text),
  company: v.optional(text),
  street1: v.optional(text),
  street2: v.optional(text),
  city: v.optional(text),
  region: v.optional(text),
  postal_code: v.optional(text),
  country: v.optional(v.pipe(v.string(), v.regex(/^[A-Z]{2}$/, 'ISO 3166-1 alpha-2, in capitals'))),
});

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
  from: v.optional(serial),
  to: v.optional(serial),
  warn_below: v.optional(serial),
});

const box = v.strictObject({
  code: v.pipe(v.string(), v.regex(/^[A-Za-z0-9._-]{1,32}$/)),
  name: v.optional(text),
  inner_mm: v.optional(v.tuple([millimetres, millimetres, millimetres])),
  max_weight_g: v.optional(whole),
  tare_g: v.optional(whole),
});

/** On the clock of the station's wall. */
const timeOfDay = v.pipe(v.string(), v.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'a time of day, as 16:30'));

const rule = v.strictObject({
  /** All that is given must hold. Countries are ISO 3166-1 alpha-2. */
  when: v.optional(
    v.strictObject({
      country: v.optional(v.array(v.pipe(v.string(), v.regex(/^[A-Z]{2}$/)))),
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

const carrierAdapter = v.strictObject({
  kind: v.literal('karrio'),
  /** Where the instance is. */
  url: v.pipe(v.string(), v.url(), v.regex(/^https?:/i, 'an http:// or https:// address')),
  token: text,
  /** What Karrio calls the service where no rule names one: `dhl_parcel_de_paket`. */
  service: text,
  /** The connection (`carrier_id`) to ask; without it all are asked. */
  account: v.optional(text),
});

export const PRINTED_DOCUMENTS = ['label', 'parcel_label', 'tote_label', 'slip', 'manifest', 'pick_list'] as const;

/** A name is scanned (`PS:PRINTER:<name>`) and said: printable, no blank at its ends. */
const printerName = v.pipe(
  v.string(),
  v.regex(/^[^\p{Cc}\s](?:[^\p{Cc}]{0,62}[^\p{Cc}\s])?$/u, '1 to 64 printable characters'),
);
const dpi = v.picklist([203, 300]);
const documents = v.pipe(v.array(v.picklist(PRINTED_DOCUMENTS)), v.minLength(1));

const printer = v.variant('kind', [
  v.strictObject({
    kind: v.literal('folder'),
    name: printerName,
    dpi: v.optional(dpi),
    documents: v.optional(documents),
  }),
  /** ZPL II over TCP. */
  v.strictObject({
    kind: v.literal('zpl'),
    name: printerName,
    host: text,
    port: v.optional(v.pipe(whole, v.minValue(1), v.maxValue(65_535))),
    dpi: v.optional(dpi),
    documents: v.optional(documents),
    /** Whether it answers `~HS`; `auto`: it counts as answering from its first answer on. */
    answers_status: v.optional(v.union([v.boolean(), v.literal('auto')])),
  }),
  /** A queue of the operating system. A PDF must never reach a raw queue, so what it takes is said here. */
  v.strictObject({
    kind: v.literal('system'),
    name: printerName,
    // As CUPS writes names; a Windows queue's may hold blanks.
    queue: v.pipe(v.string(), v.regex(/^[^\p{Cc}/#,-][^\p{Cc}/#,]{0,126}$/u, 'the name of a queue')),
    format: v.picklist(['zpl', 'pdf']),
    dpi: v.optional(dpi),
    documents: v.optional(documents),
  }),
]);

const printers = v.pipe(
  v.array(printer),
  v.check((list) => new Set(list.map(({ name }) => name)).size === list.length, 'two printers have one name'),
  v.check(
    (list) => list.every((each) => each.name !== 'folder' || each.kind === 'folder'),
    '"folder" is the name of the folder printer',
  ),
);
const scanner = v.strictObject({
  kind: v.literal('serial'),
  /** As the system names it: `/dev/ttyACM0`, `COM3`. */
  path: text,
  baud: v.optional(v.pipe(v.number(), v.integer(), v.minValue(110), v.maxValue(4_000_000))),
  /** enter: CR, LF or both. */
  terminator: v.optional(v.picklist(['enter', 'tab', 'etx'])),
});

/** Who tells somebody else of an order that came in, or of one that has left. */
export const SUBSCRIBERS = ['send_order_confirmation', 'send_shipment_notification'] as const;

/** What a target is remembered by. `broker` is the one of `amqp.url`. */
const targetName = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9._-]{1,64}$/, 'letters, digits, dot, dash and underscore only'),
  v.notValue('broker'),
  v.check((name) => !SUBSCRIBERS.some((each) => each === name), 'the name of a subscriber: it belongs in subscribers'),
);

const webhook = {
  kind: v.literal('webhook'),
  url: v.pipe(v.string(), v.url(), v.regex(/^https?:/i, 'an http:// or https:// address')),
  /** `whsec_` and base64, or any text: the key of the signature. */
  secret: v.optional(text),
  headers: v.optional(v.record(v.string(), v.string())),
  /** A file with the certificates of a private CA. */
  certificate: v.optional(text),
};
const folder = { kind: v.literal('folder'), path: text };

/** How events are written down: `cloudevents`, unless it says otherwise. */
const format = v.optional(v.picklist(['cloudevents', 'epcis']));

const target = v.variant('kind', [
  v.strictObject({ name: targetName, ...webhook, format }),
  v.strictObject({ name: targetName, ...folder, format }),
]);

const subscriber = {
  name: v.picklist(SUBSCRIBERS),
  /** What its spans call the way to the customer: `email`; without it the kind of the target. */
  channel: v.optional(text),
};
const subscribers = v.pipe(
  v.array(
    v.variant('kind', [v.strictObject({ ...subscriber, ...webhook }), v.strictObject({ ...subscriber, ...folder })]),
  ),
  v.check((all) => new Set(all.map(({ name }) => name)).size === all.length, 'a subscriber is set up twice'),
);

/** What a badge says. */
export const operatorId = v.pipe(
  v.string(),
  v.regex(/^[^\p{Cc}\s](?:[^\p{Cc}]{0,62}[^\p{Cc}\s])?$/u, '1 to 64 printable characters'),
);

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

export const settingsSchema = v.strictObject({
  station: v.optional(
    v.strictObject({
      id: v.optional(
        v.pipe(v.string(), v.regex(/^[A-Za-z0-9._-]{1,64}$/, 'letters, digits, dot, dash and underscore only')),
      ),
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
          /** Fewer left than that is told of; without it, fewer than a tenth of the range. */
          warn_below: v.optional(serial),
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
  /** At the bench; with one set up no parcel is closed without a weight. */
  scale: v.optional(
    v.variant('kind', [
      v.strictObject({
        kind: v.literal('mt-sics'),
        /** The serial port: `/dev/ttyUSB0`, `COM3`. */
        port: text,
        baud: v.optional(v.pipe(v.number(), v.integer(), v.minValue(300), v.maxValue(1_000_000))),
      }),
      /** On USB, read by a window (WebHID). */
      v.strictObject({ kind: v.literal('hid') }),
    ]),
  ),
  carriers: v.optional(
    v.record(
      text,
      v.strictObject({
        name: v.optional(text),
        transit_days: v.optional(transitDays),
        /** What is handed over later goes on its way on the next working day. */
        cut_off: v.optional(timeOfDay),
        /** Who makes the carrier's own labels; without it the station's labels are the ones that count. */
        adapter: v.optional(carrierAdapter),
      }),
    ),
  ),
  rules: v.optional(v.array(rule)),
  printers: v.optional(printers),
  /** Whether a pick that is opened prints its list. */
  pick_list: v.optional(v.boolean()),
  /** Scanners that `open` itself listens to. */
  scanners: v.optional(v.pipe(v.array(scanner), v.maxLength(16))),
  /** With this list the file is the truth; without it the operators are those of the database. */
  operators: v.optional(
    v.pipe(
      v.array(operator),
      v.check((list) => new Set(list.map(({ id }) => id)).size === list.length, 'two operators have one badge'),
    ),
  ),
  /** Above these a lead has to approve, once operators are set up. */
  approvals: v.optional(
    v.strictObject({
      short_units: v.optional(whole),
      short_pct: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(100))),
      weight_g: v.optional(whole),
      weight_pct: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1000))),
      reprints: v.optional(v.boolean()),
    }),
  ),
  http: v.optional(
    v.strictObject({ port: v.optional(v.pipe(whole, v.maxValue(65_535))), token_file: v.optional(text) }),
  ),
  amqp: v.optional(
    v.strictObject({
      url: v.optional(v.pipe(text, v.url(), v.regex(/^amqps?:\/\//i, 'an amqp:// or amqps:// address'))),
      /** Laid into the address, so that the address can be shown. */
      password: v.optional(text),
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
  subscribers: v.optional(subscribers),
  epcis: v.optional(
    v.strictObject({
      /** What the name of a bin, zone or station is appended to. */
      location_base: v.optional(
        v.pipe(text, v.regex(/^[a-z][a-z0-9+.-]*:[\w\-.~:/?#[\]@!$&'()*+,;=%]+$/i, 'the beginning of a URI')),
      ),
    }),
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
  /** For everything that leaves the station: webhooks, spans, the broker. */
  network: v.optional(
    v.strictObject({
      /** A file with the certificates of the house's own CA, trusted besides those that everybody trusts. */
      ca_file: v.optional(text),
      /** Of HTTP and HTTPS alone; HTTPS_PROXY and its like win. */
      proxy: v.optional(v.pipe(v.string(), v.url(), v.regex(/^https?:/i, 'an http:// or https:// address'))),
    }),
  ),
  window: v.optional(
    v.strictObject({
      /** The whole screen and nothing beside it. */
      kiosk: v.optional(v.boolean()),
      /** Whether the page may read barcodes with a camera. */
      camera: v.optional(v.boolean()),
      /** Whether the page may be given HID-POS scanners (WebHID). */
      hid: v.optional(v.boolean()),
    }),
  ),
  /** Newer versions from a server of one's own; without an address nobody is asked. */
  updates: v.optional(
    v.strictObject({
      url: v.optional(
        v.pipe(
          text,
          v.url(),
          // What is fetched is run: only loopback, for trying out, may do without a certificate.
          v.regex(/^(?:https:\/\/|http:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?=[:/]|$))/i, 'an https:// address'),
        ),
      ),
      channel: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9._-]{1,64}$/, 'letters, digits, dot and dash only'))),
      /** Installed when nobody works; without it only told of. */
      auto: v.optional(v.boolean()),
    }),
  ),
  short_policy: v.optional(v.picklist(['ship', 'hold'])),
  pick: v.optional(
    v.strictObject({
      /** bin: in the order of their names. serpentine: aisles of even number backwards. */
      path: v.optional(v.picklist(['bin', 'serpentine'])),
      /** What ends the aisle in the name of a bin. */
      aisle_end: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(8))),
      /** How many orders a cart takes at most. */
      max_orders: v.optional(v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(MOST_SLOTS))),
      /** tote: each put into a slot is confirmed by a scan of its tote. */
      slot_check: v.optional(v.picklist(['none', 'tote'])),
    }),
  ),
});

export type SettingsFile = v.InferOutput<typeof settingsSchema>;
export type PrinterFile = v.InferOutput<typeof printer>;
export type PrintedDocument = (typeof PRINTED_DOCUMENTS)[number];
export type Role = (typeof ROLES)[number];
export type Language = (typeof LANGUAGES)[number];
export type TrackingSettings = v.InferOutput<typeof tracking>;
export type Address = v.InferOutput<typeof address>;
export type CarrierRule = v.InferOutput<typeof rule>;
export type CarrierAdapter = v.InferOutput<typeof carrierAdapter>;
export type OperatorFile = v.InferOutput<typeof operator>;
export type TargetSettings = v.InferOutput<typeof target>;
export type SubscriberName = (typeof SUBSCRIBERS)[number];
export type SubscriberSettings = v.InferOutput<typeof subscribers>[number];
