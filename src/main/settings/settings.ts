import type { CarrierRule, Language, Role, SettingsFile, TargetSettings, TrackingSettings } from './schema.ts';

export interface Box {
  readonly code: string;
  readonly name: string;
  /** Inner length, width, height in mm; absent where nobody measured it: such a box is never suggested. */
  readonly innerMm: readonly [number, number, number] | undefined;
  readonly maxWeightG: number | undefined;
  readonly tareG: number;
}

export type TrackingSeries = TrackingSettings & {
  readonly from: number;
  readonly to: number;
  readonly explicit: boolean;
};

/** The settings as the station works with them: every key has a value or is said to have none. */
export interface Settings {
  readonly station: {
    readonly id: string;
    readonly name: string;
    readonly site: string | undefined;
    readonly roles: readonly Role[];
    readonly language: Language;
    readonly keepSignin: boolean;
  };
  /** `explicit`: somebody wrote down where the range begins. */
  readonly sscc: {
    readonly prefix: string;
    readonly extension: number;
    readonly from: number;
    readonly to: number;
    readonly explicit: boolean;
  };
  readonly tracking: ReadonlyMap<string, TrackingSeries>;
  /** True while numbers come from the example prefix: labels, `status` and `doctor` say TEST. */
  readonly test: boolean;
  readonly boxes: readonly Box[];
  readonly weight: { readonly toleranceG: number; readonly tolerancePct: number; readonly required: boolean };
  readonly carriers: ReadonlyMap<string, { readonly name: string; readonly transitDays: number }>;
  readonly rules: readonly CarrierRule[];
  /** The door for events on the loopback address; closed without a port. 0 is any port that is free. */
  readonly http: { readonly port: number | undefined; readonly tokenFile: string | undefined };
  /** The broker of the floor; without a URL the station is alone. `claimAhead`: how many orders it takes in advance. */
  readonly amqp: { readonly url: string | undefined; readonly claimAhead: number };
  /** Webhooks and folders that are told of every event out. */
  readonly targets: readonly TargetSettings[];
  readonly telemetry: NonNullable<SettingsFile['telemetry']> & { readonly operator: 'id' | 'pseudonym' | 'none' };
  /** What is kept how long, in days; spans of the screen that wait are limited by their number. */
  readonly retention: {
    readonly sentSpansDays: number;
    readonly personalDays: number;
    readonly waitingUiSpans: number;
    readonly ordersDays: number;
  };
  readonly window: { readonly kiosk: boolean; readonly camera: boolean };
  readonly shortPolicy: 'ship' | 'hold';
}
