import type { TrackingSettings } from '../settings/schema.ts';
import type { Settings } from '../settings/settings.ts';
import {
  buildSscc,
  buildTracking,
  maxSsccSerial,
  maxTrackingSerial,
  type BuiltNumber,
  type TrackingParts,
} from '../numbers/formats.ts';
import type { Numbers } from '../numbers/issue.ts';

/** The numbers a station gives out, each once. `left` is asked before a step is accepted, so that taking cannot fail. */
export interface StationNumbers {
  /** 18 digits. Must be called inside the transaction that writes the parcel. */
  takeSscc(): string;
  takeTracking(carrier: string): string;
  ssccLeft(): number;
  trackingLeft(carrier: string): number;
  /** What is left of every series, by kind. */
  left(): Record<string, number>;
}

/** The ranges of the settings, by kind. */
export function seriesOf(settings: Pick<Settings, 'sscc' | 'tracking'>): Map<string, { from: number; to: number }> {
  return new Map([
    ['sscc', { from: settings.sscc.from, to: settings.sscc.to }],
    ...[...settings.tracking].map(([carrier, { from, to }]) => [trackingKind(carrier), { from, to }] as const),
  ]);
}

/**
 * What is wrong with the number settings, in words; empty when every number of every range can be written.
 */
export function seriesFaults(settings: Pick<Settings, 'sscc' | 'tracking'>): string[] {
  const { sscc } = settings;
  const highest = maxSsccSerial({ prefix: sscc.prefix, extension: String(sscc.extension) });
  return [
    ...rangeFaults('numbers.sscc', sscc, highest),
    ...[...settings.tracking].flatMap(([carrier, series]) => {
      const max = maxTrackingSerial(series.format ?? 'house', trackingParts(series));
      const path = `numbers.tracking.${carrier}`;
      return max === null
        ? [`${path}: its prefix, service, country or width do not fit the format`]
        : rangeFaults(path, series, max);
    }),
  ];
}

function rangeFaults(
  path: string,
  { from, to }: { readonly from: number; readonly to: number },
  highest: number | null,
): string[] {
  if (from > to) return [`${path}: from ${from} is above to ${to}`];
  return highest !== null && to > highest
    ? [`${path}: to ${to} is above ${highest}, the highest number of this form`]
    : [];
}

/** The fixed parts of a tracking number, as its format calls them. */
function trackingParts({ format, prefix, country, service, width }: TrackingSettings): TrackingParts {
  if (format === 's10') return { service: prefix, country };
  if (format === 'ups-1z') return { shipper: prefix, service };
  return { prefix, width };
}

const ssccOf = ({ prefix, extension }: Settings['sscc'], serial: number): BuiltNumber =>
  buildSscc({ prefix, extension: String(extension), serial });

const trackingOf = (series: TrackingSettings, serial: number): BuiltNumber =>
  buildTracking(series.format ?? 'house', serial, trackingParts(series));

export function createStationNumbers(numbers: Numbers, settings: Pick<Settings, 'sscc' | 'tracking'>): StationNumbers {
  const take = (kind: string, build: (serial: number) => BuiltNumber): string => {
    const serial = numbers.next(kind);
    if (!serial.ok) throw new Error(`no number left in ${kind}: ask before you take`);
    const built = build(serial.serial);
    if (!built.ok) throw new Error(`${kind} ${serial.serial}: ${built.message}`);
    return built.number;
  };
  return {
    takeSscc: () => take('sscc', (serial) => ssccOf(settings.sscc, serial)),
    takeTracking: (carrier) =>
      take(trackingKind(carrier), (serial) => trackingOf(settings.tracking.get(carrier) ?? {}, serial)),
    ssccLeft: () => numbers.left('sscc'),
    trackingLeft: (carrier) => numbers.left(trackingKind(carrier)),
    left: () => Object.fromEntries(numbers.kinds().map((kind) => [kind, numbers.left(kind)])),
  };
}

const trackingKind = (carrier: string): string => `tracking:${carrier}`;
