import { toCloudEvent, type EventRow } from './cloud-event.ts';
import type { DeliveryStore, TargetRow } from './delivery-store.ts';
import { pauseAfterRefusal, standsAfter } from './standing.ts';
import type { SendOutcome, Target } from './target.ts';

export interface Pass {
  readonly store: DeliveryStore;
  readonly target: Target;
  /** The source of events that were told before there were targets. */
  readonly source: string;
  readonly nowMs: () => number;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  /** Tries also what is paused, refused or asked to be let be. */
  readonly force: boolean;
  readonly stopping: () => boolean;
}

/** empty: nothing is left that may be sent now; failed: the target did not take what it was given. */
export interface PassEnd {
  readonly kind: 'empty' | 'failed' | 'later' | 'stopped';
  readonly sent: number;
  readonly state: TargetRow;
}

type Tried = readonly [row: EventRow & { readonly attempts: number }, outcome: SendOutcome];

/**
 * Gives a target what it waits for, each event once in a pass. Events of one order go one after the other, those of
 * different orders side by side; each answer is on disk before the next is asked for.
 */
export async function deliver(pass: Pass): Promise<PassEnd> {
  const { store, target, nowMs, force } = pass;
  const tried: number[] = [];
  let sent = 0;
  for (;;) {
    const state = store.target(target.name, target.address);
    if (pass.stopping()) return { kind: 'stopped', sent, state };
    // What began before the pass paused its target is not what the pass was asked to overcome.
    const letBe = (state.not_before_ms ?? 0) > nowMs() && !(force && tried.length === 0 && sent === 0);
    if (letBe) return { kind: 'later', sent, state };
    const rows = store.heads(target.name, force ? Number.MAX_SAFE_INTEGER : nowMs(), tried, target.atOnce);
    if (rows.length === 0) return { kind: 'empty', sent, state };
    const outcomes = await Promise.all(
      rows.map(async (row): Promise<Tried> => [row, await target.send(toCloudEvent(row, pass.source))]),
    );
    // A try that the end of the shift cut off says nothing about the target.
    const told = pass.stopping() ? outcomes.filter(([, { kind }]) => kind === 'taken') : outcomes;
    const after = store.inTransaction(() => settle(pass, state, told));
    sent += outcomes.filter(([, { kind }]) => kind === 'taken').length;
    for (const [{ seq }, { kind }] of outcomes) if (kind !== 'taken') tried.push(seq);
    if (outcomes.some(([, { kind }]) => kind === 'later')) return { kind: 'failed', sent, state: after };
  }
}

/** Writes down what came of a round, event by event, and how the target stands after it. */
function settle({ store, target, nowMs, random }: Pass, before: TargetRow, outcomes: readonly Tried[]): TargetRow {
  let state = before;
  for (const [{ seq, attempts }, outcome] of outcomes) {
    if (outcome.kind === 'taken') store.taken(target.name, seq);
    else if (outcome.kind === 'later') store.failed(target.name, seq, outcome.because);
    else store.refused(target.name, seq, nowMs() + pauseAfterRefusal(attempts + 1, random), outcome.because);
    state = standsAfter(state, outcome, nowMs(), random);
  }
  // A round is one try, however many events went in it: a target that was away for it is not let be for all of them.
  state = { ...state, attempts: Math.min(state.attempts, before.attempts + 1) };
  store.put(state);
  return state;
}
