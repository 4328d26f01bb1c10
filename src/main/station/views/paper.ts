import type { View } from '../../../shared/views.ts';
import type { ParcelJobData } from '../../paper/job-data.ts';
import type { PrintJob } from '../../print/jobs.ts';
import type { Say } from './say.ts';

type PaperView = Extract<View, { question: 'label'; in_job: false }>;

/** 'Did the label come out?' The answer is a scan of it. */
export function paperView(job: PrintJob, operator: string, say: Say): PaperView {
  const { parcel } = JSON.parse(job.data) as Partial<Pick<ParcelJobData, 'parcel'>>;
  const isLabel = job.document === 'label' || job.document === 'parcel_label';
  const words = { order: job.order_id ?? '', number: job.parcel ?? job.manifest_id ?? 1, printer: job.printer };
  return {
    kind: 'question',
    question: 'label',
    operator,
    expect: job.said_no === 1 ? ['reason', 'command'] : isLabel ? ['label'] : ['label', 'command'],
    say: say(job.said_no === 1 ? 'say.paper.again' : isLabel ? 'say.paper.label' : 'say.paper.page', words),
    progress: { done: 0, total: 1 },
    in_job: false,
    paper: {
      document: job.document,
      order_id: job.order_id,
      parcel: job.parcel,
      copy: job.copy,
      printer: job.printer,
      tracking_number: job.document === 'label' ? (parcel?.tracking_number ?? null) : null,
      sscc: parcel?.sscc ?? null,
      said_no: job.said_no === 1,
    },
  };
}

/** The same with its parcel in hand at the shipping bench. */
export function paperAtBench(paper: PaperView, ship: Extract<View, { kind: 'ship' }>): View {
  return { ...ship, ...paper, in_job: true };
}
