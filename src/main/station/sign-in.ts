import { refusal, type Acting, type Step } from '../audit/step.ts';
import { matchesPin } from '../people/pin.ts';
import { lockedFor, type Operator } from '../people/store.ts';
import type { Parts } from './parts.ts';
import type { Session } from './session-store.ts';

/* Badges and PINs. Until operators are set up any badge is good; from then on those that are known, with their PIN. */

/** A badge by which somebody wants to sign in. Scanned while a job is open: the job goes on under the new hand. */
export function takeBadge({ operators, session }: Parts, id: string, current: Session): Step {
  if (!operators.isSetUp()) return signedIn(session, id, id, current);
  const operator = operators.active(id);
  if (operator === undefined) return refusal('signin.unknown', { operator: id }, aboutJob(current));
  return operator.pin === null
    ? signedIn(session, id, operator.name, current)
    : askForPin(session, operator, aboutJob(current));
}

/** The badge is right, the PIN is still to come: nobody new is signed in yet. */
export function askForPin(
  session: Parts['session'],
  operator: Operator,
  about: Pick<Step, 'orderId' | 'stage' | 'lineNo'>,
): Step {
  return {
    ok: true,
    code: 'signin.pin.needed',
    words: { operator: operator.name },
    sound: 'attention',
    ...about,
    apply: () => session.askPin(operator.id),
  };
}

/**
 * The PIN of whose badge came before it. Wrong ones are counted whatever becomes of the session, and make everybody wait.
 * @param right what comes of the right one.
 */
export function takePin(
  { operators, session }: Parts,
  digits: string,
  current: Session,
  acting: Acting,
  right: (operator: Operator) => Step,
): Step {
  const about = aboutJob(current);
  const operator = current.pinFor === null ? undefined : operators.active(current.pinFor);
  if (operator?.pin === null || operator === undefined)
    return {
      ...refusal('signin.unknown', { operator: current.pinFor ?? '' }, about),
      note: () => session.askPin(null),
    };
  const { id } = operator;
  const waitMs = lockedFor(operator, acting.nowMs);
  if (waitMs > 0)
    return {
      ...refusal('signin.pin.wait', { seconds: Math.ceil(waitMs / 1000) }, about),
      note: () => operators.noteClock(id, acting.nowMs),
    };
  if (!matchesPin(digits, operator.pin)) {
    // Not 'try again' where nobody may for a while.
    const earnedMs = lockedFor({ failures: operator.failures + 1, failedMs: acting.nowMs }, acting.nowMs);
    const words = earnedMs > 0 ? { message: 'signin.pin.wait', seconds: Math.ceil(earnedMs / 1000) } : {};
    return { ...refusal('signin.pin.wrong', words, about), note: () => operators.failed(id, acting.nowMs) };
  }
  const step = right(operator);
  const passed = (then: Step['apply']) => (auditId: number) => {
    operators.passed(id);
    then?.(auditId);
  };
  return step.ok ? { ...step, apply: passed(step.apply) } : { ...step, note: passed(step.note) };
}

export function signedIn(session: Parts['session'], id: string, name: string, current: Session): Step {
  const changesHand = current.job !== null && current.operatorId !== id;
  return {
    ok: true,
    code: 'signin.ok',
    words: { operator: name },
    operatorId: id,
    ...aboutJob(current),
    ...(changesHand ? { detail: { 'operator.changed': true } } : {}),
    apply: () => session.signIn(id),
  };
}

export const aboutJob = ({ job }: Session): Pick<Step, 'orderId' | 'stage'> => ({
  orderId: job?.orderId ?? null,
  stage: job?.stage ?? null,
});
