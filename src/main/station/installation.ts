import type { Database } from 'better-sqlite3';
import { createHmac, randomBytes, randomUUID } from 'node:crypto';

export interface Installation {
  /** UUID made once; the station's id and its trying-out numbers are drawn from it. */
  readonly id: string;
  /** Names an operator without telling who it is; the same operator has the same name for as long as the folder lives. */
  readonly pseudonym: (operatorId: string) => string;
}

/** The UUID of an installation that was opened before. Reads only. */
export function installationId(db: Database): string {
  const row = db.prepare<[], { value: string }>(`SELECT value FROM installation WHERE key = 'id'`).get();
  if (row === undefined) throw new Error('this folder was never opened as a station');
  return row.value;
}

/** Reads, or makes at the first start, what this installation is known by. */
export function readInstallation(db: Database): Installation {
  const find = db.prepare<[string], { value: string }>(`SELECT value FROM installation WHERE key = ?`);
  const insert = db.prepare<[string, string]>(
    `INSERT INTO installation (key, value) VALUES (?, ?) ON CONFLICT DO NOTHING`,
  );
  const once = (key: string, make: () => string): string => {
    const known = find.get(key);
    if (known !== undefined) return known.value;
    insert.run(key, make());
    return find.get(key)?.value ?? make();
  };
  const id = once('id', randomUUID);
  const secret = once('operator_secret', () => randomBytes(32).toString('hex'));
  return {
    id,
    pseudonym: (operatorId) => `op-${createHmac('sha256', secret).update(operatorId).digest('hex').slice(0, 16)}`,
  };
}
