/** Random coupon values (AI 8110 and 8112) for oracle.test.ts, written from the guideline's field list. */
import type { Random } from './oracle-random.ts';

function digits(random: Random, count: number): string {
  return Array.from({ length: count }, () => random.character('0123456789')).join('');
}

/** A length between `from` and `to`, followed by that many digits and `extra` more. */
function sized(random: Random, from: number, to: number, extra: number): string {
  const length = from + random.below(to - from + 1);
  return String(length) + digits(random, length + extra);
}

function requirement(random: Random): string {
  return sized(random, 1, 5, 0) + random.character('012349') + digits(random, 3);
}

function furtherPurchase(random: Random): string {
  return requirement(random) + (random.below(2) === 0 ? '9' : sized(random, 0, 6, 6));
}

export function randomCoupon(random: Random): string {
  const groups = [
    () => `1${random.character('0123')}${furtherPurchase(random)}`,
    () => `2${furtherPurchase(random)}`,
    () => `3${random.pick(['260131', '280229', '271231'])}`,
    () => `4${random.pick(['260101', '280228', '250601'])}`,
    () => `5${sized(random, 0, 9, 6)}`,
    () => `6${sized(random, 1, 7, 6)}`,
    () => `9${random.character('01256')}${random.character('012')}${digits(random, 1)}${random.character('01')}`,
  ];
  const core = sized(random, 0, 6, 6) + digits(random, 6) + sized(random, 1, 5, 0) + requirement(random);
  return core + groups.map((group) => (random.below(4) === 0 ? group() : '')).join('');
}

export function randomOffer(random: Random): string {
  return random.character('01') + sized(random, 0, 6, 6) + digits(random, 6) + sized(random, 0, 9, 6);
}
