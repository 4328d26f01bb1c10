import { ORDERS } from '../shop/orders.ts';
import { isAsExpected } from '../station/take-in.ts';
import { idOf, orderOf, proof, stationSpans, textOf, type Evidence, type Proof } from './evidence.ts';

const CONSUMER = 5;

/** What came in, what the station answered, and what its consumer spans say about it. */
export function eventProofs(evidence: Evidence): Proof[] {
  const { takenIn } = evidence;
  const wrong = takenIn
    .filter((taken) => !isAsExpected(taken))
    .map(
      ({ delivery, expected, answer, problem }) =>
        problem ?? `${delivery}: ${JSON.stringify(answer)}, not ${JSON.stringify(expected)}`,
    );
  return [
    proof('every event is answered as its sender has to expect', wrong, takenIn.length, countByResult(evidence)),
    proof('consumer spans say what intake answered', ...consumerFaults(evidence)),
    proof(
      'held orders are released once, by payment and stock',
      releaseFaults(evidence),
      waiting().length,
      `${waiting().length} orders`,
    ),
  ];
}

const waiting = () => ORDERS.filter(({ release }) => release !== 'nothing-to-wait-for');

function countByResult({ takenIn }: Evidence): string {
  const counts = Object.groupBy(takenIn, ({ answer }) => answer?.result ?? 'unanswered');
  return Object.entries(counts)
    .map(([result, list]) => `${list?.length ?? 0} ${result}`)
    .join(', ');
}

/** An event whose id could not be read has no span: there is nothing to say it about. */
function consumerFaults(evidence: Evidence): [faults: string[], seen: number, detail: string] {
  const answered = evidence.takenIn
    .flatMap(({ answer }) => {
      const id = answer?.event_id ?? undefined;
      return id === undefined ? [] : [`${id} ${statusOf(answer?.result ?? '')}`];
    })
    .toSorted();
  const consumers = stationSpans(evidence).filter(({ name }) => name.startsWith('process '));
  const told = consumers
    .map(({ attributes }) => `${textOf(attributes, 'event.id')} ${textOf(attributes, 'processing.status')}`)
    .toSorted();
  const faults = answered.filter((line, index) => line !== told[index]).map((line) => `no consumer span says ${line}`);
  if (told.length !== answered.length) faults.push(`${told.length} consumer spans for ${answered.length} events`);
  for (const { name, kind, links } of consumers) {
    if (kind !== CONSUMER) faults.push(`${name} is of kind ${kind}`);
    if (links.length !== 1) faults.push(`${name} has ${links.length} links to its producer`);
  }
  return [faults, consumers.length, `${consumers.length} spans`];
}

const statusOf = (result: string): string => (result === 'accepted' ? 'complete' : result);

function releaseFaults(evidence: Evidence): string[] {
  const spans = stationSpans(evidence, 'fulfill_order');
  const surplus = spans.length - waiting().length;
  const faults = surplus > 0 ? [`${surplus} orders were released that waited for nothing`] : [];
  for (const { id } of waiting()) {
    const [span, ...others] = spans.filter((candidate) => orderOf(candidate) === id);
    if (span === undefined || others.length > 0) {
      faults.push(`${id} was released ${span === undefined ? 0 : others.length + 1} times`);
      continue;
    }
    const told = span.links.map((link) => `${textOf(link.attributes, 'link.relationship')} ${idOf(link)}`);
    const expected = [
      `payment_confirmation ${idOf(evidence.upstream.confirmation(id, 'payment'))}`,
      `inventory_reservation ${idOf(evidence.upstream.confirmation(id, 'inventory'))}`,
    ];
    if (told.toSorted().join() !== expected.toSorted().join())
      faults.push(`the release of ${id} links to ${told.join()}`);
    if (span.attributes['fulfillment.trigger_count'] !== 2) faults.push(`the release of ${id} counts wrong`);
  }
  return faults;
}
