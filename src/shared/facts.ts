import type { LanguageCode } from './command-barcodes.ts';

/** Why a printer does not print. */
export const PRINTER_PROBLEMS = [
  'away',
  'silent',
  'paper_out',
  'head_open',
  'ribbon_out',
  'paused',
  'too_hot',
  'too_cold',
  'buffer_full',
  'memory_lost',
  'held',
  'wrong_queue',
  'no_room',
] as const;
export type PrinterProblem = (typeof PRINTER_PROBLEMS)[number];

export interface PrinterFacts {
  readonly name: string;
  readonly kind: 'folder' | 'zpl' | 'system';
  /** `problem` as it was when it was last asked to print. */
  readonly state: 'ready' | 'problem';
  readonly problem: PrinterProblem | null;
  readonly since: string | null;
  /** Documents that wait for it. */
  readonly waiting: number;
}

/** Who is told of events, and how that goes. */
export interface ToldFacts {
  readonly name: string;
  /** open: takes what it is given, or was not asked yet; waiting: it did not take the last; paused: it has to be mended. */
  readonly state: 'open' | 'waiting' | 'paused';
  readonly waiting: number;
  readonly because: string | null;
}

/**
 * How far another version of the station has come.
 * current: nothing newer is known. offered: there is one, not fetched. downloaded: it lies here, its hash is right; it waits
 * until nobody works. applying: it was checked on a copy of the folder and is being installed. applied: it runs.
 * rejected: it could not open the copy; it is never tried again. failed: it was to be installed, and the old one still runs.
 */
export const UPDATE_STATES = ['current', 'offered', 'downloaded', 'applying', 'applied', 'rejected', 'failed'] as const;
export type UpdateState = (typeof UPDATE_STATES)[number];

/** Paper that could not be drawn, so that nothing was printed; until it is printed again, or for a day. */
export interface UndrawnPaper {
  readonly document: string;
  readonly order_id: string | null;
  readonly parcel: number | null;
}

/** A carrier that makes its labels itself, and how it answers. */
export interface CarrierFacts {
  readonly carrier: string;
  readonly name: string;
  /** Parcels that carry a provisional label and wait for the carrier's. */
  readonly waiting: number;
  /** Why the last try brought none, in the carrier's words or the system's; null where the last one did, or none waits. */
  readonly because: string | null;
  /** Parcels whose label the carrier does not make: they keep the provisional one until a lead mends the order. */
  readonly refused: readonly { readonly order_id: string; readonly parcel: number; readonly because: string }[];
}

/** How the station stands: its quiet line, and the screen behind it. Times ISO 8601 UTC. */
export interface Facts {
  readonly station: {
    readonly id: string;
    readonly name: string;
    readonly site: string | null;
    readonly roles: readonly string[];
    /** Numbers on labels are samples: nothing that leaves with them will arrive. */
    readonly test: boolean;
    readonly version: string;
  };
  /** What a window may read besides keys. */
  readonly devices: { readonly camera: boolean; readonly hid: boolean; /** On USB. */ readonly scale: boolean };
  /** What the station speaks now: the language of the worker, else its own. */
  readonly language: LanguageCode;
  readonly sync: {
    /**
     * off: no endpoint is set; idle: nothing was to be sent yet; online: the last try went well; offline: it did not;
     * parked: the endpoint answers, and does not take what is sent.
     */
    readonly state: 'off' | 'idle' | 'online' | 'offline' | 'parked';
    /** When the state began; null when that is not known. */
    readonly since: string | null;
    readonly spans_waiting: number;
    readonly spans_parked: number;
    readonly spans_refused: number;
    readonly spans_late: number;
    /** Spans of the screen that were never sent, for want of room. */
    readonly spans_given_up: number;
    /** The end of the oldest span that waits. */
    readonly oldest_waiting: string | null;
    readonly events_waiting: number;
    /** When the oldest event that waits happened. */
    readonly oldest_event: string | null;
    /** Targets of events, and subscribers that tell customers. */
    readonly told: readonly ToldFacts[];
    readonly last_sync: string | null;
    /** Why the last try failed, in the endpoint's words or the system's. */
    readonly because: string | null;
  };
  readonly print: {
    readonly waiting: number;
    readonly unknown: number;
    readonly undrawn: readonly UndrawnPaper[];
    readonly printers: readonly PrinterFacts[];
  };
  /** Those that make their labels themselves. */
  readonly carriers: readonly CarrierFacts[];
  readonly database: { readonly ok: boolean; readonly bytes: number; readonly schema: number };
  /** What is left of each series of numbers. */
  readonly numbers: Readonly<Record<string, number>>;
  /** Series of which little is left. */
  readonly numbers_low: readonly string[];
  readonly orders: Readonly<Record<string, number>>;
  /** Null where nobody asks for other versions. */
  readonly update: {
    readonly state: UpdateState;
    readonly version: string | null;
    readonly reason: string | null;
  } | null;
}
