import type { Command } from '../../shared/command-barcodes.ts';
import type { Stage } from '../orders/states.ts';
import { refusal, type Acting, type Step } from '../audit/step.ts';
import { giveReason, release, takeOver } from './lead-commands.ts';
import { openNext, openNextFew, openOrder, withoutRole } from './opening.ts';
import { tellJourney } from './order-journey.ts';
import { cancelPaper, choosePrinter, previewPaper, printNow, reprint } from './paper-commands.ts';
import { paperIsNotThere, paperIsThere } from './paper-questions.ts';
import type { Parts } from './parts.ts';
import type { Job, Session } from './session-store.ts';

/** What a command barcode does now. Signing in is not among them: it comes before everything else. */
export function takeCommand(
  parts: Parts,
  session: Session,
  command: Exclude<Command, { name: 'operator' }>,
  acting: Acting,
): Step {
  const { job } = session;
  switch (command.name) {
    case 'signout':
      return { ok: true, code: 'signout.ok', words: {}, apply: () => parts.session.signOut() };
    case 'language':
      return { ok: true, code: 'language.ok', words: {}, apply: () => parts.session.setLanguage(command.language) };
    case 'pick':
      return command.count > 1 && job === null
        ? openNextFew(parts, command.count, acting)
        : openUnlessBusy(parts, job, 'pick', acting);
    case 'pack':
    case 'ship':
      return openUnlessBusy(parts, job, command.name, acting);
    case 'done':
      return done(parts, session, acting);
    case 'undo':
      return undo(parts, job, acting);
    case 'cancel':
      return job === null ? refusal('nothing.open') : putDown(parts, job, acting);
    case 'short':
      return inJob(job, {
        pick: ({ orderId }) => parts.pick.act(orderId, { kind: 'short', reason: command.reason }, acting),
        pack: ({ orderId }) => parts.pack.act(orderId, { kind: 'short', reason: command.reason }, acting),
        put_back: ({ orderId }) => parts.putBack.act(orderId, { kind: 'short', reason: command.reason }, acting),
      });
    case 'quantity':
      return inJob(job, {
        pick: ({ orderId }) => parts.pick.act(orderId, { kind: 'quantity', quantity: command.quantity }, acting),
        pack: (open) => refusal('pack.scan.each', {}, about(open)),
        put_back: ({ orderId }) => parts.putBack.act(orderId, { kind: 'quantity', quantity: command.quantity }, acting),
      });
    case 'lot':
      return inJob(job, {
        pick: ({ orderId }) => parts.pick.act(orderId, { kind: 'detail', lot: command.lot }, acting),
      });
    case 'serial':
      return inJob(job, {
        pick: ({ orderId }) => parts.pick.act(orderId, { kind: 'detail', serial: command.serial }, acting),
      });
    case 'expiry':
      return inJob(job, {
        pick: ({ orderId }) => parts.pick.act(orderId, { kind: 'detail', expiry: command.date }, acting),
      });
    case 'skip':
      return inJob(job, {
        pick: ({ orderId }) => parts.pick.act(orderId, { kind: 'skip' }, acting),
        put_back: ({ orderId }) => parts.putBack.act(orderId, { kind: 'skip' }, acting),
      });
    case 'tote':
      return tote(parts, job, command.tote, acting);
    case 'box':
      return inJob(job, { pack: ({ orderId }) => parts.pack.act(orderId, { kind: 'box', code: command.box }, acting) });
    case 'weight':
      return inJob(job, {
        pack: ({ orderId }) =>
          parts.pack.act(orderId, { kind: 'weight', grams: command.grams, source: sourceOf(acting) }, acting),
      });
    case 'reason':
      return inJob(job, {
        pack: ({ orderId }) => parts.pack.act(orderId, { kind: 'reason', word: command.word }, acting),
        short: ({ orderId }) => giveReason(parts, orderId, command.word),
      });
    case 'next':
      return inJob(job, { pack: ({ orderId }) => parts.pack.act(orderId, { kind: 'next' }, acting) });
    case 'handover':
      return handOver(parts, job, command.carrier, acting);
    case 'order':
      return tellJourney(parts, command);
    case 'figures':
      return { ok: true, code: 'figures.shown', words: {} };
    case 'release':
      return inJob(job, {
        short: ({ orderId }) => release(parts, orderId, acting),
      });
    case 'yes':
      return paperIsThere(parts, session, acting);
    case 'no':
      return paperIsNotThere(parts, session, acting);
    case 'print':
      return printNow(parts, session, acting);
    case 'preview':
      return previewPaper(parts, session);
    case 'reprint':
      return reprint(parts, session, command.reason, acting);
    case 'noprint':
      return cancelPaper(parts, session, command.paper, acting);
    case 'printer':
      return choosePrinter(parts, command.printer);
    case 'takeover':
      return takeOver(parts, job, command.station, acting);
    case 'pin':
      return unavailable('PS:PIN');
  }
}

