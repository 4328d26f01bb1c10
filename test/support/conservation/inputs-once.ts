import { rowsOf, type Answered, type Invariant } from './witness.ts';

interface AuditLine {
  readonly scan: string;
  readonly code: string;
  readonly ok: 0 | 1;
}

/** How many ids a station remembers (INTERFACES 5). */
const REMEMBERED = 1000;

/** Every input that was answered stands in the audit log exactly once and in its order, with the answer it was given. */
export const inputsOnce: Invariant = {
  name: 'every answered input is there exactly once',
  breaches({ db, answered }) {
    if (answered === undefined) return [];
    const audit = rowsOf<AuditLine>(db, 'SELECT scan, code, ok FROM audit ORDER BY id');
    const inputs = new Map(
      rowsOf<{ id: string; outcome: string }>(db, 'SELECT id, outcome FROM inputs').map((row) => [row.id, row.outcome]),
    );
    const breaches: string[] = [];
    const first = answered.findIndex((each, index) => !isSame(each, audit[index]));
    if (first !== -1) {
      const there = audit[first];
      const found = there === undefined ? 'nothing' : `${JSON.stringify(there.scan)} ${there.code}`;
      breaches.push(`input ${first} ${told(answered[first])} is in the audit log as ${found}`);
    }
    if (audit.length !== answered.length)
      breaches.push(`${answered.length} inputs were answered, ${audit.length} are in the audit log`);
    const named = answered.filter(({ id }) => id !== undefined);
    for (const each of named.slice(-REMEMBERED)) {
      const kept = inputs.get(each.id ?? '');
      const { ok, code } = JSON.parse(kept ?? '{}') as Partial<Answered['outcome']>;
      if (ok !== each.outcome.ok || code !== each.outcome.code)
        breaches.push(`input ${each.id} ${told(each)} is remembered as ${code ?? 'nothing'}`);
    }
    const most = Math.min(REMEMBERED, named.length);
    if (inputs.size !== most) breaches.push(`${inputs.size} inputs are remembered in place of ${most}`);
    return breaches;
  },
};

function isSame({ scan, outcome }: Answered, row: AuditLine | undefined): boolean {
  if (row === undefined || row.code !== outcome.code || (row.ok === 1) !== outcome.ok) return false;
  // A symbology identifier may be taken off, a PIN is never shown.
  if (scan.startsWith(']') || /PIN/i.test(scan)) return true;
  return (
    row.scan ===
    scan
      .replace(/[\r\n\t]+$/, '')
      .slice(0, 300)
      .toWellFormed()
  );
}

const told = (each: Answered | undefined): string =>
  each === undefined ? '' : `(${JSON.stringify(each.scan)} ${each.outcome.code})`;
