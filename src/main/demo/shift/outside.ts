import type { Bench, Moment } from './bench.ts';

/** What happens around the workers during their shift, whether they know of it or not. */
export interface Outside {
  /** Resolves when the station's network has just gone: spans left it before, and none will now. */
  readonly pullNetwork: () => Promise<void>;
  /** The network is back, and the station is killed in the middle of sending what has waited. */
  readonly plugInNetwork: (bench: Bench) => Promise<void>;
  /** The shop's last confirmations. */
  readonly confirm: () => Promise<void>;
  /** The shop cancels or updates this order now. */
  readonly change: (orderId: string) => Promise<Moment>;
}
