import { LATE_AFTER_MS } from '../../trace/export/lateness.ts';
import { idOf, msOf, proof, stationSpans, type Evidence, type Proof } from './evidence.ts';

/** Of the station's spans, those that left it late, by when the receiver had them. Times in ms. */
export interface Lateness {
  readonly late: number;
  readonly medianMs: number;
  readonly worstMs: number;
}

export function latenessOf(evidence: Evidence): Lateness {
  const late = stationSpans(evidence)
    .map((span) => (evidence.arrivals.get(idOf(span)) ?? Infinity) - msOf(span.endNs))
    .filter((ms) => ms > LATE_AFTER_MS)
    .toSorted((a, b) => a - b);
  return { late: late.length, medianMs: late[late.length >> 1] ?? 0, worstMs: late.at(-1) ?? 0 };
}

/** The station learns of a delivery after the receiver has it, so it never tells of fewer late spans or of shorter times. */
export function latenessProofs(evidence: Evidence): Proof[] {
  const { late, worstMs } = latenessOf(evidence);
  const told = evidence.findings.status.spans.late;
  return [
    proof(
      'the station knows how many spans left it late',
      [
        ...(told.count >= late ? [] : [`it tells of ${told.count}, the receiver saw ${late}`]),
        ...((told.worst_s ?? 0) * 1000 >= worstMs ? [] : [`by ${told.worst_s ?? 0} s, the receiver saw ${worstMs} ms`]),
      ],
      late,
      `${told.count}, each until its answer was in`,
    ),
  ];
}
