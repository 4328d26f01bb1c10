import { ORDERS } from '../shop/orders.ts';
import { idOf, orderOf, proof, stationSpans, type Evidence, type Proof } from './evidence.ts';

export interface LinkCount {
  readonly resolved: number;
  /** To a checkout that its own system did not sample: the link is right, but nobody exported what it leads to. */
  readonly unsampled: number;
  readonly faults: readonly string[];
}

/** Follows every link of the station's spans to the span it names. */
export function followLinks(evidence: Evidence): LinkCount {
  const held = new Set(evidence.spans.map(idOf));
  const unsampledCheckouts = new Set(
    ORDERS.filter((order) => order.unsampled).flatMap(({ id }) => {
      const checkout = evidence.upstream.checkouts.get(id);
      return checkout === undefined ? [] : [idOf(checkout)];
    }),
  );
  const faults: string[] = [];
  let resolved = 0;
  let unsampled = 0;
  for (const span of stationSpans(evidence)) {
    if (span.droppedLinksCount > 0) faults.push(`${span.name} lost ${span.droppedLinksCount} links`);
    for (const link of span.links) {
      if (held.has(idOf(link))) resolved += 1;
      else if (unsampledCheckouts.has(idOf(link)) && (link.flags & 1) === 0) unsampled += 1;
      else faults.push(`${span.name} of ${orderOf(span)} links to ${idOf(link)}, which nobody has`);
    }
  }
  return { resolved, unsampled, faults };
}

export function linkProofs({ resolved, unsampled, faults }: LinkCount): Proof[] {
  const none = unsampled === 0 ? ['no link leads to the checkout that was not sampled'] : [];
  return [
    proof(
      'every link leads to a span the receiver holds',
      [...faults, ...none],
      resolved,
      `${resolved}; ${unsampled} to a checkout not sampled`,
    ),
  ];
}
