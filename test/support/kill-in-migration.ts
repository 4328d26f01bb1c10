// Preloaded into a process under test: kills it, as a power cut would, inside the n-th migration that it runs, after the
// statements of it and before its commit. KILL_MIGRATION is n.
import Database from 'better-sqlite3';

const at = Number(process.env['KILL_MIGRATION']);
let migrations = 0;

type Exec = (this: Database.Database, sql: string) => Database.Database;

const prototype = Database.prototype as { exec: Exec };
const real: Exec = prototype.exec;
prototype.exec = function killing(sql) {
  const result = real.call(this, sql);
  if (!/^\s*(?:--[^\n]*\s*)*(?:CREATE|ALTER|DROP)\b/.test(sql)) return result;
  migrations += 1;
  if (migrations === at) process.kill(process.pid, 'SIGKILL');
  return result;
};
