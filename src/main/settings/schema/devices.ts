import * as v from 'valibot';
import { text } from './fields.ts';

/** At the bench; with one set up no parcel is closed without a weight. */
export const scale = v.variant('kind', [
  v.strictObject({
    kind: v.literal('mt-sics'),
    /** The serial port: `/dev/ttyUSB0`, `COM3`. */
    port: text,
    baud: v.optional(v.pipe(v.number(), v.integer(), v.minValue(300), v.maxValue(1_000_000))),
  }),
  /** On USB, read by a window (WebHID). */
  v.strictObject({ kind: v.literal('hid') }),
]);

const scanner = v.strictObject({
  kind: v.literal('serial'),
  /** As the system names it: `/dev/ttyACM0`, `COM3`. */
  path: text,
  baud: v.optional(v.pipe(v.number(), v.integer(), v.minValue(110), v.maxValue(4_000_000))),
  /** enter: CR, LF or both. */
  terminator: v.optional(v.picklist(['enter', 'tab', 'etx'])),
});

/** Scanners that `open` itself listens to. */
export const scanners = v.pipe(v.array(scanner), v.maxLength(16));
