import { ORDERS, wantedAddress } from '../shop/orders.ts';
import { proof, STATION, stationSpans, type Evidence, type Proof } from './evidence.ts';

/** What went over the wire: well-formed, never told twice in two ways, and nobody's business in it. */
export function wireProofs(evidence: Evidence): Proof[] {
  const { receiver, syncs } = evidence;
  const spans = stationSpans(evidence);
  const { sent } = evidence.findings.status.spans;
  const told = JSON.stringify(
    spans.map(({ name, attributes, events, links, status, resource }) => [
      name,
      attributes,
      links.map((link) => link.attributes),
      events.map((event) => [event.name, event.attributes]),
      status,
      resource,
    ]),
  );
  const people = new Set(
    ORDERS.flatMap((order) => [order.shipTo, wantedAddress(order)]).flatMap(({ name, street1, city }) => [
      name,
      street1,
      city,
    ]),
  );
  return [
    proof(
      'the receiver takes every request as OTLP',
      receiver.problems,
      receiver.requests.length,
      `${receiver.requests.length} requests`,
    ),
    proof(
      'nothing is lost, and nothing is left behind',
      [
        ...syncs.flatMap(({ exit, complaints }) => (exit === 0 ? [] : [`sync ended with ${exit}: ${complaints}`])),
        ...waiting(evidence),
        ...(sent === spans.length ? [] : [`${sent} spans sent by ${STATION}, ${spans.length} received`]),
      ],
      spans.length,
      `${spans.length} spans of the station`,
    ),
    proof(
      'no customer is named in a span',
      [...people].filter((text) => told.includes(text)).map((text) => `a span says '${text}'`),
      spans.length,
      `${people.size} names, streets, cities`,
    ),
  ];
}

/** What `status` says still has to leave: spans, events, paper. */
function waiting({ findings }: Evidence): string[] {
  const { spans, events, print } = findings.status;
  const counts = {
    'spans waiting': spans.waiting,
    'spans parked': spans.parked,
    'spans refused': spans.refused,
    'events waiting': events.waiting,
    'documents queued': print['queued'] ?? 0,
  };
  return Object.entries(counts).flatMap(([what, count]) => (count === 0 ? [] : [`${count} ${what}`]));
}
