import type { Database } from 'better-sqlite3';
import { highestOf, usedInDatabase } from '../backup/numbers-used.ts';
import { withheldKinds } from '../numbers/claims.ts';
import { createNumbers } from '../numbers/issue.ts';
import { openLedger } from '../numbers/ledger.ts';
import { readMachine } from '../numbers/machine.ts';
import { blocksOf, createStationNumbers, seriesFaults, seriesOf } from '../parcels/station-numbers.ts';
import type { Settings } from '../settings/settings.ts';
import { note, ok, problem, type Finding } from './finding.ts';

/** `numbers.json` against the database, what is left, and whose numbers they are. */
export function checkNumbers(
  db: Database,
  folder: string,
  settings: Settings,
  environment: NodeJS.ProcessEnv,
): Finding[] {
  const faults = seriesFaults(settings);
  if (faults.length > 0) return faults.map((fault) => problem('numbers', fault, 'Mend the range in station.json.'));
  const machine = readMachine(environment);
  const withheld = withheldKinds(db, blocksOf(settings), machine);
  const opened = openLedger(folder);
  const created = createNumbers({ db, folder, series: seriesOf(settings, withheld) });
  if (!opened.ok || !created.ok) {
    const message = opened.ok ? (created.ok ? '' : created.message) : opened.message;
    const [what = message, ...todo] = message.split(/(?<=\.) /);
    return [problem('numbers', what.replace(/\.$/, ''), todo.join(' '))];
  }
  const numbers = createStationNumbers(created.numbers, settings, withheld);
  const low = numbers.low();
  const findings = Object.entries(numbers.left()).map(([kind, n]) =>
    ofSeries(kind, n, { isWithheld: withheld.has(kind), isLow: low.includes(kind) }),
  );
  const used = usedInDatabase(db);
  const inLedger = opened.ledger.all();
  const behind = [...highestOf(inLedger, used)].filter(([kind, serial]) => serial > (inLedger.get(kind) ?? -1));
  if (behind.length > 0) {
    const what = `numbers.json is behind the database (${behind.map(([kind]) => kind).join(', ')})`;
    findings.push(
      note('numbers', what, 'Nothing is used twice; whoever put an older numbers.json there, leave it be from now on.'),
    );
  }
  if (settings.test) {
    findings.push(
      note(
        'numbers',
        'SSCCs are TEST numbers of the example prefix',
        'Before real parcels: numbers.sscc in station.json.',
      ),
    );
  }
  if (machine.id === null && machine.host === null) {
    const todo = 'Set PICKSPAN_MACHINE_ID where several computers may get a copy of this folder.';
    findings.push(note('numbers', 'this computer has no id of its own: a copied folder cannot be told from it', todo));
  }
  return findings;
}

function ofSeries(
  kind: string,
  left: number,
  { isWithheld, isLow }: { readonly isWithheld: boolean; readonly isLow: boolean },
): Finding {
  if (isWithheld) {
    const todo = 'Give it a range of its own: numbers in station.json, with `from` and `to`.';
    return problem('numbers', `${kind}: the folder was copied from another computer and issues none`, todo);
  }
  if (left === 0) return problem('numbers', `${kind}: none left`, 'Give it a new range: numbers in station.json.');
  if (isLow) return note('numbers', `${kind}: ${left} left`, 'Get a new range before they are used up.');
  return ok('numbers', `${kind}: ${left} left`);
}
