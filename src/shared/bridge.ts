import type { Caller, Change } from './contract.ts';

/* What crosses between Electron's main process and its page. */

export const CALL_CHANNEL = 'station:call';
export const CHANGE_CHANNEL = 'station:change';

/** `window.station` in Electron: a function per call of the contract, and what is told unasked. Nothing else. */
export interface StationBridge extends Caller {
  /** @returns what ends it. */
  readonly watch: (listener: (change: Change) => void) => () => void;
}
