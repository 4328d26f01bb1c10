import type { Database } from 'better-sqlite3';
import type { Origin } from '../../shared/answers.ts';
import type { LanguageCode } from '../../shared/command-barcodes.ts';
import type { Stage, Work } from '../orders/states.ts';
import type { Deed, Stake } from '../people/roles.ts';

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
  /** Whose PIN is asked for: who wants to sign in, or the lead who approves. */
  readonly pinFor: string | null;
  /** Waits for a lead. */
  readonly held: HeldInput | null;
  /** When somebody last did something; null before anybody did. */
  readonly activeMs: number | null;
}

/** An input that only a lead's badge lets pass, with what was to be decided when it was made. */
export interface HeldInput {
  readonly scan: string;
  readonly entry: Origin;
  readonly deed: Deed;
  /** Its row in the audit log. */
  readonly auditId: number;
  readonly orderId: string | null;
  readonly stage: Work | null;
  readonly lineNo: number | null;
  readonly stake: Stake | null;
  /** False where whoever is signed in decides alone, and only has to say why. */
  readonly asksLead: boolean;
  readonly asksReason: boolean;
  readonly reason: string | null;
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
  pin_for: string | null;
  active_ms: number | null;
  held: string | null;
}

export type SessionStore = ReturnType<typeof sessionStore>;

/** All SQL of the session: one row. */
export function sessionStore(db: Database) {
  const get = db.prepare<[], Row>(`SELECT * FROM session WHERE id = 1`);
  // Whoever comes or goes, nothing that was asked of the one before is left.
  const setOperator = db.prepare<[string | null]>(
    `UPDATE session SET operator_id = ?, pin_for = NULL, held = NULL WHERE id = 1`,
  );
  const setPinFor = db.prepare<[string | null]>(`UPDATE session SET pin_for = ? WHERE id = 1`);
  const setHeld = db.prepare<[string | null]>(`UPDATE session SET held = ?, pin_for = NULL WHERE id = 1`);
  const setActive = db.prepare<[number]>(`UPDATE session SET active_ms = ? WHERE id = 1`);
  const setLanguage = db.prepare<[string]>(`UPDATE session SET language = ? WHERE id = 1`);
  const setJob = db.prepare<[string | null, Work | null, number | null]>(
    // What waited for a lead was about the job that was open.
    `UPDATE session SET job_order_id = ?, job_stage = ?, job_parcel = ?, held = NULL,
            pin_for = CASE WHEN held IS NULL THEN pin_for END WHERE id = 1`,
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
        pinFor: row.pin_for,
        held: row.held === null ? null : (JSON.parse(row.held) as HeldInput),
        activeMs: row.active_ms,
      };
    },
    signIn: (operatorId: string): void => void setOperator.run(operatorId),
    signOut: (): void => void setOperator.run(null),
    askPin: (operatorId: string | null): void => void setPinFor.run(operatorId),
    hold: (held: HeldInput | null): void => void setHeld.run(held === null ? null : JSON.stringify(held)),
    touch: (nowMs: number): void => void setActive.run(nowMs),
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
