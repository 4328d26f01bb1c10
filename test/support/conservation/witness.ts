import type { Database } from 'better-sqlite3';
import type { Receiver } from '../../../src/main/demo/receiver/receiver-types.ts';
import type { IntakeResult } from '../../../src/main/orders/intake.ts';
import type { Outcome } from '../../../src/shared/answers.ts';

/** One input with what it was answered; one that was sent again under its id stands here once. */
export interface Answered {
  readonly id: string | undefined;
  readonly scan: string;
  readonly outcome: Pick<Outcome, 'ok' | 'code'>;
}

/** One event with the last result its sender heard. */
export interface Told {
  readonly eventId: string;
  readonly result: IntakeResult['result'];
}

/** What a backend has, and how often its station was killed while it sent. */
export interface Arrived {
  readonly receiver: Pick<Receiver, 'spans' | 'duplicates' | 'resendsDiffer' | 'problems'>;
  readonly kills: number;
}

/** All that the oracle hears: the station's folder, and what those outside of it remember. */
export interface Witness {
  readonly folder: string;
  /** Only read. */
  readonly db: Database;
  /** Every input that was answered, in order; undefined where nobody wrote them down. */
  readonly answered?: readonly Answered[];
  readonly told?: readonly Told[];
  /** `traceId:spanId` of every context that came in from outside. */
  readonly outside: ReadonlySet<string>;
  /** Undefined as long as nothing was sent. */
  readonly arrived?: Arrived;
}

/** One thing that must hold whatever happened; it answers with a sentence for each breach. */
export interface Invariant {
  readonly name: string;
  readonly breaches: (witness: Witness) => string[];
}

/** The rows of a query; `Row` is what the caller says they are. */
export const rowsOf = <Row>(db: Database, sql: string): Row[] => db.prepare<[], Row>(sql).all();

/** What stands on one side more often than on the other, as sentences. Order does not count. */
export function differences(there: readonly string[], expected: readonly string[], what: string): string[] {
  const count = new Map<string, number>();
  for (const each of there) count.set(each, (count.get(each) ?? 0) + 1);
  for (const each of expected) count.set(each, (count.get(each) ?? 0) - 1);
  return [...count].flatMap(([each, n]) => {
    if (n === 0) return [];
    return n > 0 ? [`${what} too many: ${each} (${n})`] : [`${what} missing: ${each} (${-n})`];
  });
}
