import type { CarrierRule } from '../settings/schema/carriers.ts';
import type { Settings } from '../settings/settings.ts';
import { isWeekend, localDay, nextWorkingDay, timeOfDay } from './calendar.ts';

/** What the choice of a carrier may depend on. The country is ISO 3166-1 alpha-2, in capitals. */
export interface Consignment {
  readonly country: string | null;
  readonly weightG: number | null;
  readonly level: string | null;
  /** The carrier the shop asked for. */
  readonly carrier: string | null;
  /** When the label is made. */
  readonly nowMs: number;
}

export interface CarrierChoice {
  readonly carrier: string;
  readonly transitDays: number;
  /** What the carrier calls the service; null where no rule says it. */
  readonly service: string | null;
}

/**
 * The first rule that fits decides; without one the carrier the order asks for, if this station knows it; else the first
 * that is set up.
 */
export function chooseCarrier(consignment: Consignment, settings: Pick<Settings, 'rules' | 'carriers'>): CarrierChoice {
  const rule = settings.rules.find(
    (candidate) => settings.carriers.has(candidate.carrier) && fits(candidate, consignment),
  );
  if (rule !== undefined) {
    const days = rule.transit_days ?? transitDays(settings, rule.carrier);
    return { carrier: rule.carrier, transitDays: days, service: rule.service ?? null };
  }
  const asked =
    consignment.carrier !== null && settings.carriers.has(consignment.carrier) ? consignment.carrier : undefined;
  const carrier = asked ?? settings.carriers.keys().next().value ?? 'house';
  return { carrier, transitDays: transitDays(settings, carrier), service: null };
}

function fits({ when = {} }: CarrierRule, { country, weightG, level, carrier, nowMs }: Consignment): boolean {
  const time = timeOfDay(nowMs);
  return (
    (when.before === undefined || time < when.before) &&
    (when.from === undefined || time >= when.from) &&
    (when.country === undefined || (country !== null && when.country.includes(country))) &&
    (when.level === undefined || (level !== null && when.level.includes(level))) &&
    (when.carrier === undefined || (carrier !== null && when.carrier.includes(carrier))) &&
    (when.min_weight_g === undefined || (weightG !== null && weightG >= when.min_weight_g)) &&
    (when.max_weight_g === undefined || (weightG !== null && weightG <= when.max_weight_g))
  );
}

const transitDays = (settings: Pick<Settings, 'carriers'>, carrier: string): number =>
  settings.carriers.get(carrier)?.transitDays ?? 1;

/**
 * The day of delivery: the day of hand-over by the station's own calendar plus so many days, Saturdays and Sundays not
 * counted. What is handed over at the carrier's cut-off or later counts as handed over on the next working day.
 * @returns ISO date.
 */
export function estimatedDelivery(handOverMs: number, days: number, cutOff?: string): string {
  let ms = handOverMs;
  // On a weekend there is no cut-off to miss: nothing leaves before Monday anyway.
  if (cutOff !== undefined && !isWeekend(ms) && timeOfDay(ms) >= cutOff) ms = nextWorkingDay(ms);
  for (let left = days; left > 0; left -= 1) ms = nextWorkingDay(ms);
  // Nobody delivers on the weekend of a hand-over either, also when no day of transit was to be added.
  return localDay(isWeekend(ms) ? nextWorkingDay(ms) : ms);
}
