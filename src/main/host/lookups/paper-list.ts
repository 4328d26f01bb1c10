import type { Database } from 'better-sqlite3';
import type { PaperEntry, Papers } from '../../../shared/papers.ts';
import { isoTime } from '../../exchange/time.ts';
import { printJobs } from '../../print/jobs.ts';

export interface PaperQuestion {
  readonly order_id: string | null;
  readonly paper: number | null;
}

/** The paper of an order; of one that has none (a manifest) that one alone. Only SELECTs. */
export function paperList(db: Database) {
  const jobs = printJobs(db);
  return {
    find({ order_id: orderId, paper }: PaperQuestion): Papers {
      const meant = paper === null ? undefined : jobs.get(paper);
      const order = meant?.order_id ?? orderId;
      const rows = order === null ? (meant === undefined ? [] : [meant]) : jobs.latestOf(order);
      const seen = new Set<string>();
      const papers = rows.map((row): PaperEntry => {
        const { id, document, order_id, parcel, copy, state, printer, created_ms } = row;
        const kind = `${document} ${parcel ?? 0}`;
        const newest = !seen.has(kind) && state !== 'cancelled';
        if (newest) seen.add(kind);
        return { id, document, order_id, parcel, copy, state, printer, at: isoTime(created_ms), newest };
      });
      const shown = meant?.id ?? papers.find(({ newest }) => newest)?.id ?? papers[0]?.id ?? null;
      return { shown, papers };
    },
  };
}
