import type { Database } from 'better-sqlite3';
import type { PaperEntry, Papers } from '../../../shared/papers.ts';
import { isoTime } from '../../exchange/time.ts';
import { printJobs, type PrintJob } from '../../print/jobs.ts';

export interface PaperQuestion {
  readonly order_id: string | null;
  readonly paper: number | null;
  /** What waits for this printer, in place of an order's. */
  readonly printer?: string | undefined;
}

/** The paper of an order; of one that has none (a manifest) that one alone. Or what waits for a printer. Only SELECTs. */
export function paperList(db: Database) {
  const jobs = printJobs(db);

  function ofOrder({ order_id: orderId, paper }: PaperQuestion): Papers {
    const meant = paper === null ? undefined : jobs.get(paper);
    const order = meant?.order_id ?? orderId;
    const papers = entriesOf(order === null ? (meant === undefined ? [] : [meant]) : jobs.latestOf(order));
    const shown = meant?.id ?? papers.find(({ newest }) => newest)?.id ?? papers[0]?.id ?? null;
    return { shown, papers };
  }

  function waitingFor(printer: string): Papers {
    const papers = entriesOf(jobs.waitingAt(printer).toReversed()).toReversed();
    return { shown: papers[0]?.id ?? null, papers };
  }

  return {
    find: (question: PaperQuestion): Papers =>
      question.printer === undefined ? ofOrder(question) : waitingFor(question.printer),
  };
}

/** @param rows newest first */
function entriesOf(rows: readonly PrintJob[]): PaperEntry[] {
  const seen = new Set<string>();
  return rows.map((row): PaperEntry => {
    const { id, document, order_id, parcel, copy, state, printer, created_ms } = row;
    const kind = `${document} ${parcel ?? 0} ${order_id ?? ''}`;
    const newest = !seen.has(kind) && state !== 'cancelled';
    if (newest) seen.add(kind);
    return { id, document, order_id, parcel, copy, state, printer, at: isoTime(created_ms), newest };
  });
}
