import type { Session } from './session-store.ts';

/** Whether whoever is signed in has been away for too long. `idleMs` 0: nobody ever is. */
export function isAway({ operatorId, activeMs }: Session, idleMs: number, nowMs: number): boolean {
  return idleMs > 0 && operatorId !== null && activeMs !== null && nowMs - activeMs >= idleMs;
}

/** Whether the time of the last input has to be set: it never was, or the clock was set back behind it. */
export const wantsTime = ({ activeMs }: Session, nowMs: number): boolean => activeMs === null || activeMs > nowMs;
