import Database from 'better-sqlite3';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openBench } from '../../../test/support/station/bench.ts';

/** Asked by `status` alone, beside the station: they count whole tables. */
const FOR_REPORTS = [
  'SELECT state, count(*) AS n FROM orders GROUP BY state',
  'SELECT state, count(*) AS n FROM print_jobs GROUP BY state',
  'SELECT count(*) AS n FROM events_out',
  'SELECT (SELECT count(*) FROM events_in)',
];

/** Tables of a few rows, whatever the station has worked: to read them whole costs nothing. */
const SMALL = new Set([
  'printer_states',
  'printer_choices',
  'session',
  'number_claims',
  'number_series',
  'retention_clock',
  'subscriber_progress',
  // A list that was made for the question.
  'json_each',
  'export_lanes',
  'export_given_up_total',
  'operators',
  'audit_pruning',
]);

/** Every statement that a station prepares, and a connection to explain them on. */
function statementsOfStation(): { db: Database.Database; statements: readonly string[] } {
  const prepare = vi.spyOn(Database.prototype, 'prepare');
  const bench = openBench();
  const statements = [...new Set(prepare.mock.calls.map(([sql]) => sql.replaceAll(/\s+/g, ' ').trim()))];
  prepare.mockRestore();
  return { db: bench.db, statements: statements.filter((sql) => /^(SELECT|UPDATE|DELETE|INSERT|WITH)/.test(sql)) };
}

/** SQLite's plan, step by step: `SEARCH orders USING INDEX ...`. */
function planOf(db: Database.Database, sql: string): string[] {
  const names = [...sql.matchAll(/@(\w+)/g)].map(([, name = '']) => [name, null] as const);
  const places = (sql.match(/\?/g) ?? []).map(() => null);
  const explain = db.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`);
  return (names.length > 0 ? explain.all(Object.fromEntries(names)) : explain.all(...places)).map(
    ({ detail }) => detail,
  );
}

describe('a file of a million orders', () => {
  afterEach(() => vi.restoreAllMocks());

  it('has an index for whatever a scan or an intake asks', () => {
    const { db, statements } = statementsOfStation();
    const partial = new Set(
      db
        .prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'index' AND sql LIKE '% WHERE %'`)
        .pluck()
        .all(),
    );
    // An index with a condition of its own holds only what is under way: to read it whole is to read what is asked for.
    const readsAll = (step: string): boolean => {
      const [, of = '', index = ''] = /^SCAN (\w+)(?:.* INDEX (\w+))?/.exec(step) ?? [];
      return of !== '' && of !== 'CONSTANT' && !SMALL.has(of) && !partial.has(index);
    };
    // `l` stands for the lanes wherever it is asked for; the newest row of a log is found from its end.
    const isShort = (step: string, sql: string): boolean =>
      (step === 'SCAN l' && sql.includes('export_lanes l')) || /ORDER BY (?:id|seq) DESC LIMIT 1(?:\)|$)/.test(sql);
    const found = statements
      .filter((sql) => !FOR_REPORTS.some((report) => sql.startsWith(report)))
      .flatMap((sql) =>
        planOf(db, sql)
          .filter((step) => readsAll(step) && !isShort(step, sql))
          .map((step) => `${step}: ${sql}`),
      );
    expect(statements.length).toBeGreaterThan(80);
    expect(found).toEqual([]);
  });
});
