import * as v from 'valibot';
import { isUnique, shortName, text, webAddress } from './fields.ts';

/** Who tells somebody else of an order that came in, or of one that has left. */
export const SUBSCRIBERS = ['send_order_confirmation', 'send_shipment_notification'] as const;

export type SubscriberName = (typeof SUBSCRIBERS)[number];
export type SubscriberSettings = v.InferOutput<typeof subscribers>[number];
export type TargetSettings = v.InferOutput<typeof target>;

/** What a target is remembered by. `broker` is the one of `amqp.url`. */
const targetName = v.pipe(
  shortName,
  v.notValue('broker'),
  v.check((name) => !SUBSCRIBERS.some((each) => each === name), 'the name of a subscriber: it belongs in subscribers'),
);

const webhook = {
  kind: v.literal('webhook'),
  url: webAddress,
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

export const targets = v.pipe(
  v.array(target),
  v.check((all) => isUnique(all, ({ name }) => name), 'every target needs a name of its own'),
);

const subscriber = {
  name: v.picklist(SUBSCRIBERS),
  /** What its spans call the way to the customer: `email`; without it the kind of the target. */
  channel: v.optional(text),
};

export const subscribers = v.pipe(
  v.array(
    v.variant('kind', [v.strictObject({ ...subscriber, ...webhook }), v.strictObject({ ...subscriber, ...folder })]),
  ),
  v.check((all) => isUnique(all, ({ name }) => name), 'a subscriber is set up twice'),
);

export const epcis = v.strictObject({
  /** What the name of a bin, zone or station is appended to. */
  location_base: v.optional(
    v.pipe(text, v.regex(/^[a-z][a-z0-9+.-]*:[\w\-.~:/?#[\]@!$&'()*+,;=%]+$/i, 'the beginning of a URI')),
  ),
});
