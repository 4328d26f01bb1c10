import type { LeadMatter, View } from '../../../shared/views.ts';
import type { ExtraMessage } from '../../messages/en.ts';
import type { Deed } from '../../people/roles.ts';
import type { HeldInput } from '../session-store.ts';
import type { Say } from './say.ts';

/** What was scanned waits for a lead, or for the word why. `asked`: the name of the lead whose PIN is still to come. */
export function leadView(held: HeldInput, operator: string, asked: string | null, say: Say): View {
  const { stake, orderId } = held;
  const matter = matterOf(held.deed);
  const wantsReason = held.asksReason && held.reason === null;
  const words = stake?.kind === 'short' ? { units: stake.units, of: stake.of } : { off: stake?.offG ?? 0 };
  return {
    kind: 'question',
    question: 'lead',
    operator,
    order_id: orderId,
    matter,
    asked,
    expect: [wantsReason ? 'reason' : asked === null ? 'badge' : 'pin'],
    say:
      asked === null ? say(wantsReason ? 'say.lead.reason' : SAID[matter], words) : say('say.pin', { operator: asked }),
    progress: { done: 0, total: 1 },
  };
}

const SAID = {
  short: 'say.lead.short',
  weight: 'say.lead.weight',
  reprint: 'say.lead.reprint',
  noprint: 'say.lead.noprint',
  release: 'say.lead.release',
  takeover: 'say.lead.takeover',
} as const satisfies Record<LeadMatter, ExtraMessage>;

function matterOf(deed: Deed): LeadMatter {
  if (deed === 'reason') return 'weight';
  return deed === 'short' || deed === 'reprint' || deed === 'noprint' || deed === 'takeover' ? deed : 'release';
}
