import { setTimeout as wait } from 'node:timers/promises';
import { expect } from 'vitest';
import type { Answer, Code, Input } from '../../src/shared/answers.ts';
import { auditRows, everythingElse, rows } from './database.ts';
import type { Terminal } from './pickspan.ts';

/**
 * Sends what must be refused, and holds the whole station against what it was before: the same screen, every table as
 * it was, and one row more in the audit log.
 */
export async function expectRefusal(
  folder: string,
  terminal: Terminal,
  scan: string | Input,
  code: Code,
): Promise<Answer> {
  await paperIsOut(folder);
  const [view, tables, audit] = [terminal.lastView(), everythingElse(folder), auditRows(folder)];
  const answer = await terminal.send(scan);
  // The scan stands in what is compared, so that a failure in a long row of them says which one it was.
  const about = (typeof scan === 'string' ? scan : scan.scan).slice(0, 60);
  const { ok, sound } = answer;
  expect({ about, ok, code: answer.code, sound, isSilent: answer.message === '', view: answer.view }).toEqual({
    about,
    ok: false,
    code,
    sound: 'error',
    isSilent: false,
    view,
  });
  expect({ about, tables: everythingElse(folder) }).toEqual({ about, tables });
  expect({ about, rows: auditRows(folder).slice(audit.length) }).toMatchObject({
    about,
    rows: [{ code, ok: 0, operator_id: view.operator }],
  });
  return answer;
}

/** Paper comes out beside the work: until none is on its way, tables change without an input. */
async function paperIsOut(folder: string): Promise<void> {
  const underWay = `SELECT count(*) AS n FROM print_jobs WHERE state IN ('queued', 'sending')`;
  while (rows<{ n: number }>(folder, underWay)[0]?.n !== 0) await wait(10);
}
