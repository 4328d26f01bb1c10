import { refusal, type Acting, type Step } from '../audit/step.ts';
import { questionAbout } from './opening.ts';
import type { Parts } from './parts.ts';
import type { Job } from './session-store.ts';

/*
 * What a lead decides: orders that wait for a word, and the orders of a station that is gone. Who is a lead is decided
 * before (approval.ts), once operators are set up.
 */

/** Lets the order of an open question go: on with what there is, to the station that has it, or out of the door. */
export function release(parts: Parts, orderId: string, acting: Acting, reason?: string): Step {
  switch (questionAbout(parts, orderId)) {
    case 'conflict':
      return parts.conflict.release(orderId, acting, reason);
    case 'unanswered':
      return parts.conflict.vouch(orderId);
    case 'short':
      return parts.short.release(orderId);
  }
}

/** The same without a terminal: of whatever order, whether its question is open here or not. */
export function releaseOrder(parts: Parts, orderId: string, reason: string | undefined, acting: Acting): Step {
  const order = parts.orders.get(orderId);
  if (order === undefined) return refusal('scan.unknown', { scanned: orderId, expected: { say: 'term.order' } });
  const about = { orderId, stage: 'short' as const };
  if (parts.putBack.isOpen(orderId)) return refusal('order.held', { order: orderId, reason: 'put-back' }, about);
  const isHeld = parts.conflict.isUnanswered(orderId) || !parts.conflict.isSettled(orderId);
  const waits = isHeld && (order.state === 'packed' || order.state === 'shipping');
  if (waits) return parts.conflict.vouch(orderId);
  if (order.state !== 'short' && order.state !== 'conflict')
    return refusal('order.closed', { order: orderId, state: order.state }, about);
  return release(parts, orderId, acting, reason);
}

/** Why, in a conflict; asked before the other station is overruled. */
export function giveReason(parts: Parts, orderId: string, word: string): Step {
  return questionAbout(parts, orderId) === 'conflict'
    ? parts.conflict.reason(orderId, word)
    : refusal('command.unavailable', { command: 'PS:REASON' }, { orderId, stage: 'short' });
}

/** With a conflict open its order is taken back; else all orders of a station, as soon as the broker has been asked. */
export function takeOver(parts: Parts, job: Job | null, station: string, acting: Acting): Step {
  const { settings, takeovers } = parts;
  if (job?.stage === 'short' && questionAbout(parts, job.orderId) === 'conflict')
    return parts.conflict.keep(job.orderId, station, acting);
  if (job !== null) return refusal('job.open', { order: job.orderId }, { orderId: job.orderId, stage: job.stage });
  if (settings.amqp.url === undefined) return refusal('takeover.alone');
  if (station === settings.station.id) return refusal('takeover.self', { station });
  return {
    ok: true,
    code: 'takeover.asked',
    words: { station },
    sound: 'attention',
    apply: () => takeovers.ask(station, acting.operatorId, acting.nowMs),
  };
}
