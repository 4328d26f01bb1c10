import type { DecodedSpan } from '../receiver/decode.ts';
import type { Moment } from '../shift/bench.ts';
import { ORDERS } from '../shop/orders.ts';
import { idOf, msOf, orderOf, proof, stationSpans, type Evidence, type Proof } from './evidence.ts';
import { STAGE_SPANS } from './stages.ts';

/** Times are when things happened, by the clock of the worker who made them happen. */
export function timeProofs(evidence: Evidence): Proof[] {
  const faults: string[] = [];
  let readings = 0;
  for (const [stage, name] of STAGE_SPANS) {
    for (const span of stationSpans(evidence, name)) {
      const { began, ended } = evidence.shift.log.of(orderOf(span));
      readings += 2;
      if (!isWithin(msOf(span.startNs), began[stage])) faults.push(`${name} of ${orderOf(span)} began at another time`);
      if (!isWithin(msOf(span.endNs), ended[stage])) faults.push(`${name} of ${orderOf(span)} ended at another time`);
    }
  }
  return [
    proof('stages begin and end when the worker saw them do so', faults, readings, `${readings} times`),
    proof('items lie within their pick, paper behind its stage', ...childFaults(evidence)),
    proof(
      'checkouts keep the times at which they happened',
      checkoutFaults(evidence),
      ORDERS.length,
      `${ORDERS.length} checkouts`,
    ),
  ];
}

const isWithin = (ms: number, moment: Moment | undefined): boolean =>
  moment !== undefined && ms >= moment.sentMs && ms <= moment.answeredMs;

/** Paper is printed after the answer to the worker, so its span may end after the stage that asked for it. */
function childFaults(evidence: Evidence): [faults: string[], seen: number, detail: string] {
  const all = stationSpans(evidence);
  const children = all.filter(({ parentSpanId }) => parentSpanId !== undefined);
  const byId = new Map(all.map((span) => [idOf(span), span]));
  const faults = children.flatMap((span) => {
    const parent = byId.get(idOf({ traceId: span.traceId, spanId: span.parentSpanId ?? '' }));
    if (parent === undefined) return [`${span.name} of ${orderOf(span)} has a parent that nobody has`];
    const after = span.startNs >= parent.startNs;
    const before = span.endNs <= parent.endNs || span.name.startsWith('print ');
    return after && before ? [] : [`${span.name} of ${orderOf(span)} lies outside its ${parent.name}`];
  });
  return [faults, children.length, `${children.length} children`];
}

/** As emitted, at the receiver and in the station's own words. */
function checkoutFaults({ spans, upstream, findings }: Evidence): string[] {
  const received = new Map(spans.map((span): [string, DecodedSpan] => [idOf(span), span]));
  return ORDERS.flatMap(({ id, unsampled }) => {
    const emitted = upstream.checkouts.get(id);
    if (emitted === undefined) return [`${id} has no checkout`];
    const span = received.get(idOf(emitted));
    const faults: string[] = [];
    if (unsampled !== (span === undefined))
      faults.push(`the checkout of ${id} is ${unsampled ? '' : 'not '}at the receiver`);
    if (span !== undefined && (msOf(span.startNs) !== emitted.startMs || msOf(span.endNs) !== emitted.endMs))
      faults.push(`the checkout of ${id} came with other times`);
    const kept = findings.checkoutTimes.get(id);
    if (kept !== emitted.startMs) faults.push(`the station has the checkout of ${id} at ${kept ?? 'no time'}`);
    return faults;
  });
}
