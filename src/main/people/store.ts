import type { Database } from 'better-sqlite3';
import type { OperatorRole } from '../../shared/people.ts';
import { waitAfter } from './pin.ts';

export interface Operator {
  readonly id: string;
  readonly name: string;
  readonly role: OperatorRole;
  /** The hash; null: the badge alone is enough. */
  readonly pin: string | null;
  readonly active: boolean;
  readonly failures: number;
  readonly failedMs: number | null;
}

/** What is to be set of an operator; what is left out stays, or is what a new one begins with. */
export interface OperatorChange {
  readonly id: string;
  readonly name?: string | undefined;
  readonly role?: OperatorRole | undefined;
  /** A hash, never a PIN. */
  readonly pin?: string | null | undefined;
  readonly active?: boolean | undefined;
  /** The wrong PINs that were tried are forgotten. */
  readonly forgiven?: true | undefined;
}

interface Row {
  readonly id: string;
  readonly name: string;
  readonly role: OperatorRole;
  readonly pin: string | null;
  readonly active: 0 | 1;
  readonly failures: number;
  readonly failed_ms: number | null;
}

export type OperatorStore = ReturnType<typeof operatorStore>;

/** All SQL of the operators. */
export function operatorStore(db: Database) {
  const get = db.prepare<[string], Row>(`SELECT * FROM operators WHERE id = ?`);
  const all = db.prepare<[], Row>(`SELECT * FROM operators ORDER BY id`);
  const any = db.prepare(`SELECT 1 FROM operators WHERE active = 1 LIMIT 1`).pluck();
  const put = db.prepare<[string, string, OperatorRole, string | null, number, number, number | null]>(
    `INSERT OR REPLACE INTO operators (id, name, role, pin, active, failures, failed_ms) VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const failed = db.prepare<[number, string]>(
    `UPDATE operators SET failures = failures + 1, failed_ms = ? WHERE id = ?`,
  );
  const clockWentBack = db.prepare<[number, string, number]>(
    `UPDATE operators SET failed_ms = ? WHERE id = ? AND failed_ms > ?`,
  );
  const passed = db.prepare<[string]>(`UPDATE operators SET failures = 0, failed_ms = NULL WHERE id = ?`);
  const find = (id: string): Operator | undefined => {
    const row = get.get(id);
    return row === undefined ? undefined : toOperator(row);
  };

  return {
    /** Whether anybody is: until then any badge is good. */
    isSetUp: (): boolean => any.get() !== undefined,
    get: find,
    active(id: string): Operator | undefined {
      const operator = find(id);
      return operator?.active === true ? operator : undefined;
    },
    all: (): Operator[] => all.all().map(toOperator),
    /** Whose rights count at the bench: null while no operators are set up, a worker's where nobody is signed in. */
    roleOf(operatorId: string | null): OperatorRole | null {
      if (any.get() === undefined) return null;
      const operator = operatorId === null ? undefined : find(operatorId);
      return operator?.active === true ? operator.role : 'worker';
    },
    put(change: OperatorChange): void {
      const { id, name, role, pin, active, failures, failedMs } = changed(find(change.id), change);
      put.run(id, name, role, pin, Number(active), failures, failedMs);
    },
    failed: (id: string, nowMs: number): void => void failed.run(nowMs, id),
    /** A wrong PIN that lies in the future says that the clock was set back: its wait counts from now. */
    noteClock: (id: string, nowMs: number): void => void clockWentBack.run(nowMs, id, nowMs),
    passed: (id: string): void => void passed.run(id),
  };
}

const toOperator = ({ active, failed_ms: failedMs, ...row }: Row): Operator => ({
  ...row,
  active: active === 1,
  failedMs,
});

/** What a change makes of an operator, or of nobody. A new PIN forgets the wrong ones that were tried. */
export function changed(now: Operator | undefined, change: OperatorChange): Operator {
  const pin = change.pin === undefined ? (now?.pin ?? null) : change.pin;
  const tried = pin === now?.pin && change.forgiven !== true ? now : undefined;
  return {
    id: change.id,
    name: change.name ?? now?.name ?? change.id,
    role: change.role ?? now?.role ?? 'worker',
    pin,
    active: change.active ?? now?.active ?? true,
    failures: tried?.failures ?? 0,
    failedMs: tried?.failedMs ?? null,
  };
}

/** For how many ms no PIN of this operator is tried; never longer than the wait that was earned. */
export function lockedFor({ failures, failedMs }: Pick<Operator, 'failures' | 'failedMs'>, nowMs: number): number {
  if (failedMs === null) return 0;
  const wait = waitAfter(failures);
  return Math.max(0, Math.min(wait, failedMs + wait - nowMs));
}
