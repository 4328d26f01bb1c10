import { expect } from 'vitest';
import type { Answer, Code, Input } from '../../src/shared/answers.ts';
import { auditRows, everythingElse } from './database.ts';
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
  await paperIsOut(terminal);
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

/**
 * Paper comes out after the answer that asked for it and before the next input is read: once a further input is answered,
 * one that changes nothing, the paper of the last one is out.
 */
async function paperIsOut(terminal: Terminal): Promise<void> {
  await terminal.send({ scan: '', id: 'paper is out' });
}
