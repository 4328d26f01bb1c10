import type { Database } from 'better-sqlite3';
import { highestOf, usedInDatabase } from '../backup/numbers-used.ts';
import { withheldKinds } from '../numbers/claims.ts';
import { createNumbers } from '../numbers/issue.ts';
import { openLedger } from '../numbers/ledger.ts';
import { readMachine } from '../numbers/machine.ts';
import { blocksOf, createStationNumbers, seriesFaults, seriesOf } from '../parcels/station-numbers.ts';
import type { Settings } from '../settings/settings.ts';
import { note, ok, problem, type Found } from './finding.ts';

/** `numbers.json` against the database, what is left, and whose numbers they are. */
export function checkNumbers(
  db: Database,
  folder: string,
  settings: Settings,
  environment: NodeJS.ProcessEnv,
): Found[] {
  const faults = seriesFaults(settings);
  if (faults.length > 0) return faults.map((fault) => problem('numbers.range', 'numbers.range.todo', { fault }));
  const machine = readMachine(environment);
  const withheld = withheldKinds(db, blocksOf(settings), machine);
  const opened = openLedger(folder);
  const created = createNumbers({ db, folder, series: seriesOf(settings, withheld) });
  if (!opened.ok || !created.ok) {
    const message = opened.ok ? (created.ok ? '' : created.message) : opened.message;
    // What the ledger advises besides is what `todo` says.
    const [reason = message] = message.split(/\.(?: |$)/);
    return [problem('numbers.unusable', 'numbers.unusable.todo', { reason })];
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
    findings.push(note('numbers.behind', 'numbers.behind.todo', { kinds: behind.map(([kind]) => kind) }));
  }
  if (settings.test) findings.push(note('numbers.test', 'numbers.test.todo'));
  if (machine.id === null && machine.host === null)
    findings.push(note('numbers.no_machine', 'numbers.no_machine.todo'));
  return findings;
}

function ofSeries(
  series: string,
  left: number,
  { isWithheld, isLow }: { readonly isWithheld: boolean; readonly isLow: boolean },
): Found {
  const words = { series, left };
  if (isWithheld) return problem('numbers.withheld', 'numbers.withheld.todo', words);
  if (left === 0) return problem('numbers.exhausted', 'numbers.exhausted.todo', words);
  return isLow ? note('numbers.left', 'numbers.low.todo', words) : ok('numbers.left', words);
}
