import type { Database } from 'better-sqlite3';
import type { Clock } from '../database/clock.ts';
import type { InputItem } from '../exchange/read-input.ts';
import { claimOf, heldBy, readClaim, type Claim, type ClaimAnswer } from './claims.ts';
import type { ClaimStore } from './claim-store.ts';
import { takeOver, type TakenOver } from './take-over.ts';

export interface Floor {
  /** How far the stream of claims has been read. */
  readonly readThrough: () => number | undefined;
  /** Whether our claim on an order has come back. */
  readonly isSettled: (orderId: string) => boolean;
  /** The stations that must answer before a parcel of the order may leave, as known by now. */
  readonly awaits: (orderId: string) => readonly string[];
  /** A claim of some station: whatever follows from it is on disk, with how far the stream was read. */
  readonly heard: (item: InputItem, offset: number) => void;
  /** Takes what a station still has by these claims, order by order; each is on disk before the next. */
  readonly takeOver: (
    stationId: string,
    items: readonly InputItem[],
  ) => { readonly orderId: string; readonly result: TakenOver }[];
}

/** What other stations say of the orders here, and what is theirs no more. */
export function createFloor(
  parts: Parameters<typeof takeOver>[0] & {
    readonly db: Database;
    readonly clock: Clock;
    readonly claims: ClaimStore;
    readonly hears: {
      readonly claimed: (claim: Claim, nowMs: number) => void;
      readonly answered: (answer: ClaimAnswer, nowMs: number) => void;
    };
  },
): Floor {
  const { db, clock, claims, tracing } = parts;
  const hear = db.transaction((item: InputItem, offset: number): void => {
    const heard = readClaim(item);
    if (heard?.kind === 'claimed' || heard?.kind === 'ended') {
      const isClaim = heard.kind === 'claimed';
      const awaits = (isClaim ? heard.claim.awaits : null) ?? [];
      claims.remember(isClaim ? heard.claim.order_id : heard.orderId, { ...claimOf(heard), awaits }, offset);
    }
    if (heard?.kind === 'claimed') parts.hears.claimed(heard.claim, clock.now());
    if (heard?.kind === 'answered') parts.hears.answered(heard.answer, clock.now());
    claims.setReadThrough(offset);
  });
  const take = db.transaction((held: ReturnType<typeof heldBy>[number]): TakenOver =>
    takeOver(parts, held, tracing.recorder.newIds(), clock.now()),
  );
  return {
    readThrough: claims.readThrough,
    isSettled: claims.isSettled,
    awaits: claims.awaits,
    heard: (item, offset) => hear.immediate(item, offset),
    takeOver(stationId, items) {
      const heard = items.map(readClaim).filter((each) => each !== undefined);
      return heldBy(stationId, heard).map((held) => ({ orderId: held.claim.order_id, result: take.immediate(held) }));
    },
  };
}
