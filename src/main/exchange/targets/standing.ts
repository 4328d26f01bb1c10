import { backOff } from '../../trace/export/retry-schedule.ts';
import type { TargetRow } from './delivery-store.ts';
import type { SendOutcome } from './target.ts';

/** So many refusals in a row, of whatever events, and the target is taken for one that has to be mended. */
export const PAUSED_AFTER = 5;
/** How long a paused target, and an event that was refused again and again, is let be. */
const PAUSED_FOR_MS = 15 * 60_000;

/** How a target stands after one more answer. `random` is uniform in [0, 1): many stations must not come back at once. */
export function standsAfter(state: TargetRow, outcome: SendOutcome, nowMs: number, random: () => number): TargetRow {
  if (outcome.kind === 'taken') {
    return {
      ...state,
      state: 'open',
      sent: state.sent + 1,
      attempts: 0,
      refusals: 0,
      not_before_ms: null,
      because: null,
      last_success_ms: nowMs,
    };
  }
  const failed = { ...state, attempts: state.attempts + 1, because: outcome.because };
  if (outcome.kind === 'later') {
    return { ...failed, not_before_ms: outcome.afterMs === undefined ? null : nowMs + outcome.afterMs };
  }
  const refusals = state.refusals + 1;
  if (refusals < PAUSED_AFTER) return { ...failed, refusals };
  return { ...failed, refusals, state: 'paused', not_before_ms: nowMs + spread(PAUSED_FOR_MS, random) };
}

/** How long an event is let be that was refused for the `attempts`-th time, in ms. */
export function pauseAfterRefusal(attempts: number, random: () => number): number {
  return attempts >= PAUSED_AFTER ? spread(PAUSED_FOR_MS, random) : 1000 + Math.round(backOff(attempts + 2, random));
}

const spread = (ms: number, random: () => number): number => Math.round(ms * (1 + random() / 5));
