import type { StoredAuditRow } from '../audit/chain.ts';
import { auditRows, verifyAudit, type Head } from '../audit/read-log.ts';
import { isoTime } from '../exchange/time.ts';
import { UsageError, type Arguments } from './arguments.ts';
import { csvLine } from './csv.ts';
import { lookInto } from './look.ts';
import { complain, print } from './output.ts';

const COLUMNS = [
  'id',
  'time',
  'operator_id',
  'approver_id',
  'entry',
  'scan',
  'code',
  'ok',
  'order_id',
  'stage',
  'line_no',
  'undoes',
  'completes',
  'detail',
] as const;

/**
 * `audit [--from T] [--to T] [--order ID] [--operator ID] [--json|--csv] [--verify [--head ID:HASH]]`: who did what, a line
 * each. `--verify` holds the log against its chain instead: exit 1 and the place where it breaks.
 */
export function audit(given: Arguments): Promise<number> {
  return given.flags.has('verify') ? verify(given) : list(given);
}

function list({ folder, flags, values }: Arguments): Promise<number> {
  const filter = {
    from: timeOf('--from', values['from']),
    to: timeOf('--to', values['to']),
    order: values['order'],
    operator: values['operator'],
  };
  return lookInto(folder, 'audit', (db) => {
    if (flags.has('csv')) print(csvLine(COLUMNS));
    for (const row of auditRows(db, filter)) {
      const told = tell(row);
      if (flags.has('csv')) print(csvLine(COLUMNS.map((column) => textOf(told[column]))));
      else if (flags.has('json')) print(JSON.stringify(told));
      else print(plain(told));
    }
    return 0;
  });
}

function tell({ at_ms, ok, detail, ...row }: StoredAuditRow) {
  return {
    ...row,
    time: isoTime(at_ms),
    ok: ok === 1,
    detail: detail === null ? null : (JSON.parse(detail) as Record<string, unknown>),
  };
}

type Told = ReturnType<typeof tell>;

function plain({ id, time, operator_id, approver_id, scan, code, ok, order_id, detail }: Told): string {
  const who = `${operator_id ?? '-'}${approver_id === null ? '' : ` (${approver_id})`}`;
  const facts = detail === null ? '' : JSON.stringify(detail);
  const text = [id, time, who, ok ? 'ok' : 'refused', code, order_id ?? '-', scan ?? '', facts].join('  ').trimEnd();
  return text.replaceAll(/\p{Cc}/gu, '·');
}

const textOf = (value: Told[keyof Told]): string =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '');

async function verify({ folder, values }: Arguments): Promise<number> {
  const known = headOf(values['head']);
  const verdict = await lookInto(folder, 'audit', (db) => verifyAudit(db, known));
  const { rows, unchained, gaps, head, breaks, knowsHead } = verdict;
  print(
    `${rows} rows, ${gaps} gaps where old rows were removed${unchained > 0 ? `, ${unchained} without a place in the chain` : ''}.`,
  );
  if (head !== null) print(`Head: ${head.id}:${head.hash}`);
  for (const { id, what } of breaks) complain(`The log breaks at row ${id}: ${WHAT[what]}.`);
  if (!knowsHead) complain(`The row of --head is not in the log: it was written anew, or cut off and gone on with.`);
  return breaks.length === 0 && knowsHead ? 0 : 1;
}

const WHAT = {
  changed: 'it is not what was written, or the row before is not',
  missing: 'rows before it are gone that retention did not remove',
  unchained: 'it was not written by the station',
} as const;

function headOf(text: string | undefined): Head | undefined {
  if (text === undefined) return undefined;
  const [, id, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (id === undefined || hash === undefined) throw new UsageError("write --head as an earlier '--verify' printed it");
  return { id: Number(id), hash: Buffer.from(hash, 'hex') };
}

function timeOf(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const ms = /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(ms)) throw new UsageError(`say ${option} as 2026-11-20 or 2026-11-20T12:00:00Z`);
  return ms;
}
