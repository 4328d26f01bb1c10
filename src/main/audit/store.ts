import type { Database } from 'better-sqlite3';
import type { Code, Origin, Outcome } from '../../shared/answers.ts';
import type { Work } from '../orders/states.ts';
import type { LooseAttributes } from '../trace/attributes.ts';
import type { WorkDone } from './step.ts';
import { chainHash, CHAINED_COLUMNS, type StoredAuditRow } from './chain.ts';

/** What is recorded without being the answer to an input: nobody is told it, so it has no words. */
export type Recorded =
  | 'station.locked'
  | 'operators.changed'
  | 'settings.changed'
  | 'takeover.approved'
  | 'release.approved';

export interface AuditEntry {
  readonly atMs: number;
  readonly operatorId: string | null;
  /** The lead who approved it. */
  readonly approverId?: string | undefined;
  readonly entry: Origin | 'clock' | 'command';
  readonly scan: string | null;
  readonly code: Code | Recorded;
  readonly ok: boolean;
  readonly orderId: string | null;
  readonly stage: Work | null;
  readonly lineNo: number | null;
  readonly traceparent: string | null;
  readonly tracestate: string | null;
  readonly detail: LooseAttributes | null;
  /** What puts this step back; null where a step cannot be reversed. */
  readonly undo: unknown;
  readonly work?: WorkDone | undefined;
  /** The row that this one takes back. */
  readonly undoes?: number | undefined;
  /** The row of the input that waited for this one. */
  readonly completes?: number | undefined;
}

export interface AuditRow {
  readonly id: number;
  readonly at_ms: number;
  readonly operator_id: string | null;
  readonly code: Code | Recorded;
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
  const columns = CHAINED_COLUMNS.map((column) => `@${column}`).join(', ');
  const insert = db.prepare<[StoredAuditRow & { hash: Buffer }]>(
    `INSERT INTO audit (${CHAINED_COLUMNS.join(', ')}, hash) VALUES (${columns}, @hash)`,
  );
  const newest = db.prepare<[], { id: number; hash: Buffer | null }>(
    `SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1`,
  );
  const rows = `SELECT id, at_ms, operator_id, code, ok, line_no, traceparent, tracestate, detail, undo,
    (SELECT u.id FROM audit u WHERE u.undoes = audit.id) AS undone_by FROM audit`;
  const ofStage = db.prepare<[string, Work], AuditRow>(`${rows} WHERE order_id = ? AND stage = ? ORDER BY id`);
  const ofLine = db.prepare<[string, number], AuditRow>(
    `${rows} WHERE order_id = ? AND stage = 'pick' AND line_no = ? ORDER BY id`,
  );
  const lastStep = db.prepare<[string, Work], AuditRow>(
    `${rows} WHERE order_id = ? AND stage = ? AND ok = 1 AND code <> 'undo.ok'
       AND NOT EXISTS (SELECT 1 FROM audit u WHERE u.undoes = audit.id)
       AND (undo IS NOT NULL OR code IN ('pack.parcel.done', 'ship.opened', 'ship.handover.ok'))
     ORDER BY id DESC LIMIT 1`,
  );
  const findInput = db.prepare<[string], { outcome: string }>(`SELECT outcome FROM inputs WHERE id = ?`);
  const putInput = db.prepare<[string, string]>(`INSERT INTO inputs (id, outcome) VALUES (?, ?)`);
  const forgetInputs = db.prepare<[number | bigint]>(`DELETE FROM inputs WHERE seq <= ?`);

  /** Writes a row behind the newest one. @returns its number. */
  function add(entry: AuditEntry): number {
    const before = newest.get();
    const row: StoredAuditRow = {
      id: (before?.id ?? 0) + 1,
      at_ms: entry.atMs,
      operator_id: entry.operatorId,
      approver_id: entry.approverId ?? null,
      entry: entry.entry,
      scan: entry.scan,
      code: entry.code,
      ok: Number(entry.ok),
      order_id: entry.orderId,
      stage: entry.stage,
      line_no: entry.lineNo,
      traceparent: entry.traceparent,
      tracestate: entry.tracestate,
      detail: entry.detail === null ? null : JSON.stringify(entry.detail),
      undo: entry.undo === null || entry.undo === undefined ? null : JSON.stringify(entry.undo),
      undoes: entry.undoes ?? null,
      completes: entry.completes ?? null,
      orders: entry.work?.orders ?? null,
      lines: entry.work?.lines ?? null,
      units: entry.work?.units ?? null,
    };
    insert.run({ ...row, hash: chainHash(before?.hash ?? null, row) });
    return row.id;
  }

  return {
    add,
    /** Writes a row of something that no scan brought about and that is about no order. */
    record(code: Recorded, row: Pick<AuditEntry, 'atMs' | 'operatorId' | 'approverId' | 'entry' | 'detail'>): void {
      add({
        ...row,
        scan: null,
        code,
        ok: true,
        orderId: null,
        stage: null,
        lineNo: null,
        traceparent: null,
        tracestate: null,
        undo: null,
      });
    },
    ofStage: (orderId: string, stage: Work): AuditRow[] => ofStage.all(orderId, stage),
    ofLine: (orderId: string, lineNo: number): AuditRow[] => ofLine.all(orderId, lineNo),
    /** The last step of a stage that can still be reversed: none once paper or numbers came of what followed it. */
    lastStep(orderId: string, stage: Work): AuditRow | undefined {
      const row = lastStep.get(orderId, stage);
      return row?.undo === null ? undefined : row;
    },

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