const sourceOf = ({ entry }: Acting): 'scale' | 'typed' => (entry === 'scale' ? 'scale' : 'typed');

function openUnlessBusy(parts: Parts, job: Job | null, stage: Stage, acting: Acting): Step {
  // At the shipping bench a proved parcel goes onto its carrier's pile; the next one may be opened.
  const piled = job?.stage === 'ship' && stage === 'ship' && isProven(parts, job);
  return job === null || piled
    ? openNext(parts, stage, acting)
    : refusal('job.open', { order: job.orderId }, about(job));
}

/** PS:DONE closes what can be closed; said twice, or after a job that ended by itself, it is right and changes nothing. */
function done(parts: Parts, { job, lastDone }: Session, acting: Acting): Step {
  if (job === null) {
    if (lastDone === null) return refusal('nothing.open');
    const code = { pick: 'pick.done', pack: 'pack.done', ship: 'ship.handover.ok' } as const;
    return {
      ok: true,
      code: code[lastDone.stage],
      words: { order: lastDone.orderId, parcels: parts.parcels.ofOrder(lastDone.orderId).length },
    };
  }
  switch (job.stage) {
    case 'pick':
      return parts.pick.done(job.orderId);
    case 'pack':
      return parts.pack.act(job.orderId, { kind: 'done' }, acting);
    case 'put_back':
      return parts.putBack.done(job.orderId);
    case 'short':
      return refusal('command.unavailable', { command: 'PS:DONE' }, about(job));
    case 'ship':
      return isProven(parts, job)
        ? putDown(parts, job, acting)
        : refusal('ship.label.needed', { number: job.parcel ?? 1 }, about(job));
  }
}

/** Puts the open job down with its progress. A proved parcel only goes onto its carrier's pile: it is nobody's open work. */
function putDown(parts: Parts, job: Job, acting: Acting): Step {
  const { orderId, stage } = job;
  // Neither a question nor a walk back is a stage of the order that somebody would have to take up again.
  const leavesNothing = stage === 'put_back' || stage === 'short' || (stage === 'ship' && isProven(parts, job));
  return {
    ok: true,
    code: `${stage}.put_down`,
    words: { order: orderId },
    ...about(job),
    apply() {
      if (!leavesNothing) parts.orders.setPutDown(orderId, acting.operatorId, acting.nowMs);
      parts.session.closeJob();
    },
  };
}

function undo(parts: Parts, job: Job | null, acting: Acting): Step {
  switch (job?.stage) {
    case 'pick':
      return parts.pick.undo(job.orderId, acting);
    case 'pack':
      return parts.pack.undo(job.orderId);
    case 'ship':
      return parts.ship.undo(job.orderId, job.parcel ?? 1);
    case 'put_back':
      return parts.putBack.undo(job.orderId);
    case 'short':
    case undefined:
      return refusal('undo.nothing', {}, about(job));
  }
}

/** In a pick the tote to pick into; elsewhere the tote whose order is meant. */
function tote(parts: Parts, job: Job | null, name: string, acting: Acting): Step {
  if (job?.stage === 'pick') return parts.pick.act(job.orderId, { kind: 'tote', tote: name }, acting);
  const order = parts.orders.byTote(name);
  if (job !== null) return refusal('job.open', { order: job.orderId }, about(job));
  return order === undefined
    ? refusal('scan.unknown', { scanned: name, expected: { say: 'term.order' } })
    : openOrder(parts, order, acting);
}

function handOver(parts: Parts, job: Job | null, carrier: string | undefined, acting: Acting): Step {
  const missing = withoutRole(parts, 'ship');
  if (missing !== undefined) return missing;
  if (carrier !== undefined) return parts.ship.handOverAll(carrier, acting);
  return inJob(job, { ship: (open) => parts.ship.handOver(open.orderId, open.parcel ?? 1, acting) });
}

function inJob(job: Job | null, by: Partial<Record<Job['stage'], (job: Job) => Step>>): Step {
  const take = job === null ? undefined : by[job.stage];
  return job === null || take === undefined ? refusal('nothing.open', {}, about(job)) : take(job);
}

const isProven = (parts: Parts, job: Job): boolean =>
  parts.parcels.ofOrder(job.orderId).some(({ number, state }) => number === job.parcel && state === 'proven');

const about = (job: Job | null): { orderId: string | null; stage: Job['stage'] | null } => ({
  orderId: job?.orderId ?? null,
  stage: job?.stage ?? null,
});

const unavailable = (command: string): Step => refusal('command.unavailable', { command });
