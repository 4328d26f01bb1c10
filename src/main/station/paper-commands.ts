import { refusal, type Acting, type Step } from '../audit/step.ts';
import { paperOf } from '../print/documents.ts';
import type { PrintJob } from '../print/jobs.ts';
import { withFolder } from '../print/ports.ts';
import { papersOf, printerFor, takes } from '../print/routing.ts';
import { paperInQuestion, wordsOf } from './paper-questions.ts';
import type { Parts } from './parts.ts';
import type { Job, Session } from './session-store.ts';

/* What a worker decides about paper: which printer, what now, what again. */

/** PS:PRINTER:<name>. From now on, and for what waits already: nothing of that has been sent. */
export function choosePrinter({ settings, jobs, printers, printing }: Parts, name: string): Step {
  const known = withFolder(settings.printers);
  const printer = known.find((each) => each.name === name);
  if (printer === undefined)
    return refusal('printer.unknown', { printer: name, printers: known.map((each) => each.name).join(', ') });
  const papers = new Set(papersOf(printer));
  return {
    ok: true,
    code: 'printer.ok',
    words: { printer: name },
    detail: { 'print.printer': name },
    apply() {
      for (const paper of papers) printers.choose(paper, name);
      for (const job of jobs.queued())
        if (job.document !== 'test_page' && papers.has(paperOf(job.document)) && takes(printer, job.document))
          jobs.move(job.id, name);
      printing.retry();
    },
  };
}

/** PS:PRINT. What waits is tried at once, whatever was left alone; in a pick its list is printed. */
export function printNow(parts: Parts, { job }: Session, acting: Acting): Step {
  const { jobs, printing } = parts;
  const ofJob = job === null ? jobs.queued() : jobs.ofOrder(job.orderId);
  const waiting = ofJob.filter(({ state }) => state === 'queued');
  if (waiting.length > 0 || job?.stage === 'pick')
    return {
      ok: true,
      code: 'print.ok',
      words: { papers: Math.max(waiting.length, 1) },
      ...about(job),
      apply() {
        if (waiting.length === 0 && job !== null) parts.pick.printList(job.orderId, acting);
        printing.retry();
      },
    };
  return refusal('print.nothing', {}, about(job));
}

/** A reason that begins with one of these words is about that paper; else the label is meant. */
const NAMED: readonly (readonly [RegExp, readonly PrintJob['document'][]])[] = [
  [/^slip\b/i, ['slip']],
  [/^manifest\b/i, ['manifest']],
  [/^list\b/i, ['pick_list']],
  [/^tote\b/i, ['tote_label']],
];
const LABELS: readonly PrintJob['document'][] = ['label', 'parcel_label'];

/** PS:REPRINT:<reason>: the paper that the screen asks for, else of the parcel in hand or the one closed last. */
export function reprint(parts: Parts, session: Session, reason: string, acting: Acting): Step {
  const { jobs, printers, settings, printing } = parts;
  const asked = paperInQuestion(parts, session);
  const paper = asked ?? lastPaper(parts, session, reason);
  if (paper === undefined) return refusal('print.nothing', {}, about(session.job));
  const words = wordsOf(paper);
  if (paper.state === 'queued' || paper.state === 'sending')
    return refusal('print.waiting', words, { orderId: paper.order_id, stage: session.job?.stage ?? null });
  return {
    ok: true,
    code: 'print.again',
    words,
    orderId: paper.order_id,
    stage: session.job?.stage ?? null,
    detail: { 'print.document': paper.document, 'print.reason': reason },
    apply() {
      if (paper.state === 'unknown') jobs.finish(paper.id, 'cancelled', acting.nowMs, `printed again: ${reason}`);
      jobs.again(paper, {
        reason,
        printer: printerFor(paper.document, settings.printers, printers.choices()),
        operatorId: acting.operatorId,
        nowMs: acting.nowMs,
        // A slip says which copy it is; what a carrier reads is the same label.
        sameBytes: paperOf(paper.document) === 'label',
      });
      printing.retry();
    },
  };
}

/** PS:NOPRINT:<number>: a paper that waits is not printed. What is being sent cannot be called back, and is not. */
export function cancelPaper({ jobs, printing }: Parts, { job }: Session, number: number, acting: Acting): Step {
  const paper = jobs.get(number);
  if (paper === undefined) return refusal('print.nothing', {}, about(job));
  const words = wordsOf(paper);
  // An event of the stage in hand only where the paper is its order's.
  const ofPaper = { orderId: paper.order_id, stage: job?.orderId === paper.order_id ? job.stage : null };
  if (paper.state === 'cancelled') return { ok: true, code: 'print.cancelled', words, ...ofPaper };
  if (paper.state !== 'queued') return refusal('print.too_late', words, ofPaper);
  return {
    ok: true,
    code: 'print.cancelled',
    words,
    ...ofPaper,
    detail: { 'print.document': paper.document, 'print.printer': paper.printer },
    apply: () => printing.cancel(paper, acting),
  };
}

/** PS:PREVIEW: the paper that a window shows on the screen; nothing is printed and no job opened or closed. */
export function previewPaper(parts: Parts, session: Session): Step {
  const orderId = session.job?.orderId ?? session.lastDone?.orderId;
  const paper =
    paperInQuestion(parts, session) ??
    lastPaper(parts, session, '') ??
    (orderId === undefined ? undefined : parts.jobs.ofOrder(orderId).at(-1));
  if (paper === undefined) return refusal('print.nothing', {}, about(session.job));
  return {
    ok: true,
    code: 'print.preview',
    words: wordsOf(paper),
    orderId: paper.order_id,
    stage: session.job?.stage ?? null,
    paper: paper.id,
  };
}

function lastPaper({ jobs, parcels }: Parts, { job, lastDone }: Session, reason: string): PrintJob | undefined {
  const documents = NAMED.find(([word]) => word.test(reason))?.[1] ?? LABELS;
  const orderId = job?.orderId ?? lastDone?.orderId;
  if (documents.includes('manifest')) return jobs.lastManifest();
  if (orderId === undefined) return undefined;
  const closed = parcels.ofOrder(orderId).filter(({ state }) => state !== 'open');
  const parcel = job?.parcel ?? closed.at(-1)?.number ?? null;
  const ofParcel = jobs.ofOrder(orderId).filter((paper) => paper.parcel === null || paper.parcel === parcel);
  // The shipping label, where there is one, has taken the place of the parcel's.
  const latest = documents.map((document) => ofParcel.findLast((paper) => paper.document === document));
  return latest.find((paper) => paper !== undefined);
}

const about = (job: Job | null) => ({ orderId: job?.orderId ?? null, stage: job?.stage ?? null });
