import type { Facts } from '../../../shared/facts.ts';

export interface SyncSituation {
  /** Whether an endpoint is set; a problem with it says why it cannot be used. */
  readonly endpoint: { readonly url: string | undefined; readonly problem: string | undefined };
  /** How the endpoint that was in touch last stands. */
  readonly last: { readonly endpoint: string; readonly attempts: number; readonly because: string | null } | undefined;
  readonly parked: number;
}

type State = Facts['sync']['state'];

/** How the station stands with its endpoint, from what its last tries came to: the network itself is never asked. */
export function syncState({ endpoint, last, parked }: SyncSituation): { state: State; because: string | null } {
  if (endpoint.problem !== undefined) return { state: 'offline', because: endpoint.problem };
  if (endpoint.url === undefined) return { state: 'off', because: null };
  if (last === undefined || last.endpoint !== endpoint.url) return { state: 'idle', because: null };
  // A reason that begins with a status is an answer: somebody is there, and does not want it.
  const answered = last.because !== null && /^\d{3}\b/.test(last.because);
  if (parked > 0 && (last.attempts === 0 || answered)) return { state: 'parked', because: last.because };
  return last.attempts > 0 ? { state: 'offline', because: last.because } : { state: 'online', because: null };
}
