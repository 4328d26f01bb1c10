import type {
  Address,
  CarrierRule,
  Language,
  PrintedDocument,
  Role,
  SettingsFile,
  TargetSettings,
  TrackingSettings,
} from './schema.ts';

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
  readonly warnBelow: number;
};

interface AnyPrinter {
  readonly name: string;
  /** Dots per inch. */
  readonly dpi: 203 | 300;
  /** What it is for; undefined: all paper of its kind. */
  readonly documents: readonly PrintedDocument[] | undefined;
}

export type PrinterSettings =
  | (AnyPrinter & { readonly kind: 'folder' })
  | (AnyPrinter & {
      readonly kind: 'zpl';
      readonly host: string;
      readonly port: number;
      readonly answersStatus: boolean | 'auto';
    })
  | (AnyPrinter & { readonly kind: 'system'; readonly queue: string; readonly format: 'zpl' | 'pdf' });

export interface SerialScanner {
  readonly kind: 'serial';
  readonly path: string;
  readonly baud: number;
  readonly terminator: 'enter' | 'tab' | 'etx';
}

export type NetworkSettings = NonNullable<SettingsFile['network']>;

/** The settings as the station works with them: every key has a value or is said to have none. */
export interface Settings {
  readonly station: {
    readonly id: string;
    readonly name: string;
    readonly site: string | undefined;
    /** The sender on paper. */
    readonly address: Address | undefined;
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
    /** With fewer left the station says so. */
    readonly warnBelow: number;
  };
  readonly tracking: ReadonlyMap<string, TrackingSeries>;
  /** True while numbers come from the example prefix: labels, `status` and `doctor` say TEST. */
  readonly test: boolean;
  readonly boxes: readonly Box[];
  readonly weight: { readonly toleranceG: number; readonly tolerancePct: number; readonly required: boolean };
  readonly scale: { readonly kind: 'mt-sics'; readonly port: string; readonly baud: number } | undefined;
  readonly carriers: ReadonlyMap<
    string,
    { readonly name: string; readonly transitDays: number; /** `16:30` */ readonly cutOff: string | undefined }
  >;
  readonly rules: readonly CarrierRule[];
  readonly printers: readonly PrinterSettings[];
  /** Whether a pick that is opened prints its list. */
  readonly pickList: boolean;
  /** The door for events on the loopback address; closed without a port. 0 is any port that is free. */
  readonly http: { readonly port: number | undefined; readonly tokenFile: string | undefined };
  /** The broker of the floor; without a URL the station is alone. `claimAhead`: how many orders it takes in advance. */
  readonly amqp: {
    readonly url: string | undefined;
    readonly claimAhead: number;
    readonly caFile: string | undefined;
  };
  /** Webhooks and folders that are told of every event out. */
  readonly targets: readonly TargetSettings[];
  readonly telemetry: NonNullable<SettingsFile['telemetry']> & {
    readonly operator: 'id' | 'pseudonym' | 'none';
    readonly network: NetworkSettings;
  };
  /** What everything that leaves the station goes by. */
  readonly network: NetworkSettings;
  /** What is kept how long, in days; spans of the screen that wait are limited by their number. */
  readonly retention: {
    readonly sentSpansDays: number;
    readonly personalDays: number;
    readonly waitingUiSpans: number;
    readonly ordersDays: number;
  };
  readonly window: { readonly kiosk: boolean; readonly camera: boolean; readonly hid: boolean };
  readonly scanners: readonly SerialScanner[];
  readonly shortPolicy: 'ship' | 'hold';
}
