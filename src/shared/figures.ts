/** Work of one kind. */
export interface Work {
  readonly orders: number;
  readonly lines: number;
  readonly units: number;
}

/** What was done in some time, or by somebody. */
export interface Figures {
  /** Orders that came in. */
  readonly came_in: number;
  readonly pick: Work;
  readonly pack: Work;
  readonly ship: Work;
  readonly scans: number;
  /** Scans that were refused. */
  readonly wrong: number;
  /** Scans that were typed. */
  readonly typed: number;
}

/** A day of the station's wall clock. */
export interface DayFigures {
  /** `2026-11-20` */
  readonly day: string;
  readonly total: Figures;
  /** From the first hour in which something was done to the last; `hour`: its beginning, ISO 8601 UTC. */
  readonly hours: readonly (Figures & { readonly hour: string })[];
  /** Who did the most first; null: scans while nobody was signed in. */
  readonly workers: readonly (Figures & { readonly worker: string | null })[];
}
