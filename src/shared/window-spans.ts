import * as v from 'valibot';

/*
 * Spans that end in the window (INTERFACES 8): `station.scan` from the first key of a scan to the painted answer, and
 * `ui.error`. The window is the station's only guest that makes spans, so what it may say is written down here.
 */

const id = (length: number) =>
  v.pipe(
    v.string(),
    v.regex(new RegExp(`^[0-9a-f]{${length}}$`), `${length} hexadecimal digits`),
    v.check((text) => /[^0]/.test(text), 'not all zero'),
  );

/** Nanoseconds since 1970 do not fit a number; seconds and nanoseconds do, as OpenTelemetry's own HrTime. */
const hrTime = v.tuple([
  v.pipe(v.number(), v.integer(), v.minValue(0)),
  v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(999_999_999)),
]);

const text = (maxLength: number) => v.pipe(v.string(), v.maxLength(maxLength));

const common = { trace_id: id(32), span_id: id(16), start: hrTime, end: hrTime };

export const windowSpanSchema = v.variant('name', [
  v.strictObject({
    name: v.literal('station.scan'),
    ...common,
    attributes: v.strictObject({
      /** The symbology identifier the scanner sent, `]C1` say; empty where it sends none. */
      'scan.symbology': text(10),
      'scan.length': v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100_000)),
      'scan.entry': v.picklist(['scan', 'typed', 'touch', 'camera']),
      'scan.outcome': v.pipe(v.string(), v.regex(/^[a-z_.]{1,40}$/)),
      /** From the last key to the painted answer. */
      'scan.latency_ms': v.pipe(v.number(), v.finite(), v.minValue(0)),
    }),
  }),
  v.strictObject({
    name: v.literal('ui.error'),
    ...common,
    attributes: v.strictObject({ 'exception.type': text(100), 'exception.message': text(200) }),
  }),
]);

export type WindowSpan = v.InferOutput<typeof windowSpanSchema>;
