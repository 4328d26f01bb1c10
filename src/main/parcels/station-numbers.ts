import type { TrackingSettings } from '../settings/schema/numbers.ts';
import type { Settings } from '../settings/settings.ts';
import {
  buildSscc,
  buildTracking,
  maxSsccSerial,
  maxTrackingSerial,
  type BuiltNumber,
  type TrackingParts,
} from '../numbers/formats.ts';
import type { Block } from '../numbers/claims.ts';
import type { Numbers, SeriesRange } from '../numbers/issue.ts';

/** The numbers a station gives out, each once. `noSscc` and `noTracking` are asked before a step is accepted, so that taking cannot fail. */
export interface StationNumbers {
  /** 18 digits. Must be called inside the transaction that writes the parcel. */
  takeSscc(): string;
  takeTracking(carrier: string): string;
  /** Why there is no SSCC to take; undefined where there is one. */
  noSscc(): NoNumber | undefined;
  noTracking(carrier: string): NoNumber | undefined;
  /** What is left of every series, by kind. */
  left(): Record<string, number>;
  /** Series of which little is left, or nothing; those that are withheld from this computer are another matter. */
  low(): string[];
}

/** The answer to whoever needs a number where there is none. */
export interface NoNumber {
  /** `numbers.copied`: the folder is one of another computer, whose numbers these are. */
  readonly code: 'numbers.exhausted' | 'numbers.copied';
  readonly words: { readonly series: string };
}

/** The ranges of the settings, by kind, as claims know them. */
export function blocksOf({ sscc, tracking }: Pick<Settings, 'sscc' | 'tracking'>): Map<string, Block> {
  const block = ({ from, to, explicit }: Range & { readonly explicit: boolean }, form: string): Block => ({
    text: `${form} ${from}-${to}`,
    explicit,
  });
  return new Map([
    ['sscc', block(sscc, ssccForm(sscc))],
    ...[...tracking].map(([carrier, series]) => [trackingKind(carrier), block(series, trackingForm(series))] as const),
  ]);
}

type Range = { readonly from: number; readonly to: number };

/** What stands around a serial, in one line: serials of two forms make different numbers. */
const ssccForm = ({ extension, prefix }: Settings['sscc']): string => `${extension} ${prefix}`;
const trackingForm = ({ format, prefix, country, service, width }: TrackingSettings): string =>
  [format ?? 'house', prefix, country, service, width].map((part) => part ?? '-').join(' ');

/** A range without a number in it, for a kind that this computer may not issue. */
const NO_NUMBERS = { from: 0, to: -1 };

/** The ranges of the settings, by kind; those that are withheld are empty. */
export function seriesOf(
  settings: Pick<Settings, 'sscc' | 'tracking'>,
  withheld: ReadonlySet<string>,
): Map<string, SeriesRange> {
  const { sscc, tracking } = settings;
  const series = new Map<string, SeriesRange>([
    ['sscc', { from: sscc.from, to: sscc.to, form: ssccForm(sscc) }],
    ...[...tracking].map(([carrier, { from, to, ...parts }]) => {
      return [trackingKind(carrier), { from, to, form: trackingForm(parts) }] as const;
    }),
  ]);
  for (const kind of withheld) if (series.has(kind)) series.set(kind, NO_NUMBERS);
  return series;
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

export function createStationNumbers(
  numbers: Numbers,
  settings: Pick<Settings, 'sscc' | 'tracking'>,
  withheld: ReadonlySet<string>,
): StationNumbers {
  const none = (kind: string, series: string): NoNumber | undefined => {
    if (numbers.left(kind) > 0) return undefined;
    return { code: withheld.has(kind) ? 'numbers.copied' : 'numbers.exhausted', words: { series } };
  };
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
    noSscc: () => none('sscc', 'SSCC'),
    noTracking: (carrier) => none(trackingKind(carrier), carrier),
    left: () => Object.fromEntries(numbers.kinds().map((kind) => [kind, numbers.left(kind)])),
    low() {
      const warnBelow = new Map([
        ['sscc', settings.sscc.warnBelow],
        ...[...settings.tracking].map(([carrier, series]) => [trackingKind(carrier), series.warnBelow] as const),
      ]);
      return numbers.kinds().filter((kind) => !withheld.has(kind) && numbers.left(kind) < (warnBelow.get(kind) ?? 0));
    },
  };
}

const trackingKind = (carrier: string): string => `tracking:${carrier}`;
