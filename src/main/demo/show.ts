import { drawJourney } from '../trace/journey-picture.ts';
import type { Journey } from '../trace/journey.ts';
import type { Evidence, Proof } from './proofs/evidence.ts';
import type { LinkCount } from './proofs/links.ts';
import { ORDERS } from './shop/orders.ts';

/** With the names of the stages before it and their links behind it, a line of the picture has 98 characters. */
const PICTURE_WIDTH = 48;
const NAME_WIDTH = 56;

export const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** What happened, counted. */
export function showCounts({ takenIn, shift, findings, receiver, spans }: Evidence): void {
  const { scans, log } = shift;
  const orders = [...log.orders.values()];
  const results = (result: string): number => takenIn.filter(({ answer }) => answer?.result === result).length;
  const forms = new Set(ORDERS.map(({ form }) => form)).size;
  const refused = takenIn.flatMap(({ answer }) =>
    answer?.result === 'refused'
      ? [`${answer.reason ?? ''} at ${answer.path ?? ''}${answer.line === undefined ? '' : ` of line ${answer.line}`}`]
      : [],
  );
  const rows = [
    [
      'Events in',
      `${takenIn.length} in ${new Set(takenIn.map(({ delivery }) => delivery)).size} deliveries; orders in ${forms} forms`,
    ],
    [
      '',
      `${results('held')} held at first, ${results('duplicate')} duplicate, ${results('refused')} refused (${refused.join('; ')})`,
    ],
    [
      'Scans',
      `${scans.made} by ${shift.operators} workers, ${scans.refused} of them refused, ${log.mistakes.size} kinds of mistakes and detours`,
    ],
    [
      'Picked',
      `${orders.filter(({ ended }) => ended.pick !== undefined).length} orders, ${sum(orders.map(({ packed }) => packed.size))} lines`,
    ],
    [
      'Packed',
      `${sum(orders.flatMap(({ packed }) => [...packed.values()]))} units in ${sum(orders.map(({ parcels }) => parcels))} parcels`,
    ],
    ['Over 48 h', findings.reportedLate.join(', ') || 'none'],
    [
      'Telemetry',
      `${spans.length} spans in ${receiver.requests.length} requests, of ${new Set(spans.map(({ resource }) => resource['service.name'])).size} services`,
    ],
  ];
  for (const [what, count] of rows) say(`  ${(what ?? '').padEnd(10)} ${count ?? ''}`);
}

/** Where the order in a hurry spent its time. */
export function showJourney(journey: Journey): void {
  const waited = sum(journey.stages.map((stage) => stage.wait_s));
  const worked = sum(
    journey.stages.map(({ start, end }) => (end === null ? 0 : (Date.parse(end) - Date.parse(start)) / 1000)),
  );
  say(`\nThe journey of ${journey.order_id}, checked out ${journey.checkout.time ?? 'at an unknown time'}:\n`);
  say(drawJourney(journey, PICTURE_WIDTH));
  say(
    `\n${(journey.total_s ?? 0).toFixed(1)} s in all: ${waited.toFixed(1)} s waiting, ${worked.toFixed(1)} s in work\n`,
  );
}

export function showProofs(proofs: readonly Proof[]): void {
  for (const { name, ok, detail } of proofs)
    say(`${ok ? '✓' : '✗'} ${name.padEnd(ok ? NAME_WIDTH : 0)}${ok ? ' ' : ': '}${detail}`);
}

/** The one line that says it all. */
export function showSummary({ findings, spans }: Evidence, links: LinkCount, proofs: readonly Proof[]): void {
  const failed = proofs.filter(({ ok }) => !ok);
  const { status } = findings;
  const waiting = status.spans.waiting + status.events.waiting;
  const verdict =
    failed.length === 0
      ? `all ${proofs.length} proofs hold.`
      : `${failed.length} of ${proofs.length} proofs FAIL: ${failed.map(({ name }) => name).join('; ')}.`;
  say(
    `\n${status.orders['dispatched'] ?? 0} orders dispatched, ${spans.length} spans at the receiver, ${links.resolved} links resolved, ${waiting} waiting: ${verdict}`,
  );
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
