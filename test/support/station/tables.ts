import type { Database } from 'better-sqlite3';

/** Every table with every row, but for those left out. Columns may be named as `table.column`. */
export function tableContents(db: Database, leaveOut: readonly string[] = []): Record<string, unknown[]> {
  const tables = db
    .prepare<[], { name: string }>(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`)
    .all()
    .map(({ name }) => name)
    .filter((name) => !leaveOut.includes(name));
  return Object.fromEntries(
    tables.map((table) => {
      const columns = db
        .prepare<[string], { name: string }>('SELECT name FROM pragma_table_info(?)')
        .all(table)
        .map(({ name }) => name)
        .filter((column) => !leaveOut.includes(`${table}.${column}`));
      return [
        table,
        db
          .prepare(
            `SELECT ${columns.join(', ')} FROM ${table} ORDER BY ${columns.map((_, index) => index + 1).join(', ')}`,
          )
          .raw()
          .all(),
      ];
    }),
  );
}
