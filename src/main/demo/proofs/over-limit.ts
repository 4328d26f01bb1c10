import type { DecodedSpan } from '../receiver/decode.ts';
import { ORDERS } from '../shop/orders.ts';
import { idOf, orderOf, proof, stationSpans, type Evidence, type Proof } from './evidence.ts';

const LIMIT_HOURS = 48;
const LIMIT_NS = BigInt(LIMIT_HOURS * 3600) * 1_000_000_000n;

/** The late orders, found in three ways: by the station's report, by the article's SQL, by following links. */
export function overLimitProofs(evidence: Evidence): Proof[] {
  const planted = ORDERS.filter(({ hoursAgo }) => hoursAgo > LIMIT_HOURS).map(({ id }) => id);
  const { reportedLate, lateBySql } = evidence.findings;
  const compare = (found: readonly string[]): string[] =>
    found.toSorted().join() === planted.toSorted().join() ? [] : [`found ${found.join(', ') || 'none'}`];
  return [
    proof(
      `the report names the orders over ${LIMIT_HOURS} h`,
      compare(reportedLate),
      planted.length,
      planted.join(', '),
    ),
    proof("the article's SQL finds the same in the database", compare(lateBySql), planted.length, planted.join(', ')),
    proof(
      'so does whoever follows the links at the receiver',
      compare(lateByLinks(evidence)),
      planted.length,
      planted.join(', '),
    ),
  ];
}

/** From each dispatch through its links to the pick and on to the checkout, with nothing else in hand. */
function lateByLinks(evidence: Evidence): string[] {
  const byId = new Map(evidence.spans.map((span) => [idOf(span), span]));
  const follow = (span: DecodedSpan | undefined, name: string): DecodedSpan | undefined =>
    span?.links.map((link) => byId.get(idOf(link))).find((target) => target?.name === name);
  return stationSpans(evidence, 'shipping.dispatch').flatMap((dispatch) => {
    const checkout = follow(follow(dispatch, 'warehouse.pick'), 'checkout.complete');
    return checkout !== undefined && dispatch.endNs - checkout.startNs > LIMIT_NS ? [orderOf(checkout)] : [];
  });
}
