import type { Database as Connection } from 'better-sqlite3';
import type { Answer, Code, Entry, Input, Outcome, Sound } from '../../shared/answers.ts';
import { readCommand, type LanguageCode } from '../../shared/command-barcodes.ts';
import type { View } from '../../shared/views.ts';
import { isDiskFull, isStorageFault } from '../database/storage-fault.ts';
import { splitSymbology } from '../gs1/symbology.ts';
import { refusal, type Acting, type Step } from '../audit/step.ts';
import type { AuditStore } from '../audit/store.ts';
import { translate } from '../messages/translate.ts';
import { readContext } from '../trace/context/stored-context.ts';
import { takeCommand } from './commands.ts';
import { releaseOrder } from './lead-commands.ts';
import type { Parts } from './parts.ts';
import { takeScan } from './scans.ts';
import type { Session } from './session-store.ts';
import { buildView } from './view.ts';

/** Longer than any symbol a scanner reads (a QR code holds 4,296 characters). */
const MAX_SCAN_LENGTH = 4300;
const SHOWN_IN_AUDIT = 300;
const LOOKS_LIKE_PIN = /PS\W*PIN(?:\W|\d).*/is;

const SOUNDS: Partial<Record<Code, Sound>> = {
  'pick.line.done': 'done',
  'pick.done': 'done',
  'pack.parcel.done': 'done',
  'pack.done': 'done',
  'ship.handover.ok': 'done',
  'pick.line.short': 'attention',
  'pack.short.ok': 'attention',
  'pack.weight.discrepancy': 'attention',
};

export interface Station {
  /** Takes one input and answers it. What is answered as accepted is on disk. */
  handle(input: Input): Answer;
  /** A lead's word for an order that waits for one, from outside the terminal: nobody is signed in for it. */
  release(orderId: string, reason: string | undefined): Outcome;
  view(): View;
}

/**
 * The terminal: one input, one transaction. It decides what a scan means now, lets the rules decide what comes of it, and
 * writes state, audit row, ended spans and outgoing events together or not at all.
 */
