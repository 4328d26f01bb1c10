import { allProofs } from './proofs/all.ts';
import type { Evidence } from './proofs/evidence.ts';
import { followLinks } from './proofs/links.ts';
import { showCounts, showJourney, showProofs, showSummary } from './show.ts';

/**
 * Tells what happened and whether every proof holds.
 * @returns the exit code: 1 when a proof does not hold, which the last line then names.
 */
export function judge(evidence: Evidence): 0 | 1 {
  const links = followLinks(evidence);
  const proofs = allProofs(evidence, links);
  showCounts(evidence);
  showJourney(evidence.findings.journey);
  showProofs(proofs);
  showSummary(evidence, links, proofs);
  return proofs.every(({ ok }) => ok) ? 0 : 1;
}
