import type { Database as Connection } from 'better-sqlite3';
import type { Answer, Code, Entry, Input, Outcome, Sound } from '../../shared/answers.ts';
import { readCommand, type Command, type LanguageCode } from '../../shared/command-barcodes.ts';
import { hidePin, looksLikePin } from '../../shared/pin-text.ts';
import type { View } from '../../shared/views.ts';
import { isDiskFull, isStorageFault } from '../database/storage-fault.ts';
import { splitSymbology } from '../gs1/symbology.ts';
import { refusal, type Acting, type Step } from '../audit/step.ts';
import type { AuditStore } from '../audit/store.ts';
import { inWords, translate } from '../messages/translate.ts';
import { readContext } from '../trace/context/stored-context.ts';
import { approve, orAskLead, takeWhileHeld } from './approval.ts';
import { takeCommand } from './commands.ts';
import { isAway, wantsTime } from './idle.ts';
import { releaseOrder } from './lead-commands.ts';
import type { Parts } from './parts.ts';
import { takeScan } from './scans.ts';
import type { HeldInput, Session } from './session-store.ts';
import { aboutJob, signedIn, takeBadge, takePin } from './sign-in.ts';
import { buildView } from './view.ts';

/** Longer than any symbol a scanner reads (a QR code holds 4,296 characters). */
const MAX_SCAN_LENGTH = 4300;
const SHOWN_IN_AUDIT = 300;

const SOUNDS: Partial<Record<Code, Sound>> = {
  'pick.line.done': 'done',
  'pick.done': 'done',
  'pack.parcel.done': 'done',
  'pack.done': 'done',
  'ship.handover.ok': 'done',
  'pick.line.short': 'attention',
  'pick.bin.next': 'attention',
  'pack.short.ok': 'attention',
  'pack.weight.discrepancy': 'attention',
};

