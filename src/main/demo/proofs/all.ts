import { changeProofs } from './changes.ts';
import { eventProofs } from './events.ts';
import type { Evidence, Proof } from './evidence.ts';
import { itemProofs } from './items.ts';
import { overLimitProofs } from './over-limit.ts';
import { latenessProofs } from './lateness.ts';
import { linkProofs, type LinkCount } from './links.ts';
import { networkProofs } from './network.ts';
import { stageProofs } from './stages.ts';
import { timeProofs } from './times.ts';
import { wireProofs } from './wire.ts';
import { workProofs } from './work.ts';

export const allProofs = (evidence: Evidence, links: LinkCount): Proof[] => [
  ...eventProofs(evidence),
  ...workProofs(evidence),
  ...stageProofs(evidence),
  ...itemProofs(evidence),
  ...changeProofs(evidence),
  ...linkProofs(links),
  ...timeProofs(evidence),
  ...overLimitProofs(evidence),
  ...networkProofs(evidence),
  ...latenessProofs(evidence),
  ...wireProofs(evidence),
];
