import { eventProofs } from './events.ts';
import type { Evidence, Proof } from './evidence.ts';
import { itemProofs } from './items.ts';
import { lateProofs } from './late.ts';
import { linkProofs, type LinkCount } from './links.ts';
import { stageProofs } from './stages.ts';
import { timeProofs } from './times.ts';
import { wireProofs } from './wire.ts';
import { workProofs } from './work.ts';

export const allProofs = (evidence: Evidence, links: LinkCount): Proof[] => [
  ...eventProofs(evidence),
  ...workProofs(evidence),
  ...stageProofs(evidence),
  ...itemProofs(evidence),
  ...linkProofs(links),
  ...timeProofs(evidence),
  ...lateProofs(evidence),
  ...wireProofs(evidence),
];
