import * as v from 'valibot';
import { readEnvelope, type Envelope } from '../exchange/envelope.ts';
import type { InputItem } from '../exchange/read-input.ts';
import { handedOn, type HandedOn } from './handed-on.ts';
import { ORDER_STATES, type OrderState } from './states.ts';

/*
 * Claims on orders (INTERFACES 4): each station tells which order it works on, under a number that grows with every hand
 * the order passes through. The highest number is right.
 */

export type Claim = HandedOn & {
  readonly claim: number;
  readonly station_id: string;
  readonly state: OrderState;
  readonly requires: readonly ('payment' | 'inventory')[];
};

export const claimData = v.object({
  ...handedOn.entries,
  claim: v.pipe(v.number(), v.integer(), v.minValue(1)),
  station_id: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  state: v.picklist(ORDER_STATES),
  requires: v.array(v.picklist(['payment', 'inventory'])),
});

export type HeardClaim =
  | { readonly kind: 'claimed'; readonly claim: Claim; readonly envelope: Envelope }
  /** Whoever had it has it no more: handed on, dispatched, cancelled. */
  | { readonly kind: 'ended'; readonly orderId: string; readonly claim: number };

/** Reads a message of the stream; undefined for one that is no claim. */
export function readClaim(item: InputItem): HeardClaim | undefined {
  const reading = item.ok ? readEnvelope(item.value, 'urn:pickspan:rabbitmq') : undefined;
  if (reading?.ok !== true) return undefined;
  const { envelope } = reading;
  const { order_id: orderId, claim } = envelope.data;
  if (envelope.type === 'order.claim.ended' && typeof orderId === 'string' && typeof claim === 'number') {
    return { kind: 'ended', orderId, claim };
  }
  if (envelope.type !== 'order.claimed') return undefined;
  const parsed = v.safeParse(claimData, envelope.data);
  return parsed.success ? { kind: 'claimed', claim: parsed.output, envelope } : undefined;
}

/** Of all that was heard, in its order: the orders that a station still has, each as it told of it last. */
export function heldBy(stationId: string, heard: readonly HeardClaim[]): Extract<HeardClaim, { kind: 'claimed' }>[] {
  const highest = new Map<string, HeardClaim>();
  for (const each of heard) {
    const id = each.kind === 'ended' ? each.orderId : each.claim.order_id;
    const known = highest.get(id);
    // What was told later under the same number is how it stands now.
    if (known === undefined || numberOf(each) >= numberOf(known)) highest.set(id, each);
  }
  return [...highest.values()].flatMap((each) =>
    each.kind === 'claimed' && each.claim.station_id === stationId ? [each] : [],
  );
}

const numberOf = (heard: HeardClaim): number => (heard.kind === 'ended' ? heard.claim : heard.claim.claim);
