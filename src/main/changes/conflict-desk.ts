import { refusal, type Acting, type Step } from '../audit/step.ts';
import type { ClaimStore } from '../orders/claim-store.ts';
import type { OrderStore } from '../orders/store.ts';
import type { ConflictStore } from './conflict-store.ts';

export type ConflictDesk = ReturnType<typeof createConflictDesk>;

/**
 * An order that is at two stations: another took it over while it was worked on here, or it was taken over here from one
 * that has not said what became of it there. A lead looks, and decides who goes on.
 */
export function createConflictDesk(parts: {
  readonly orders: OrderStore;
  readonly conflicts: ConflictStore;
  readonly claims: ClaimStore;
  /** Without a broker there is nobody to wait for. */
  readonly isOnFloor: boolean;
  /** Makes the order this station's again, under a higher number than the other's. */
  readonly takeBack: (orderId: string, after: number, from: string) => void;
  readonly jobEnded: (orderId: string) => void;
  /** Whatever a lead was asked about the order needs no answer any more. */
  readonly questionEnded: (orderId: string) => void;
}) {
  const { orders, conflicts, claims } = parts;
  const about = (orderId: string) => ({ orderId, stage: 'short' as const });
  const awaits = (orderId: string): string => claims.awaits(orderId).join(', ');
  const other = (orderId: string): string => conflicts.get(orderId)?.station_id ?? '?';

  return {
    /** Whether a station has to answer before a parcel of the order may leave here. */
    isUnanswered: (orderId: string): boolean => parts.isOnFloor && claims.awaits(orderId).length > 0,
    /** Whether it is known that no other station was given the order: the broker has taken our claim. */
    isSettled: (orderId: string): boolean => !parts.isOnFloor || claims.isSettled(orderId),
    /** The other station that the question is about: who has the order, or who has not answered. */
    other: (orderId: string): string => (orders.get(orderId)?.state === 'conflict' ? other(orderId) : awaits(orderId)),
    forLead: conflicts.forLead,

    open: (orderId: string): Step => ({
      ok: true,
      code: 'conflict.opened',
      words: { order: orderId, station: other(orderId) },
      sound: 'attention',
      ...about(orderId),
    }),

    openUnanswered: (orderId: string): Step => ({
      ok: true,
      code: 'conflict.unanswered',
      words: { order: orderId, station: awaits(orderId) },
      sound: 'attention',
      ...about(orderId),
    }),

    /** Why a lead decides as they will. */
    reason: (orderId: string, word: string): Step => ({
      ok: true,
      code: 'conflict.reason.ok',
      words: { order: orderId, reason: word },
      ...about(orderId),
      apply: () => conflicts.say(orderId, word),
    }),

    /** Left to the other station. Its units are back in their bins by then: the order opens its put-back first. */
    release(orderId: string, { operatorId, nowMs }: Acting, word?: string): Step {
      const conflict = conflicts.get(orderId);
      const station = other(orderId);
      const reason = word ?? conflict?.reason;
      return {
        ok: true,
        code: 'conflict.released',
        words: { order: orderId, station },
        ...about(orderId),
        detail: {
          'conflict.decision': 'theirs',
          'conflict.station.id': station,
          'conflict.reason': reason ?? undefined,
        },
        apply() {
          if (word !== undefined) conflicts.say(orderId, word);
          conflicts.decide(orderId, 'theirs', operatorId, nowMs);
          orders.setTote(orderId, null);
          orders.close(orderId, 'handed_over', nowMs);
          parts.jobEnded(orderId);
        },
      };
    },

    /** This station goes on after all, from the first bin, and the other is told to stop. */
    keep(orderId: string, station: string, { operatorId, nowMs }: Acting): Step {
      const conflict = conflicts.get(orderId);
      if (conflict?.station_id !== station)
        return refusal('conflict.other', { order: orderId, station: other(orderId) }, about(orderId));
      if (conflict.kind === 'gone') return refusal('conflict.gone', { order: orderId, station }, about(orderId));
      if (conflict.reason === null) return refusal('conflict.reason.needed', { order: orderId }, about(orderId));
      return {
        ok: true,
        code: 'conflict.kept',
        words: { order: orderId, station },
        ...about(orderId),
        detail: { 'conflict.decision': 'ours', 'conflict.station.id': station, 'conflict.reason': conflict.reason },
        apply() {
          conflicts.decide(orderId, 'ours', operatorId, nowMs);
          conflicts.beginAnew(orderId);
          orders.setTote(orderId, null);
          orders.setState(orderId, 'ready');
          parts.takeBack(orderId, conflict.claim, station);
          parts.jobEnded(orderId);
        },
      };
    },

    /** The order comes to this station again by a hand-over: whatever was left of a conflict here is over. */
    comesBack(orderId: string, nowMs: number): void {
      const conflict = conflicts.get(orderId);
      if (conflict === undefined || conflict.decision === 'ours') return;
      if (conflict.decision === null) conflicts.decide(orderId, 'theirs', null, nowMs);
      conflicts.beginAnew(orderId);
      orders.setTote(orderId, null);
      parts.questionEnded(orderId);
    },

    /** A lead has looked: nothing of the order left at the station that does not answer. */
    vouch(orderId: string): Step {
      const station = awaits(orderId);
      return {
        ok: true,
        code: 'conflict.vouched',
        words: { order: orderId, station },
        ...about(orderId),
        detail: { 'conflict.decision': 'ours', 'conflict.station.id': station },
        apply() {
          claims.answered(orderId);
          claims.settle(orderId);
          parts.jobEnded(orderId);
        },
      };
    },
  };
}
