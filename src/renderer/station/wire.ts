import type { CallName, Reply, StationListener } from '../../shared/contract.ts';

/** What brings calls to the station and its changes back. */
export interface Wire {
  /** Rejects when the answer was lost: then nobody knows whether the call arrived. */
  call(name: CallName, input: unknown): Promise<Reply<unknown>>;
  /** `connected`: whether changes come in now. What was told while they did not is lost. @returns what ends it. */
  readonly watch: (listener: StationListener) => () => void;
}
