/* Where an order spent its time (INTERFACES 1). Times ISO 8601 UTC, durations in seconds. */

export interface Journey {
  readonly order_id: string;
  readonly checkout: {
    readonly trace_id: string | null;
    readonly span_id: string | null;
    readonly time: string | null;
    /** Where that time comes from: the order, the event, or its arrival here. */
    readonly time_source: string | null;
  };
  readonly stages: readonly JourneyStageEntry[];
  /** From checkout to dispatch, or to now while the order is under way; 0 where the clock was set back meanwhile. */
  readonly total_s: number | null;
}

export interface JourneyStageEntry {
  readonly stage: string;
  readonly name: string;
  readonly trace_id: string | null;
  readonly span_id: string | null;
  readonly start: string;
  /** Null while the stage is open. */
  readonly end: string | null;
  /** How long the order lay still before this stage. */
  readonly wait_s: number;
  readonly operator_id: string | null;
  readonly station_id: string | null;
  readonly links: readonly JourneyLink[];
}

/** The journey with what happened on the way, for the screen. */
export interface JourneyScreen extends Journey {
  readonly state: string;
  readonly ship_by: string | null;
  /** Every input that was about the order, oldest first; the newest 1,000. */
  readonly inputs: readonly {
    readonly at: string;
    readonly stage: string | null;
    readonly ok: boolean;
    readonly code: string;
  }[];
  readonly parcels: readonly {
    readonly number: number;
    readonly sscc: string | null;
    readonly carrier: string | null;
    readonly tracking_number: string | null;
    readonly box: string | null;
    readonly weight_g: number | null;
  }[];
}

export interface JourneyLink {
  readonly trace_id: string;
  readonly span_id: string;
  readonly stage: string;
}
