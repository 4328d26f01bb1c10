import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { migrate } from './migrate.ts';

/**
 * The whole schema as a file, so that every change of it is seen in review. After a new migration write it anew:
 * `npx vitest run src/main/database/schema.test.ts --update`, and read what changed.
 */
it('the schema is the one on record (run with --update after a migration)', async () => {
  const db = new Database(':memory:');
  migrate(db);
  const objects = db
    .prepare<[], { sql: string }>(
      `SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY type, name`,
    )
    .all();
  db.close();
  expect(objects.length).toBeGreaterThan(20);
  await expect(`${objects.map(({ sql }) => `${sql};`).join('\n\n')}\n`).toMatchFileSnapshot('schema.snapshot.sql');
});
