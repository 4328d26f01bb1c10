import { BATCH_SPANS } from '../../trace/export/delivery-reader.ts';
import { idOf, msOf, proof, stationSpans, type Evidence, type Proof } from './evidence.ts';

/** In a pick between two scans, in a pick with a scan on its way, and in a drain. */
const KILLS = 3;

/** Half of a shift, give or take a tenth. */
const HALF = { from: 0.4, to: 0.6 };

/** The network was gone, the station was killed: nothing left meanwhile, nothing was lost, little came twice. */
export function networkProofs(evidence: Evidence): Proof[] {
  const { network, shift, receiver } = evidence;
  const { outages, refusals, offline } = network;
  const share = shift.scansOffline / shift.scans.made;
  const cutOffs = shift.kills + outages.length;
  const { waiting } = offline.spans;
  return [
    proof(
      'for half of the shift no network, and the work goes on',
      [
        ...(share >= HALF.from && share <= HALF.to ? [] : [`${shift.scansOffline} of ${shift.scans.made} scans`]),
        ...(waiting > 0 ? [] : ['no span had to wait']),
        ...((offline.delivery?.attempts ?? 0) > 0 ? [] : ['the station did not notice']),
      ],
      refusals,
      `${shift.scansOffline} of ${shift.scans.made} scans, ${waiting} spans waited`,
    ),
    proof('spans of that time leave when it is back, as they are', ...outageFaults(evidence)),
    proof(
      'killed in picks and in a drain, it goes on where it was',
      [
        ...(shift.kills === KILLS ? [] : [`it was killed ${shift.kills} times`]),
        ...(receiver.duplicates > 0 ? [] : ['no batch came twice, so it was not killed in the middle of one']),
      ],
      shift.kills,
      `${shift.kills} kills, no scan made again`,
    ),
    proof(
      'spans come twice by a batch a cut at most, and the same',
      [
        ...receiver.resendsDiffer.map((id) => `span ${id} came again with other content`),
        ...(receiver.duplicates <= cutOffs * BATCH_SPANS ? [] : [`${receiver.duplicates} came twice`]),
      ],
      receiver.duplicates,
      `${receiver.duplicates} of ${stationSpans(evidence).length} came twice`,
    ),
  ];
}

function outageFaults(evidence: Evidence): [faults: string[], seen: number, detail: string] {
  const { arrivals, network } = evidence;
  const faults: string[] = [];
  let seen = 0;
  for (const span of stationSpans(evidence)) {
    const arrivedMs = arrivals.get(idOf(span)) ?? 0;
    const endedMs = msOf(span.endNs);
    for (const { fromMs, toMs } of network.outages) {
      if (arrivedMs > fromMs && arrivedMs < toMs) faults.push(`${span.name} arrived without a network`);
      if (endedMs >= fromMs && endedMs < toMs) seen += 1;
    }
  }
  return [faults, seen, `${seen} spans`];
}
