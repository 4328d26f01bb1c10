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
  const id = madeOnce(db, 'id', randomUUID);
  const secret = madeOnce(db, 'operator_secret', newSecret);
  return {
    id,
    pseudonym: (operatorId) => `op-${createHmac('sha256', secret).update(operatorId).digest('hex').slice(0, 16)}`,
  };
}

/** What sessions of the browser host are signed with. */
export const sessionSecret = (db: Database): string => madeOnce(db, 'session_secret', newSecret);

const newSecret = (): string => randomBytes(32).toString('hex');

/** A value of the installation that is made when it is first asked for, and then never again. */
function madeOnce(db: Database, key: string, make: () => string): string {
  const find = db.prepare<[string], { value: string }>(`SELECT value FROM installation WHERE key = ?`);
  const insert = db.prepare<[string, string]>(
    `INSERT INTO installation (key, value) VALUES (?, ?) ON CONFLICT DO NOTHING`,
  );
  const known = find.get(key);
  if (known !== undefined) return known.value;
  const made = make();
  insert.run(key, made);
  return find.get(key)?.value ?? made;
}
