import type { Database } from 'better-sqlite3';
import type { Code, Origin, Outcome } from '../../shared/answers.ts';
import type { Work } from '../orders/states.ts';
import type { LooseAttributes } from '../trace/attributes.ts';
import type { WorkDone } from './step.ts';

export interface AuditEntry {
  readonly atMs: number;
  readonly operatorId: string | null;
  readonly entry: Origin;
  readonly scan: string;
  readonly code: Code;
  readonly ok: boolean;
  readonly orderId: string | null;
  readonly stage: Work | null;
  readonly lineNo: number | null;
  readonly traceparent: string | null;
  readonly tracestate: string | null;
  readonly detail: LooseAttributes | null;
  /** What puts this step back; null where a step cannot be reversed. */
  readonly undo: unknown;
  readonly work: WorkDone;
}

export interface AuditRow {
  readonly id: number;
  readonly at_ms: number;
  readonly operator_id: string | null;
  readonly code: Code;
  readonly ok: 0 | 1;
  readonly line_no: number | null;
  readonly traceparent: string | null;
  readonly tracestate: string | null;
  readonly detail: string | null;
  readonly undo: string | null;
  readonly undone_by: number | null;
}

/** How many ids of inputs are remembered with their outcomes (INTERFACES 5). */
const REMEMBERED_INPUTS = 1000;

export type AuditStore = ReturnType<typeof auditStore>;

/** All SQL of the audit log, and of the inputs that must not count twice. */
export function auditStore(db: Database) {
  const insert = db.prepare<
    [
      number,
      string | null,
      string,
      string,
      string,
      number,
      string | null,
      string | null,
      number | null,
      string | null,
      string | null,
      string | null,
      string | null,
      number | null,
      number | null,
      number | null,
    ]
  >(
    `INSERT INTO audit (at_ms, operator_id, entry, scan, code, ok, order_id, stage, line_no, traceparent, tracestate, detail, undo,
                        orders, lines, units)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const rows = `SELECT id, at_ms, operator_id, code, ok, line_no, traceparent, tracestate, detail, undo, undone_by FROM audit`;
  const ofStage = db.prepare<[string, Work], AuditRow>(`${rows} WHERE order_id = ? AND stage = ? ORDER BY id`);
  const ofLine = db.prepare<[string, number], AuditRow>(
    `${rows} WHERE order_id = ? AND stage = 'pick' AND line_no = ? ORDER BY id`,
  );
  const lastStep = db.prepare<[string, Work], AuditRow>(
    `${rows} WHERE order_id = ? AND stage = ? AND ok = 1 AND undone_by IS NULL AND code <> 'undo.ok'
       AND (undo IS NOT NULL OR code IN ('pack.parcel.done', 'ship.opened', 'ship.handover.ok'))
     ORDER BY id DESC LIMIT 1`,
  );
  const markUndone = db.prepare<[number | bigint, number]>(`UPDATE audit SET undone_by = ? WHERE id = ?`);
  const findInput = db.prepare<[string], { outcome: string }>(`SELECT outcome FROM inputs WHERE id = ?`);
  const putInput = db.prepare<[string, string]>(`INSERT INTO inputs (id, outcome) VALUES (?, ?)`);
  const forgetInputs = db.prepare<[number | bigint]>(`DELETE FROM inputs WHERE seq <= ?`);

  return {
    add: (entry: AuditEntry): number | bigint =>
      insert.run(
        entry.atMs,
        entry.operatorId,
        entry.entry,
        entry.scan,
        entry.code,
        Number(entry.ok),
        entry.orderId,
        entry.stage,
        entry.lineNo,
        entry.traceparent,
        entry.tracestate,
        entry.detail === null ? null : JSON.stringify(entry.detail),
        entry.undo === null || entry.undo === undefined ? null : JSON.stringify(entry.undo),
        entry.work.orders ?? null,
        entry.work.lines ?? null,
        entry.work.units ?? null,
      ).lastInsertRowid,
    ofStage: (orderId: string, stage: Work): AuditRow[] => ofStage.all(orderId, stage),
    ofLine: (orderId: string, lineNo: number): AuditRow[] => ofLine.all(orderId, lineNo),
    /** The last step of a stage that can still be reversed: none once paper or numbers came of what followed it. */
    lastStep(orderId: string, stage: Work): AuditRow | undefined {
      const row = lastStep.get(orderId, stage);
      return row?.undo === null ? undefined : row;
    },
    markUndone: (id: number, by: number | bigint): void => void markUndone.run(by, id),

    /** What an input was answered when it came the first time. */
    outcomeOf(inputId: string): Outcome | undefined {
      const row = findInput.get(inputId);
      return row === undefined ? undefined : (JSON.parse(row.outcome) as Outcome);
    },
    remember(inputId: string, outcome: Outcome): void {
      const { lastInsertRowid } = putInput.run(inputId, JSON.stringify(outcome));
      forgetInputs.run(Number(lastInsertRowid) - REMEMBERED_INPUTS);
    },
  };
}
