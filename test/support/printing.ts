import { printJobs } from '../../src/main/print/jobs.ts';
import type { RenderHost } from '../../src/main/print/render-host.ts';
import type { Patience } from '../../src/main/print/tcp-line.ts';
import type { Bench } from './station/bench.ts';

/* Labels of few bytes and printers of little patience: for tests of printing that are not about what a label shows. */

/** For a printer that answers, or is gone, in its own time. */
export const PATIENT: Patience = {
  connectMs: 60_000,
  answerMs: 60_000,
  stallMs: 60_000,
  printMs: 60_000,
  lingerMs: 50,
  askAgainMs: 10,
};

/** For one whose silence is waited for: on a busy computer others seem silent too. */
export const IMPATIENT: Patience = { ...PATIENT, answerMs: 300 };

/** Left alone for as long as the test likes: it says itself when to try again. */
export const ON_DEMAND = { firstMs: 3_600_000, longestMs: 3_600_000 };

const FILLER = 2000;

/** What stands on a label of `plainLabels`. */
export const numberOn = (label: string): string => /\^FD(.*?)\^FS/.exec(label)?.[1] ?? '';

export const plainLabels: RenderHost = {
  render: ({ data }) => {
    const { parcel } = data as { parcel: { tracking_number: string } };
    return Promise.resolve(Buffer.from(`^XA^FX${'.'.repeat(FILLER)}^FD${parcel.tracking_number}^FS^XZ`));
  },
  stop: () => Promise.resolve(),
};

/** As work queues it, for an order that is nobody's. */
export function queueLabel(bench: Pick<Bench, 'db'>, number: string, printer: string): void {
  printJobs(bench.db).queue({
    document: 'label',
    orderId: `order ${number}`,
    parcel: 1,
    manifestId: null,
    copy: 1,
    printer,
    data: { parcel: { number: 1, tracking_number: number, sscc: null }, order: { order_id: `order ${number}` } },
    createdMs: 0,
    operatorId: 'w1',
    stage: undefined,
  });
}

/** For tests of something else that work hundreds of orders: paper with everything that a document shows, undrawn. */
export const undrawnPaper: RenderHost = {
  render: ({ data }) => Promise.resolve(Buffer.from(JSON.stringify(data))),
  stop: () => Promise.resolve(),
};
