import { refusal, type Acting, type Step } from '../audit/step.ts';
import type { Command } from '../../shared/command-barcodes.ts';
import { isLead, may, wantsReason, type Deed } from '../people/roles.ts';
import type { Operator } from '../people/store.ts';
import type { Parts } from './parts.ts';
import type { HeldInput, Session } from './session-store.ts';
import { aboutJob, askForPin } from './sign-in.ts';

/*
 * What a worker may not decide alone is held as it was scanned until a lead's badge lets it pass. The lead is not signed
 * in by that: it counts once, for that input, under the worker's name.
 */

/** The step as it is, or the question that comes before it. */
export function orAskLead(parts: Parts, step: Step, deed: Deed, text: string, current: Session, acting: Acting): Step {
  const facts = { limits: parts.settings.approvals, stake: step.stake };
  // What a worker may do anybody may; so most scans never ask who it is.
  if (!step.ok || current.operatorId === null || may('worker', deed, facts) === 'yes') return step;
  if (!parts.operators.isSetUp()) return step;
  const role = parts.operators.active(current.operatorId)?.role ?? 'worker';
  const asksLead = may(role, deed, facts) !== 'yes';
  const asksReason = wantsReason(deed);
  if (!asksLead && !asksReason) return step;
  const held = {
    scan: text,
    entry: acting.entry ?? 'scan',
    deed,
    ...whatOf(step),
    asksLead,
    asksReason,
    reason: null,
  };
  return {
    ...refusal(asksLead ? 'lead.needed' : 'lead.reason.needed', {}, held),
    sound: 'attention',
    note: (auditId) => parts.session.hold({ ...held, auditId }),
  };
}

/** What is decided: this, and nothing that it may have become, is what the lead approves. */
const whatOf = (step: Step) => ({
  orderId: step.orderId ?? null,
  stage: step.stage ?? null,
  lineNo: step.lineNo ?? null,
  stake: step.stake ?? null,
});

/** An input while another is held: its reason, a badge, or that it is taken back. `decide` does what was held. */
export function takeWhileHeld(
  parts: Parts,
  held: HeldInput,
  command: Command | undefined,
  current: Session,
  decide: (held: HeldInput) => Step,
): Step {
  const { session } = parts;
  const about = aboutJob(current);
  const wantsItsReason = held.asksReason && held.reason === null;
  if (command?.name === 'cancel' || command?.name === 'no')
    return { ok: true, code: 'lead.withdrawn', words: {}, ...about, apply: () => session.hold(null) };
  if (command?.name === 'operator' && !wantsItsReason) return takeLeadsBadge(parts, held, command.id, current, decide);
  if (command?.name === 'reason' && wantsItsReason) {
    const answered = { ...held, reason: command.word };
    if (!held.asksLead) return complete(parts, answered, undefined, decide);
    const words = { reason: command.word };
    return { ok: true, code: 'lead.reason.ok', words, ...about, apply: () => session.hold(answered) };
  }
  return refusal(wantsItsReason ? 'lead.reason.needed' : 'lead.needed', {}, about);
}

function takeLeadsBadge(
  parts: Parts,
  held: HeldInput,
  id: string,
  current: Session,
  decide: (held: HeldInput) => Step,
): Step {
  const about = aboutJob(current);
  const operator = parts.operators.active(id);
  if (operator === undefined) return refusal('signin.unknown', { operator: id }, about);
  const mayApprove = isLead(operator.role) && operator.pin !== null;
  return mayApprove ? askForPin(parts.session, operator, about) : approve(parts, held, operator, current, decide);
}

/** Somebody known, with badge and PIN, lets pass what waits. */
export function approve(
  parts: Parts,
  held: HeldInput,
  operator: Operator,
  current: Session,
  decide: (held: HeldInput) => Step,
): Step {
  if (!isLead(operator.role)) return refusal('lead.role', { operator: operator.name }, aboutJob(current));
  return complete(parts, held, operator, decide);
}

/** Does what was held, if it is still what it was. Once: whatever comes of it, nothing is held any more. */
function complete(parts: Parts, held: HeldInput, lead: Operator | undefined, decide: (held: HeldInput) => Step): Step {
  const drop = (): void => parts.session.hold(null);
  const step = decide(held);
  if (!step.ok) return { ...step, note: drop };
  const { orderId, stage, lineNo, stake } = held;
  if (JSON.stringify(whatOf(step)) !== JSON.stringify({ orderId, stage, lineNo, stake }))
    return { ...refusal('lead.changed', {}, { orderId, stage }), note: drop };
  return {
    ...step,
    ...(lead === undefined ? {} : { approverId: lead.id }),
    completes: held.auditId,
    ...(held.reason === null ? {} : { detail: { ...step.detail, 'approval.reason': held.reason } }),
    apply(auditId) {
      drop();
      step.apply?.(auditId);
    },
  };
}
