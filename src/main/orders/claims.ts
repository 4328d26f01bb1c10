import * as v from 'valibot';
import { readEnvelope, type Envelope } from '../exchange/envelope.ts';
import type { InputItem } from '../exchange/read-input.ts';
import { handedOn, type HandedOn } from './handed-on.ts';
import { ORDER_STATES, type OrderState } from '../../shared/order-states.ts';

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
  readonly after?: { readonly claim: number; readonly station_id: string } | null | undefined;
};

const number = v.pipe(v.number(), v.integer(), v.minValue(1));
const station = v.pipe(v.string(), v.minLength(1), v.maxLength(64));

export const claimData = v.object({
  ...handedOn.entries,
  claim: number,
  station_id: station,
  state: v.picklist(ORDER_STATES),
  requires: v.array(v.picklist(['payment', 'inventory'])),
  /** Whose claim the order came from, under which number. */
  after: v.nullish(v.object({ claim: number, station_id: station })),
});

const endedData = v.object({ order_id: v.string(), claim: number, station_id: station });

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
  | { readonly kind: 'ended'; readonly orderId: string; readonly claim: number; readonly stationId: string };

export type Heard = HeardClaim | { readonly kind: 'answered'; readonly answer: ClaimAnswer };

/** Reads a message of the stream; undefined for one that is no claim and no answer to one. */
export function readClaim(item: InputItem): Heard | undefined {
  const reading = item.ok ? readEnvelope(item.value, 'urn:pickspan:rabbitmq') : undefined;
  if (reading?.ok !== true) return undefined;
  const { envelope } = reading;
  switch (envelope.type) {
    case 'order.claim.ended': {
      const parsed = v.safeParse(endedData, envelope.data);
      if (!parsed.success) return undefined;
      const { order_id: orderId, claim, station_id: stationId } = parsed.output;
      return { kind: 'ended', orderId, claim, stationId };
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

/** A claim as far as it decides whose an order is. */
export interface ClaimOf {
  readonly claim: number;
  readonly stationId: string;
}

/** Whose an order is: the higher number's; of one number, which a message that came twice can give, the later name's. */
export function compareClaims(theirs: ClaimOf, ours: ClaimOf): 'theirs' | 'ours' {
  if (theirs.claim !== ours.claim) return theirs.claim > ours.claim ? 'theirs' : 'ours';
  return theirs.stationId > ours.stationId ? 'theirs' : 'ours';
}

/** What an order was handed on with: the claim before, and whose it was; 0 and nobody's from a shop. */
export interface Basis {
  readonly claim: number;
  readonly stationId: string | undefined;
}

/** Whether a claim is another's beside ours, and none of those that the order went through on its way here. */
export function isRival(claim: ClaimOf, basis: Basis): boolean {
  return claim.claim > basis.claim || (claim.claim === basis.claim && claim.stationId !== basis.stationId);
}

/** Of all that was heard, in its order: the orders that a station still has, each as it told of it last. */
export function heldBy(stationId: string, heard: readonly Heard[]): Extract<HeardClaim, { kind: 'claimed' }>[] {
  const highest = new Map<string, HeardClaim>();
  for (const each of heard) {
    if (each.kind === 'answered') continue;
    const id = each.kind === 'ended' ? each.orderId : each.claim.order_id;
    const known = highest.get(id);
    // What was told later under the same number is how it stands now.
    if (known === undefined || isSame(each, known) || compareClaims(claimOf(each), claimOf(known)) === 'theirs')
      highest.set(id, each);
  }
  return [...highest.values()].flatMap((each) =>
    each.kind === 'claimed' && each.claim.station_id === stationId ? [each] : [],
  );
}

/** Whose claim was heard. */
export const claimOf = (heard: HeardClaim): ClaimOf =>
  heard.kind === 'ended' ? heard : { claim: heard.claim.claim, stationId: heard.claim.station_id };

function isSame(one: HeardClaim, other: HeardClaim): boolean {
  const [a, b] = [claimOf(one), claimOf(other)];
  return a.claim === b.claim && a.stationId === b.stationId;
}
