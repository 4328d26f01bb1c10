import type { CarrierRule } from '../settings/schema.ts';
import type { Settings } from '../settings/settings.ts';

/** What the choice of a carrier may depend on. The country is ISO 3166-1 alpha-2, in capitals. */
export interface Consignment {
  readonly country: string | null;
  readonly weightG: number | null;
  readonly level: string | null;
  /** The carrier the shop asked for. */
  readonly carrier: string | null;
}

export interface CarrierChoice {
  readonly carrier: string;
  readonly transitDays: number;
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
    return { carrier: rule.carrier, transitDays: rule.transit_days ?? transitDays(settings, rule.carrier) };
  }
  const asked =
    consignment.carrier !== null && settings.carriers.has(consignment.carrier) ? consignment.carrier : undefined;
  const carrier = asked ?? settings.carriers.keys().next().value ?? 'house';
  return { carrier, transitDays: transitDays(settings, carrier) };
}

function fits({ when = {} }: CarrierRule, { country, weightG, level, carrier }: Consignment): boolean {
  return (
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
 * counted.
 * @returns ISO date.
 */
export function estimatedDelivery(handOverMs: number, days: number): string {
  const date = new Date(handOverMs);
  const isWeekend = (): boolean => date.getDay() === 0 || date.getDay() === 6;
  for (let left = days; left > 0;) {
    date.setDate(date.getDate() + 1);
    if (!isWeekend()) left -= 1;
  }
  // Nobody delivers on the weekend of a hand-over either, also when no day of transit was to be added.
  while (isWeekend()) date.setDate(date.getDate() + 1);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
