import * as v from 'valibot';
import { readTime } from '../exchange/time.ts';
import { orderId, wholeOrderData } from './order-data.ts';

/*
 * What a station of the floor hands on with an order (INTERFACES 4): the order itself, its journey so far, and what was
 * picked and packed, so that another station can go on with nothing but the message.
 */

const text = (max: number) => v.pipe(v.string('must be text'), v.minLength(1), v.maxLength(max));
const maybe = <T extends v.GenericSchema>(schema: T) => v.nullish(schema);
const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000));
const TIME = 'must be a time like 2026-11-20T09:12:00Z';
/** Kept as text; what ISO 8601 allows besides RFC 3339 (an offset of hours alone) is no time that Date can read. */
const moment = v.pipe(
  v.string(),
  v.isoTimestamp(TIME),
  v.check((text) => readTime(text).ok, TIME),
);
const hex = (digits: number) =>
  v.pipe(v.string(), v.regex(new RegExp(`^[0-9a-f]{${digits}}$`), 'must be lower-case hex'));

const units = v.object({
  quantity: count,
  lot: maybe(text(100)),
  serial: maybe(text(100)),
  expiry: maybe(text(10)),
  /** Where it was taken, if not from the bin of its line. */
  bin: maybe(text(64)),
});

export const handedOnStage = v.object({
  stage: v.picklist(['checkout', 'pick', 'pack', 'ship']),
  name: text(200),
  trace_id: maybe(hex(32)),
  span_id: maybe(hex(16)),
  start_time: moment,
  end_time: maybe(moment),
  station_id: maybe(text(64)),
  operator_id: maybe(text(200)),
  /** Of a stage of the station that tells: `complete`, `short`, `cancelled`. */
  outcome: maybe(text(40)),
  links: v.array(v.object({ trace_id: hex(32), span_id: hex(16), stage: text(40) })),
});

export const handedOnParcel = v.object({
  number: v.pipe(count, v.minValue(1)),
  sscc: maybe(v.pipe(v.string(), v.regex(/^\d{18}$/, 'must be 18 digits'))),
  tracking_number: maybe(text(100)),
  carrier: maybe(text(200)),
  box: maybe(text(32)),
  weight_g: maybe(v.pipe(v.number(), v.integer(), v.minValue(0))),
  state: v.picklist(['open', 'closed', 'proven', 'handed_over']),
  items: maybe(v.array(v.object({ line_id: text(100), quantity: count }))),
});

export const handedOn = v.object({
  order_id: orderId,
  order: wholeOrderData,
  stages: v.array(handedOnStage),
  applied_changes: v.array(v.object({ source: text(2048), id: text(2048), type: text(200) })),
  /** The number of the claim under which the work was done; absent from a station without a floor. */
  claim: maybe(count),
  /** The stations that it was taken over from and that have not said what became of the order there. */
  awaits: maybe(v.array(text(64))),
  picked: maybe(
    v.array(
      v.object({
        line_id: text(100),
        short_reason: maybe(v.picklist(['missing', 'damaged', 'wrong_stock'])),
        units: v.array(units),
      }),
    ),
  ),
  tote: maybe(text(100)),
  parcels: maybe(v.array(handedOnParcel)),
});

export type HandedOn = v.InferOutput<typeof handedOn>;
