import { refusal, type Acting, type Step } from '../audit/step.ts';
import type { ScanReading } from '../items/match.ts';
import type { ParcelJobData } from '../paper/job-data.ts';
import { paperOf } from '../print/documents.ts';
import type { PrintJob } from '../print/jobs.ts';
import type { Parts } from './parts.ts';
import type { Job, Session } from './session-store.ts';

/*
 * Paper of which nobody knows whether it came out. The worker is asked where it disturbs nothing: when nothing is open, and
 * at the shipping bench with that parcel in hand. The answer is a scan of the paper itself.
 */

/** The paper that the screen asks for; undefined where it asks for none. */
export function paperInQuestion({ jobs }: Parts, { job, showsLastDone, lastDone }: Session): PrintJob | undefined {
  if (job === null) return showsLastDone && lastDone !== null ? undefined : jobs.firstUnknown();
  if (job.stage !== 'ship') return undefined;
  const unknown = jobs.ofOrder(job.orderId).filter(({ state, parcel }) => state === 'unknown' && parcel === job.parcel);
  return unknown.find(({ document }) => paperOf(document) === 'label') ?? unknown[0];
}

interface Scanned {
  readonly text: string;
  readonly reading: ScanReading;
}

/** A scan that is the paper asked for, or another that nobody knew of. */
export function paperFound(parts: Parts, session: Session, scanned: Scanned, acting: Acting): Step | undefined {
  const asked = paperInQuestion(parts, session);
  if (asked === undefined) return undefined;
  const found = [asked, ...(session.job === null ? parts.jobs.unknown() : [])].find((job) => isOn(job, scanned));
  return found === undefined ? undefined : confirmed(parts, found, acting);
}

/** Whether a code stands on a paper: the numbers of its parcel on a label, of its order on a slip or a list. */
export function isOn(job: PrintJob, { text, reading }: Scanned): boolean {
  if (job.document === 'slip' || job.document === 'pick_list' || job.document === 'tote_label')
    return job.order_id !== null && text === job.order_id;
  if (job.document !== 'label' && job.document !== 'parcel_label') return false;
  const { parcel } = JSON.parse(job.data) as Pick<ParcelJobData, 'parcel'>;
  const isSscc = text === parcel.sscc || (reading.kind === 'sscc' && reading.sscc === parcel.sscc);
  return isSscc || (job.document === 'label' && text.toUpperCase() === parcel.tracking_number?.toUpperCase());
}

/** PS:YES. A label's own code has to be scanned: that also finds the one that lies on another parcel. */
export function paperIsThere(parts: Parts, session: Session, acting: Acting): Step {
  const job = paperInQuestion(parts, session);
  if (job === undefined) return refusal('print.nothing', {}, about(session.job));
  const hasCode = job.document === 'label' || job.document === 'parcel_label';
  return hasCode ? refusal('print.scan.needed', wordsOf(job), aboutPaper(job, session)) : confirmed(parts, job, acting);
}

/** PS:NO. Said once, a reprint is offered; said again, nobody wants it. */
export function paperIsNotThere(parts: Parts, session: Session, acting: Acting): Step {
  const job = paperInQuestion(parts, session);
  if (job === undefined) return refusal('print.nothing', {}, about(session.job));
  const givenUp = job.said_no === 1;
  return {
    ok: true,
    code: givenUp ? 'print.given_up' : 'print.not_out',
    words: wordsOf(job),
    ...aboutPaper(job, session),
    apply() {
      if (givenUp) parts.jobs.finish(job.id, 'cancelled', acting.nowMs, 'given up by a worker');
      else parts.jobs.sayNo(job.id);
    },
  };
}

function confirmed(parts: Parts, job: PrintJob, acting: Acting): Step {
  return {
    ok: true,
    code: 'print.confirmed',
    words: wordsOf(job),
    orderId: job.order_id,
    apply: () => parts.jobs.finish(job.id, 'confirmed', acting.nowMs, 'said by a worker'),
  };
}

export const wordsOf = (job: PrintJob): Record<string, string | number> => ({
  document: job.document,
  order: job.order_id ?? '',
  number: job.parcel ?? job.manifest_id ?? 1,
  printer: job.printer,
});

const about = (job: Job | null) => ({ orderId: job?.orderId ?? null, stage: job?.stage ?? null });
const aboutPaper = (paper: PrintJob, { job }: Session) => ({ orderId: paper.order_id, stage: job?.stage ?? null });
