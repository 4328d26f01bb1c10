import type { DecodedSpan } from '../receiver/decode.ts';
import { ORDERS, type Form, type Order } from '../shop/orders.ts';
import { idOf, linkStage, orderOf, proof, stationSpans, type Evidence, type Proof } from './evidence.ts';

export const STAGE_SPANS = [
  ['pick', 'warehouse.pick'],
  ['pack', 'warehouse.pack'],
  ['ship', 'shipping.dispatch'],
] as const;

/** The stages that an order has been through in the end. */
export function stagesOf({ change }: Order): readonly (typeof STAGE_SPANS)[number][0][] {
  if (change === 'cancelled before its pick') return [];
  if (change === 'cancelled in its pick') return ['pick'];
  return change === 'cancelled while packing' ? ['pick', 'pack'] : ['pick', 'pack', 'ship'];
}

/** OTLP's flags of a link: 0x100 says that the next bit is meant, 0x200 that the context came from elsewhere. */
const KNOWS_REMOTE = 0x100;
const IS_REMOTE = 0x200;

/** Each order has its three stages, each of them a trace of its own that points back at all before it. */
export function stageProofs(evidence: Evidence): Proof[] {
  const faults = { once: [] as string[], links: [] as string[], children: [] as string[] };
  let links = 0;
  for (const [, name] of STAGE_SPANS) {
    const known = new Set(ORDERS.map(({ id }) => id));
    for (const span of stationSpans(evidence, name)) {
      if (!known.has(orderOf(span))) faults.once.push(`${name} of ${orderOf(span)}, which was never ordered`);
      links += span.links.length;
      if (span.parentSpanId !== undefined) faults.children.push(`${name} of ${orderOf(span)} has a parent`);
    }
  }
  for (const order of ORDERS) {
    const { id, form } = order;
    const stages = stagesOf(order);
    const earlier: DecodedSpan[] = [];
    for (const [stage, name] of STAGE_SPANS) {
      const found = stationSpans(evidence, name).filter((span) => orderOf(span) === id);
      const [span] = found;
      if (found.length !== (stages.includes(stage) ? 1 : 0)) faults.once.push(`${id} has ${found.length} ${name}`);
      if (span === undefined) continue;
      faults.links.push(...linkFaults(evidence, form, span, earlier).map((fault) => `${stage} of ${id} ${fault}`));
      if ([evidence.upstream.checkouts.get(id), ...earlier].some((before) => before?.traceId === span.traceId))
        faults.children.push(`${name} of ${id} is in the trace of an earlier stage`);
      earlier.push(span);
    }
  }
  return [
    proof('every order has each of its stages, and once', faults.once, ORDERS.length, `${ORDERS.length} orders`),
    proof('stages link to the checkout and to all stages before', faults.links, links, `${links} links`),
    proof('no stage is a child of another span', faults.children, links, 'each is the root of its own trace'),
  ];
}

function linkFaults({ upstream }: Evidence, form: Form, span: DecodedSpan, earlier: readonly DecodedSpan[]): string[] {
  const checkout = upstream.checkouts.get(orderOf(span));
  if (checkout === undefined) return ['has no checkout'];
  const [first, ...others] = span.links;
  const faults: string[] = [];
  if (first === undefined || idOf(first) !== idOf(checkout) || linkStage(first) !== 'checkout') {
    faults.push('does not link to its checkout');
  } else {
    // The article's message has no place for a trace state; the other forms keep it.
    if (first.flags !== (checkout.flags | KNOWS_REMOTE | IS_REMOTE)) faults.push(`links with flags ${first.flags}`);
    const state = form.startsWith('article') ? '' : checkout.tracestate;
    if (first.traceState !== state) faults.push(`links with trace state '${first.traceState}'`);
    if (first.attributes['link.type'] !== 'follows_from') faults.push('does not say that it follows from its checkout');
  }
  const expected = earlier.map((before, index) => `${STAGE_SPANS[index]?.[0] ?? ''} ${idOf(before)}`);
  const actual = others.map((link) => `${linkStage(link)} ${idOf(link)}`);
  if (expected.join() !== actual.join()) faults.push(`links to ${actual.join() || 'no stage'}`);
  if (others.some(({ flags }) => (flags & IS_REMOTE) !== 0)) faults.push('calls a stage of this station remote');
  return faults;
}
