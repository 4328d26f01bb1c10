import type { Evidence } from './proofs/evidence.ts';
import { isCancelled, isUpdated, ORDERS } from './shop/orders.ts';
import type { IntakeAnswer } from './station/take-in.ts';

/** What happened, counted: a row per subject. */
export function counts(evidence: Evidence): (readonly [what: string, howMany: string])[] {
  const { takenIn, shift, findings, receiver, spans, network } = evidence;
  const orders = [...shift.log.orders.values()];
  const answers = takenIn.flatMap(({ answer }) => answer ?? []);
  const times = (result: string): string => `${answers.filter((answer) => answer.result === result).length} ${result}`;
  const deliveries = distinct(takenIn.map(({ delivery }) => delivery));
  const services = distinct(spans.map(({ resource }) => resource['service.name']));
  const picked = orders.filter(({ ended }) => ended.pick !== undefined).length;
  const lines = sum(orders.map(({ packed }) => packed.size));
  const units = sum(orders.flatMap(({ packed }) => [...packed.values()]));
  const putBack = sum(orders.flatMap((order) => [...order.putBack.values()]));
  const cancelled = ORDERS.filter(isCancelled);
  const updated = ORDERS.filter(isUpdated);
  const { made, refused } = shift.scans;
  return [
    [
      'Events in',
      `${takenIn.length} in ${deliveries} deliveries, orders in ${distinct(ORDERS.map(({ form }) => form))} forms`,
    ],
    ['', [times('accepted'), times('held'), times('duplicate'), times('refused')].join(', ')],
    ...answers.filter(({ result }) => result === 'refused').map((answer) => ['', refusal(answer)] as const),
    ['Scans', `${made} by ${shift.operators} workers, ${refused} of them refused`],
    ['Changed', `${cancelled.length} orders cancelled, ${updated.length} updated; ${putBack} units put back`],
    ...network.outages.map(
      ({ fromMs, toMs }) =>
        [
          'Network',
          `gone for ${((toMs - fromMs) / 1000).toFixed(1)} s: ${shift.scansOffline} of ${made} scans, ${network.offline.spans.waiting} spans waiting at its end`,
        ] as const,
    ),
    ['Killed', `${shift.kills} times; ${receiver.duplicates} spans came twice`],
    ['Picked', `${picked} orders, ${lines} lines`],
    ['Packed', `${units} units in ${sum(orders.map(({ parcels }) => parcels))} parcels`],
    ['Over 48 h', findings.reportedLate.join(', ') || 'none'],
    ['Telemetry', `${spans.length} spans of ${services} services in ${receiver.requests.length} requests`],
  ];
}

const refusal = ({ reason, path, line }: IntakeAnswer): string =>
  `refused: ${reason ?? ''} at ${path ?? ''}${line === undefined ? '' : ` of line ${line}`}`;

const distinct = (values: readonly unknown[]): number => new Set(values).size;

export const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
