import * as v from 'valibot';
import { carriers, rules } from './schema/carriers.ts';
import { scale, scanners } from './schema/devices.ts';
import { amqp, http, network, telemetry } from './schema/network.ts';
import { numbers } from './schema/numbers.ts';
import { boxes, weight } from './schema/packing.ts';
import { approvals, operators } from './schema/people.ts';
import { pick, shortPolicy } from './schema/picking.ts';
import { printers } from './schema/printers.ts';
import { retention, updates, window } from './schema/program.ts';
import { station } from './schema/station.ts';
import { epcis, subscribers, targets } from './schema/targets.ts';

/*
 * `station.json`, as INTERFACES section 2 names it. Every key may be left out; what it then is stands in defaults.ts.
 * Lengths are in millimetres, weights in grams, times in days unless a name says otherwise.
 */
export const settingsSchema = v.strictObject({
  station: v.optional(station),
  numbers: v.optional(numbers),
  boxes: v.optional(boxes),
  weight: v.optional(weight),
  scale: v.optional(scale),
  carriers: v.optional(carriers),
  rules: v.optional(rules),
  printers: v.optional(printers),
  /** Whether a pick that is opened prints its list. */
  pick_list: v.optional(v.boolean()),
  scanners: v.optional(scanners),
  operators: v.optional(operators),
  approvals: v.optional(approvals),
  http: v.optional(http),
  amqp: v.optional(amqp),
  targets: v.optional(targets),
  subscribers: v.optional(subscribers),
  epcis: v.optional(epcis),
  retention: v.optional(retention),
  telemetry: v.optional(telemetry),
  network: v.optional(network),
  window: v.optional(window),
  updates: v.optional(updates),
  short_policy: v.optional(shortPolicy),
  pick: v.optional(pick),
});

export type SettingsFile = v.InferOutput<typeof settingsSchema>;
