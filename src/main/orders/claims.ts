import * as v from 'valibot';
import { readEnvelope, type Envelope } from '../exchange/envelope.ts';
import type { InputItem } from '../exchange/read-input.ts';
import { handedOn, type HandedOn } from './handed-on.ts';
import { ORDER_STATES, type OrderState } from './states.ts';

/*
 * Claims on orders (INTERFACES 4): each station tells which order it works on, under a number that grows with every hand
 * the order passes through. The highest number is right. A station that an order was taken over from answers, should it
 * be alive: it has let go of the order, or the order has left it already.
 */

export type Claim = HandedOn & {
  readonly claim: number;
  readonly station_id: string;
  readonly state: OrderState;
  readonly requires: readonly ('payment' | 'inventory')[];
};

const number = v.pipe(v.number(), v.integer(), v.minValue(1));
const station = v.pipe(v.string(), v.minLength(1), v.maxLength(64));

export const claimData = v.object({
  ...handedOn.entries,
  claim: number,
  station_id: station,
  state: v.picklist(ORDER_STATES),
  requires: v.array(v.picklist(['payment', 'inventory'])),
});

export const answerData = v.object({
  order_id: v.string(),
  /** The claim that is answered, and whose it is. */
  claim: number,
  to: station,
  /** Who answers. */
  station_id: station,
  answer: v.picklist(['yielded', 'gone']),
});

export type ClaimAnswer = v.InferOutput<typeof answerData>;

export type HeardClaim =
  | { readonly kind: 'claimed'; readonly claim: Claim; readonly envelope: Envelope }
  /** Whoever had it has it no more: handed on, dispatched, cancelled. */
  | { readonly kind: 'ended'; readonly orderId: string; readonly claim: number };

export type Heard = HeardClaim | { readonly kind: 'answered'; readonly answer: ClaimAnswer };

/** Reads a message of the stream; undefined for one that is no claim and no answer to one. */
export function readClaim(item: InputItem): Heard | undefined {
  const reading = item.ok ? readEnvelope(item.value, 'urn:pickspan:rabbitmq') : undefined;
  if (reading?.ok !== true) return undefined;
  const { envelope } = reading;
  switch (envelope.type) {
    case 'order.claim.ended': {
      const { order_id: orderId, claim } = envelope.data;
      return typeof orderId === 'string' && typeof claim === 'number' ? { kind: 'ended', orderId, claim } : undefined;
    }
    case 'order.claim.answered': {
      const parsed = v.safeParse(answerData, envelope.data);
      return parsed.success ? { kind: 'answered', answer: parsed.output } : undefined;
    }
    case 'order.claimed': {
      const parsed = v.safeParse(claimData, envelope.data);
      return parsed.success ? { kind: 'claimed', claim: parsed.output, envelope } : undefined;
    }
    default:
      return undefined;
  }
}

/** Of all that was heard, in its order: the orders that a station still has, each as it told of it last. */
export function heldBy(stationId: string, heard: readonly Heard[]): Extract<HeardClaim, { kind: 'claimed' }>[] {
  const highest = new Map<string, HeardClaim>();
  for (const each of heard) {
    if (each.kind === 'answered') continue;
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
