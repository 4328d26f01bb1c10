import * as v from 'valibot';
import { port, text, webAddress, whole } from './fields.ts';

/** Where events come in. */
export const http = v.strictObject({ port: v.optional(port), token_file: v.optional(text) });

/** The broker of the floor. */
export const amqp = v.strictObject({
  url: v.optional(v.pipe(text, v.url(), v.regex(/^amqps?:\/\//i, 'an amqp:// or amqps:// address'))),
  /** Laid into the address, so that the address can be shown. */
  password: v.optional(text),
  claim_ahead: v.optional(whole),
});

/** Where spans go. */
export const telemetry = v.strictObject({
  endpoint: v.optional(v.pipe(v.string(), v.url())),
  headers: v.optional(v.record(v.string(), v.string())),
  certificate: v.optional(text),
  operator: v.optional(v.picklist(['id', 'pseudonym', 'none'])),
});

/** For everything that leaves the station: webhooks, spans, the broker. */
export const network = v.strictObject({
  /** A file with the certificates of the house's own CA, trusted besides those that everybody trusts. */
  ca_file: v.optional(text),
  /** Of HTTP and HTTPS alone; HTTPS_PROXY and its like win. */
  proxy: v.optional(webAddress),
});