export function createStation(parts: Parts, db: Connection, audit: AuditStore): Station {
  const { session, clock, settings } = parts;
  const languageOf = ({ language }: Session): LanguageCode => language ?? settings.station.language;

  function decide(text: string, current: Session, acting: Acting): Step {
    if (text === '') return refusal('scan.malformed', { reason: '""' });
    if (text.length > MAX_SCAN_LENGTH) return refusal('scan.malformed', { reason: `> ${MAX_SCAN_LENGTH}` });
    if (!text.isWellFormed()) return refusal('scan.malformed', { reason: 'Unicode' });
    const reading = readCommand(text);
    // A PIN that was typed a little wrong must not come back in an answer that says what is not known here.
    if (reading.kind === 'none' && LOOKS_LIKE_PIN.test(text))
      return refusal('scan.malformed', { reason: 'PS:PIN:<digits>' }, aboutJob(current));
    if (reading.kind === 'malformed') return refusal('scan.malformed', { reason: reading.expected }, aboutJob(current));
    if (reading.kind === 'command' && reading.command.name === 'operator') return signIn(reading.command.id, current);
    if (reading.kind === 'command' && reading.command.name === 'language')
      return takeCommand(parts, current, reading.command, acting);
    if (current.operatorId === null) return refusal('signin.needed');
    if (reading.kind === 'command' && reading.command.name !== 'operator')
      return takeCommand(parts, current, reading.command, acting);
    return takeScan(parts, current, text, acting);
  }

  /** A badge scanned while a job is open: the job goes on under the new hand. */
  function signIn(operatorId: string, current: Session): Step {
    const changesHand = current.job !== null && current.operatorId !== operatorId;
    return {
      ok: true,
      code: 'signin.ok',
      words: { operator: operatorId },
      operatorId,
      ...aboutJob(current),
      ...(changesHand ? { detail: { 'operator.changed': true } } : {}),
      apply: () => session.signIn(operatorId),
    };
  }

  const take = db.transaction((input: Input): Outcome => {
    const known = input.id === undefined ? undefined : audit.outcomeOf(input.id);
    if (known !== undefined) return known;
    const current = session.get();
    const acting: Acting = { operatorId: current.operatorId, nowMs: clock.now(), entry: input.entry ?? 'scan' };
    const text = scannedText(input.scan);
    const step = decide(text, current, acting);
    session.hideLastDone();
    const context = readContext(input);
    const auditId = audit.add({
      atMs: acting.nowMs,
      operatorId: step.operatorId ?? acting.operatorId,
      entry: input.entry ?? 'scan',
      scan: forAudit(text),
      code: step.code,
      ok: step.ok,
      orderId: step.orderId ?? null,
      stage: step.stage ?? null,
      lineNo: step.lineNo ?? null,
      traceparent: context.ok ? context.context.traceparent : null,
      tracestate: context.ok ? context.context.tracestate : null,
      detail: step.detail ?? null,
      undo: step.undo ?? null,
    });
    if (step.ok) step.apply?.(auditId);
    // In the language as it is now: whoever changes it is answered in the new one.
    const outcome = toOutcome(step, languageOf(session.get()));
    if (input.id !== undefined) audit.remember(input.id, outcome);
    return outcome;
  });

  const releaseInOne = db.transaction((orderId: string, reason: string | undefined): Outcome => {
    const acting: Acting = { operatorId: null, nowMs: clock.now(), entry: 'typed' };
    const step = releaseOrder(parts, orderId, reason, acting);
    const auditId = audit.add({
      atMs: acting.nowMs,
      operatorId: null,
      entry: 'typed',
      scan: 'PS:RELEASE',
      code: step.code,
      ok: step.ok,
      orderId: step.orderId ?? null,
      stage: step.stage ?? null,
      lineNo: null,
      traceparent: null,
      tracestate: null,
      detail: { ...step.detail, 'release.reason': reason },
      undo: null,
    });
    if (step.ok) step.apply?.(auditId);
    return toOutcome(step, settings.station.language);
  });

  const view = (): View => {
    const current = session.get();
    return buildView(parts, current, languageOf(current));
  };

  return {
    view,
    release: (orderId, reason) => releaseInOne.immediate(orderId, reason),
    handle(input) {
      try {
        return { ...take.immediate(input), view: view() };
      } catch (error) {
        // A full or failing disk is the bench's problem and not a bug: nothing was changed, and the station lives on.
        if (!isStorageFault(error)) throw error;
        const step = isDiskFull(error) ? refusal('station.full') : refusal('station.busy', { reason: error.message });
        return { ...toOutcome(step, languageOf(session.get())), view: view() };
      }
    },
  };
}

function toOutcome(step: Step, language: LanguageCode): Outcome {
  const warned = step.warnings !== undefined && step.warnings.length > 0;
  const accepted = SOUNDS[step.code] ?? (warned ? 'attention' : 'ok');
  return {
    ok: step.ok,
    code: step.code,
    message: translate(language, step.code, step.words),
    sound: step.sound ?? (step.ok ? accepted : 'error'),
    ...(warned ? { warnings: step.warnings } : {}),
    ...(step.code === 'order.journey' && typeof step.orderId === 'string' ? { order_id: step.orderId } : {}),
  };
}

/**
 * What was scanned, without the terminators a scanner adds and without a symbology identifier that says nothing about
 * the content: a bin in Code 128 is the same bin from a scanner that sends `]C0` before it.
 */
function scannedText(scan: string): string {
  const text = scan.replace(/[\r\n\t]+$/, '');
  const { carrier, data } = splitSymbology(text);
  return carrier === 'plain' ? data : text;
}

/** A PIN is typed into the same line as everything else, and is nobody's business afterwards. */
function forAudit(text: string): string {
  return text.replace(LOOKS_LIKE_PIN, 'PS:PIN:****').slice(0, SHOWN_IN_AUDIT).toWellFormed();
}

const aboutJob = ({ job }: Session): Pick<Step, 'orderId' | 'stage'> => ({
  orderId: job?.orderId ?? null,
  stage: job?.stage ?? null,
});

/** What an input line of a terminal or a window may say besides the scan. */
export const ENTRIES = ['scan', 'typed', 'touch', 'camera'] as const satisfies readonly Entry[];
