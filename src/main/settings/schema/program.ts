import * as v from 'valibot';
import { text, whole } from './fields.ts';

/** How long what is kept may lie. */
export const retention = v.strictObject({
  sent_spans_days: v.optional(whole),
  personal_days: v.optional(whole),
  waiting_ui_spans: v.optional(whole),
  orders_days: v.optional(whole),
});

export const window = v.strictObject({
  /** The whole screen and nothing beside it. */
  kiosk: v.optional(v.boolean()),
  /** Whether the page may read barcodes with a camera. */
  camera: v.optional(v.boolean()),
  /** Whether the page may be given HID-POS scanners (WebHID). */
  hid: v.optional(v.boolean()),
});

/** Newer versions from a server of one's own; without an address nobody is asked. */
export const updates = v.strictObject({
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
});