export interface Station {
  /** Takes one input and answers it. What is answered as accepted is on disk. */
  handle(input: Input): Answer;
  /** A lead's word for an order that waits for one, from outside the terminal: nobody is signed in for it. */
  release(orderId: string, reason: string | undefined): Outcome;
  view(): View;
  /** Of the worker, else of the station. */
  language(): LanguageCode;
  /** Signs out whoever has been away for too long. @returns whether it did. */
  lockIfIdle(): boolean;
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
    if (reading.kind === 'none' && looksLikePin(text))
      return refusal('scan.malformed', { reason: 'PS:PIN:<digits>' }, aboutJob(current));
    if (reading.kind === 'malformed') return refusal('scan.malformed', { reason: reading.expected }, aboutJob(current));
    const command = reading.kind === 'command' ? reading.command : typedPin(text, current, acting);
    // The language and the figures are anybody's; signing out is for who is signed in, whatever is asked.
    if (
      command?.name === 'language' ||
      command?.name === 'figures' ||
      (command?.name === 'signout' && current.operatorId !== null)
    )
      return takeCommand(parts, current, command, acting);
    if (command?.name === 'pin' && current.pinFor !== null)
      return takePin(parts, command.digits, current, acting, (operator) =>
        current.held === null
          ? signedIn(session, operator.id, operator.name, current)
          : approve(parts, current.held, operator, current, held(current, acting)),
      );
    if (current.held !== null) return takeWhileHeld(parts, current.held, command, current, held(current, acting));
    if (command?.name === 'operator') return takeBadge(parts, command.id, current);
    if (current.operatorId === null) return takeByNobody(command, current);
    const step = work(text, command, current, acting);
    return orAskLead(parts, step, command?.name ?? 'scan', text, current, acting);
  }

  /** What a worker who is signed in does. */
  function work(text: string, command: Command | undefined, current: Session, acting: Acting): Step {
    if (command === undefined || command.name === 'operator') return takeScan(parts, current, text, acting);
    return takeCommand(parts, current, command, acting);
  }

  /** Does what waited for a lead, as it was scanned and under the name of who scanned it. */
  const held =
    (current: Session, acting: Acting) =>
    (input: HeldInput): Step => {
      const reading = readCommand(input.scan);
      const command = reading.kind === 'command' ? reading.command : undefined;
      return work(input.scan, command, { ...current, held: null, pinFor: null }, { ...acting, entry: input.entry });
    };

  function takeByNobody(command: Command | undefined, current: Session): Step {
    if (current.pinFor === null) return refusal('signin.needed');
    const leaves = command?.name === 'cancel' || command?.name === 'no' || command?.name === 'signout';
    if (!leaves) return refusal('signin.pin.needed', {}, aboutJob(current));
    return { ok: true, code: 'signin.cancelled', words: {}, apply: () => session.askPin(null) };
  }

  /** Signs out whoever has been away for too long; the job stays open. */
  function lock(nowMs: number): boolean {
    const { idleMs } = settings.station;
    if (idleMs === 0) return false;
    const current = session.get();
    if (!isAway(current, idleMs, nowMs)) {
      if (wantsTime(current, nowMs)) session.touch(nowMs);
      return false;
    }
    session.signOut();
    audit.record('station.locked', { atMs: nowMs, operatorId: current.operatorId, entry: 'clock', detail: null });
    return true;
  }
  const lockIfIdle = db.transaction(() => lock(clock.now()));

  const take = db.transaction((input: Input): Outcome => {
    const known = input.id === undefined ? undefined : audit.outcomeOf(input.id);
    if (known !== undefined) return known;
    const nowMs = clock.now();
    lock(nowMs);
    const current = session.get();
    const acting: Acting = { operatorId: current.operatorId, nowMs, entry: input.entry ?? 'scan' };
    const text = scannedText(input.scan);
    const step =
      input.fault === undefined
        ? decide(text, current, acting)
        : refusal('scan.malformed', { reason: input.fault }, aboutJob(current));
    session.hideLastDone();
    // Who goes on working does not want to sign in any more. What is refused proves nothing: digits that come next are a PIN.
    const goesOn = step.ok && !step.code.startsWith('signin.pin.');
    if (goesOn && current.pinFor !== null && current.operatorId !== null && current.held === null) session.askPin(null);
    if (settings.station.idleMs > 0 && acting.entry !== 'scale') session.touch(nowMs);
    const context = readContext(input);
    const auditId = audit.add({
      atMs: acting.nowMs,
      operatorId: step.operatorId ?? acting.operatorId,
      approverId: step.approverId,
      entry: input.entry ?? 'scan',
      scan: forAudit(text, current),
      code: step.code,
      ok: step.ok,
      orderId: step.orderId ?? null,
      stage: step.stage ?? null,
      lineNo: step.lineNo ?? null,
      traceparent: context.ok ? context.context.traceparent : null,
      tracestate: context.ok ? context.context.tracestate : null,
      detail: step.detail ?? null,
      undo: step.undo ?? null,
      work: step.work,
      undoes: step.undoes,
      completes: step.completes,
    });
    if (step.ok) step.apply?.(auditId);
    else step.note?.(auditId);
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
    language: () => languageOf(session.get()),
    lockIfIdle() {
      try {
        return lockIfIdle.immediate();
      } catch (error) {
        // The next look tries again; a disk that takes nothing is told to whoever scans.
        if (!isStorageFault(error)) throw error;
        return false;
      }
    },
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
    ...(warned ? { warnings: step.warnings.map((each) => `${inWords(language, each)}.`) } : {}),
    ...(step.slot === undefined ? {} : { slot: step.slot }),
    ...(step.code === 'order.journey' && typeof step.orderId === 'string' ? { order_id: step.orderId } : {}),
    ...(step.paper === undefined ? {} : { paper: step.paper }),
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
function forAudit(text: string, { pinFor }: Session): string {
  const hidden = pinFor !== null && /^\d+$/.test(text) ? 'PS:PIN:****' : text;
  return hidePin(hidden).slice(0, SHOWN_IN_AUDIT).toWellFormed();
}

/** Digits typed by hand while a PIN is asked for are the PIN; scanned ones may be anything. */
function typedPin(text: string, { pinFor }: Session, { entry }: Acting): Command | undefined {
  const isTyped = pinFor !== null && (entry === 'typed' || entry === 'touch') && /^\d{1,12}$/.test(text);
  return isTyped ? { name: 'pin', digits: text } : undefined;
}

/** What an input line of a terminal or a window may say besides the scan. */
export const ENTRIES = ['scan', 'typed', 'touch', 'camera'] as const satisfies readonly Entry[];
