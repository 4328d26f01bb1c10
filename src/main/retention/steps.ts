/**
 * Work in small steps: each `next()` is one short transaction or less, so that whoever scans at this station gets a turn
 * in between. It may be left at any step and begun anew.
 */
export type Steps = Generator<void, void>;

/** So many rows in one transaction: some milliseconds with the fsync. */
export const ROWS_AT_ONCE = 100;
