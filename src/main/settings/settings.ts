import type { Limits } from '../people/roles.ts';
import type { OperatorChange } from '../people/store.ts';
import type { SettingsFile } from './schema.ts';
import type { CarrierAdapter, CarrierRule } from './schema/carriers.ts';
import type { TrackingSettings } from './schema/numbers.ts';
import type { PrintedDocument } from './schema/printers.ts';
import type { Address, Language, Role } from './schema/station.ts';
import type { SubscriberSettings, TargetSettings } from './schema/targets.ts';

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
    /** Without an input for so long the station signs out; 0: never. */
    readonly idleMs: number;
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
  readonly scale:
    | { readonly kind: 'mt-sics'; readonly port: string; readonly baud: number }
    | { readonly kind: 'hid' }
    | undefined;
  readonly carriers: ReadonlyMap<
    string,
    {
      readonly name: string;
      readonly transitDays: number;
      /** `16:30` */
      readonly cutOff: string | undefined;
      /** Makes the carrier's own labels. */
      readonly adapter: CarrierAdapter | undefined;
    }
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
  /** Who tells others of orders that came in, or left; each at most once. */
  readonly subscribers: readonly SubscriberSettings[];
  /** What the names of places are appended to, in EPCIS documents. */
  readonly epcis: { readonly locationBase: string };
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
  /** `hid`: scanners may be read; `hidPage`: the page may be given HID devices, those scanners or a scale. */
  readonly window: {
    readonly kiosk: boolean;
    readonly camera: boolean;
    readonly hid: boolean;
    readonly hidPage: boolean;
  };
  readonly scanners: readonly SerialScanner[];
  /** Where newer versions come from; without a URL nobody is asked. */
  readonly updates: { readonly url: string | undefined; readonly channel: string; readonly auto: boolean };
  readonly shortPolicy: 'ship' | 'hold';
  readonly pick: {
    readonly path: 'bin' | 'serpentine';
    /** What stands before it in a bin's name is the aisle. */
    readonly aisleEnd: string;
    readonly maxOrders: number;
    readonly slotCheck: 'none' | 'tote';
  };
  /** Who may sign in, where the file says so; undefined: the database does. */
  readonly operators: readonly OperatorChange[] | undefined;
  readonly approvals: Limits;
}
