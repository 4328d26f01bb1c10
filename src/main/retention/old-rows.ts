import type { Database } from 'better-sqlite3';
import { ROWS_AT_ONCE, type Steps } from './steps.ts';

/** A table whose rows are numbered as they come: its oldest are its first. Names and conditions are SQL of ours. */
interface Log {
  readonly table: string;
  readonly key: string;
  /** The column with the time of a row, in ms since the epoch. */
  readonly time: string;
  /** Nobody remembers a number of this table, so that one may come again; elsewhere the newest row stays for its number. */
  readonly numbersMayComeAgain?: boolean;
  /** Rows `t` of which this is true stay, however old. */
  readonly unless?: string;
  /** Goes with the rows from `@after` to `@through` that are older than `@before`, ahead of them. */
  readonly first?: readonly string[];
  /** The same, behind them. */
  readonly last?: readonly string[];
}

/** Numbers of a log that may be looked at: those after `after`, up to `through`. */
export interface Range {
  readonly after: number;
  readonly through: number;
}

const ALL: Range = { after: -1, through: Number.MAX_SAFE_INTEGER };

/**
 * Removes the rows of a log that are older than a time, from its beginning. It ends where a whole window is younger, so
 * what it costs does not grow with what is kept.
 */
export function oldRows(db: Database, log: Log): (beforeMs: number, range?: Range) => Steps {
  const { table, key, time, unless = 'FALSE', first = [], last: behind = [], numbersMayComeAgain = false } = log;
  const stays = numbersMayComeAgain ? unless : `${key} = (SELECT max(${key}) FROM ${table}) OR (${unless})`;
  const window = db.prepare<[number, number, number], { key: number; old: 0 | 1 }>(`
    SELECT ${key} AS key, ${time} < ? AS old FROM ${table} WHERE ${key} > ? AND ${key} <= ?
     ORDER BY ${key} LIMIT ${ROWS_AT_ONCE}`);
  type Limits = { readonly after: number; readonly through: number; readonly before: number };
  const remove = db.prepare<[Limits]>(`
    DELETE FROM ${table} AS t WHERE ${key} > @after AND ${key} <= @through AND ${time} < @before
       AND NOT (${stays})`);
  const statements = [
    ...first.map((sql) => db.prepare<[Limits]>(sql)),
    remove,
    ...behind.map((sql) => db.prepare<[Limits]>(sql)),
  ];
  const step = db.transaction((limits: Limits): void => {
    for (const statement of statements) statement.run(limits);
  });

  return function* walk(beforeMs, range = ALL) {
    for (let { after } = range; ;) {
      const rows = window.all(beforeMs, after, range.through);
      const last = rows.at(-1);
      if (last === undefined || !rows.some(({ old }) => old === 1)) return;
      step.immediate({ after, through: last.key, before: beforeMs });
      after = last.key;
      yield;
    }
  };
}
