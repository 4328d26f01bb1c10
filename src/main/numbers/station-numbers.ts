import type { Settings } from '../settings/settings.ts';
import { buildSscc, buildTracking, type BuiltNumber } from './formats.ts';
import type { Numbers } from './issue.ts';

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

/** The series that the settings give out, by kind. */
export function seriesOf(settings: Pick<Settings, 'sscc' | 'tracking'>): Map<string, { from: number; to: number }> {
  return new Map([
    ['sscc', { from: settings.sscc.from, to: settings.sscc.to }],
    ...[...settings.tracking].map(([carrier, { from, to }]) => [trackingKind(carrier), { from, to }] as const),
  ]);
}

export function createStationNumbers(numbers: Numbers, settings: Pick<Settings, 'sscc' | 'tracking'>): StationNumbers {
  const take = (kind: string, build: (serial: number) => BuiltNumber): string => {
    const serial = numbers.next(kind);
    if (!serial.ok) throw new Error(`no number left in ${kind}: ask before you take`);
    const built = build(serial.serial);
    if (!built.ok) throw new Error(`${kind} ${serial.serial}: ${built.message}`);
    return built.number;
  };
  return {
    takeSscc: () =>
      take('sscc', (serial) =>
        buildSscc({ prefix: settings.sscc.prefix, extension: String(settings.sscc.extension), serial }),
      ),
    takeTracking: (carrier) =>
      take(trackingKind(carrier), (serial) => {
        const { format = 'house', prefix, country, service, width } = settings.tracking.get(carrier) ?? {};
        const parts =
          format === 's10'
            ? { service: prefix, country }
            : format === 'ups-1z'
              ? { shipper: prefix, service }
              : { prefix, width };
        return buildTracking(format, serial, parts);
      }),
    ssccLeft: () => numbers.left('sscc'),
    trackingLeft: (carrier) => numbers.left(trackingKind(carrier)),
    left: () => Object.fromEntries(numbers.kinds().map((kind) => [kind, numbers.left(kind)])),
  };
}

const trackingKind = (carrier: string): string => `tracking:${carrier}`;
