import type { LanguageCode } from '../../shared/command-barcodes.ts';
import type { View } from '../../shared/views.ts';
import { translate } from '../messages/translate.ts';
import { paperInQuestion } from './paper-questions.ts';
import type { Parts } from './parts.ts';
import type { Job, Session } from './session-store.ts';
import { packedView, packView, shipView, shortView } from './views/bench.ts';
import { homeView } from './views/home.ts';
import type { Say } from './views/say.ts';
import { leadView } from './views/lead.ts';
import { paperAtBench, paperView } from './views/paper.ts';
import { pickView, putBackView } from './views/walk.ts';

/** The whole screen as it now is, from what is stored: the same after a restart as before it. */
export function buildView(parts: Parts, session: Session, language: LanguageCode): View {
  const say: Say = (key, words = {}) => translate(language, key, words);
  const { operatorId: operator, job, held } = session;
  const asked = session.pinFor === null ? null : (parts.operators.get(session.pinFor)?.name ?? session.pinFor);
  if (operator !== null && held !== null) return leadView(held, operator, asked, say);
  if (operator === null || asked !== null) return signInView(operator, asked, say);
  const paper = paperInQuestion(parts, session);
  if (paper !== undefined) {
    const asked = paperView(paper, operator, say);
    return job === null ? asked : paperAtBench(asked, shipView(parts, job, operator, say));
  }
  if (job !== null) return jobView(parts, job, operator, say);
  if (session.showsLastDone && session.lastDone !== null)
    return packedView(parts, session.lastDone.orderId, operator, say);
  return homeView(parts, operator, say);
}

/** A badge is wanted, or the PIN to the one that was scanned. */
const signInView = (operator: string | null, asked: string | null, say: Say): View => ({
  kind: 'signin',
  operator,
  asked,
  expect: [asked === null ? 'badge' : 'pin'],
  say: asked === null ? say('say.signin') : say('say.pin', { operator: asked }),
  progress: { done: 0, total: 0 },
});

function jobView(parts: Parts, job: Job, operator: string, say: Say): View {
  switch (job.stage) {
    case 'pick':
      return pickView(parts, job.orderId, operator, say);
    case 'pack':
      return packView(parts, job.orderId, operator, say);
    case 'ship':
      return shipView(parts, job, operator, say);
    case 'put_back':
      return putBackView(parts, job.orderId, operator, say);
    case 'short':
      return shortView(parts, job.orderId, operator, say);
  }
}
