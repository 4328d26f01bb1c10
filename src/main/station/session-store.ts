import type { Database } from 'better-sqlite3';
import type { LanguageCode } from '../../shared/command-barcodes.ts';
import type { Stage, Work } from '../orders/states.ts';

export interface Job {
  readonly orderId: string;
  readonly stage: Work;
  /** The parcel at hand, at the shipping bench. */
  readonly parcel: number | null;
}

/** Who is at the terminal and with what: survives any restart, so nothing is scanned again. */
export interface Session {
  readonly operatorId: string | null;
  readonly language: LanguageCode | null;
  readonly job: Job | null;
  readonly lastDone: { readonly orderId: string; readonly stage: Stage } | null;
  /** The screen still shows the job that ended last: its paper has to be put on. */
  readonly showsLastDone: boolean;
}

interface Row {
  operator_id: string | null;
  language: LanguageCode | null;
  job_order_id: string | null;
  job_stage: Work | null;
  job_parcel: number | null;
  last_done_order_id: string | null;
  last_done_stage: Stage | null;
  show_last_done: number;
}

export type SessionStore = ReturnType<typeof sessionStore>;

/** All SQL of the session: one row. */
export function sessionStore(db: Database) {
  const get = db.prepare<[], Row>(`SELECT * FROM session WHERE id = 1`);
  const setOperator = db.prepare<[string | null]>(`UPDATE session SET operator_id = ? WHERE id = 1`);
  const setLanguage = db.prepare<[string]>(`UPDATE session SET language = ? WHERE id = 1`);
  const setJob = db.prepare<[string | null, Work | null, number | null]>(
    `UPDATE session SET job_order_id = ?, job_stage = ?, job_parcel = ? WHERE id = 1`,
  );
  const setLastDone = db.prepare<[string | null, Stage | null, number]>(
    `UPDATE session SET last_done_order_id = ?, last_done_stage = ?, show_last_done = ? WHERE id = 1`,
  );
  const hideLastDone = db.prepare(`UPDATE session SET show_last_done = 0 WHERE id = 1 AND show_last_done = 1`);

  return {
    get(): Session {
      const row = get.get();
      if (row === undefined) throw new Error('the session row is missing');
      return {
        operatorId: row.operator_id,
        language: row.language,
        job:
          row.job_order_id === null || row.job_stage === null
            ? null
            : { orderId: row.job_order_id, stage: row.job_stage, parcel: row.job_parcel },
        lastDone:
          row.last_done_order_id === null || row.last_done_stage === null
            ? null
            : { orderId: row.last_done_order_id, stage: row.last_done_stage },
        showsLastDone: row.show_last_done === 1,
      };
    },
    signIn: (operatorId: string): void => void setOperator.run(operatorId),
    signOut: (): void => void setOperator.run(null),
    setLanguage: (language: LanguageCode): void => void setLanguage.run(language),
    /** Opens a job; what was done before it is over and done with. */
    openJob(job: Job): void {
      setJob.run(job.orderId, job.stage, job.parcel);
      setLastDone.run(null, null, 0);
    },
    closeJob: (): void => void setJob.run(null, null, null),
    setLastDone: (orderId: string, stage: Stage, show: boolean): void =>
      void setLastDone.run(orderId, stage, Number(show)),
    hideLastDone: (): void => void hideLastDone.run(),
  };
}
