import { dayOf } from '../subscribers/hours.ts';
import { figureRows, type FigureRow } from '../subscribers/read-figures.ts';
import { lateOrders, readDuration } from '../trace/sla.ts';
import { UsageError, type Arguments } from './arguments.ts';
import { csvLine } from './csv.ts';
import { lookInto } from './look.ts';
import { complain, print } from './output.ts';
import { table } from './table.ts';

const FIGURES = [
  'hour',
  'station_id',
  'worker',
  'stage',
  'orders',
  'lines',
  'units',
  'scans',
  'wrong',
  'typed',
] as const;
const COLUMNS = ['order_id', 'checkout_time', 'pick_time', 'ship_time', 'total_s', 'open'] as const;

/** `report sla` or `report figures`. */
export function report(given: Arguments): Promise<number> {
  const [what] = given.positionals;
  if (what === 'sla') return reportLate(given);
  if (what === 'figures') return reportFigures(given);
  throw new UsageError("write 'report sla --over 48h' or 'report figures'");
}

/** `report figures [--day 2026-11-20] [--json|--csv]`: what was done, by hour, worker and stage; without a day, today. */
async function reportFigures(given: Arguments): Promise<number> {
  const day = given.values['day'] ?? dayOf(Date.now());
  const rows = await lookInto(given.folder, 'report', (db) => figureRows(db, day));
  if (rows === undefined) throw new UsageError("say the day as '--day 2026-11-20'");
  if (given.flags.has('json')) print(JSON.stringify(rows));
  else if (given.flags.has('csv')) for (const line of csv(FIGURES, rows)) print(line);
  else if (rows.length === 0) print(`Nothing was counted on ${day}.`);
  else
    print(
      table(
        [...FIGURES],
        rows.map((row: FigureRow) => FIGURES.map((column) => String(row[column] ?? ''))),
      ),
    );
  return 0;
}

/** `report sla --over 48h [--json|--csv]`: orders over the limit. Exit 1 when there are any. */
async function reportLate(given: Arguments): Promise<number> {
  const over = readDuration(given.values['over'] ?? '');
  if (over === undefined) throw new UsageError("say the limit as '--over 48h', '--over 2d' or '--over PT48H'");
  const late = await lookInto(given.folder, 'report', (db) => lateOrders(db, over, Date.now()));
  if (given.flags.has('json')) print(JSON.stringify(late));
  else if (given.flags.has('csv')) for (const line of csv(COLUMNS, late)) print(line);
  else if (late.length === 0) print(`No order is over ${given.values['over'] ?? ''}.`);
  else
    print(
      table(
        [...COLUMNS],
        late.map((order) => COLUMNS.map((column) => String(order[column] ?? ''))),
      ),
    );
  if (late.length > 0) complain(`Orders over ${given.values['over'] ?? ''}: ${late.length}.`);
  return late.length > 0 ? 1 : 0;
}

function csv<Column extends string>(
  columns: readonly Column[],
  rows: readonly Readonly<Record<Column, string | number | boolean | null>>[],
): string[] {
  return [csvLine(columns), ...rows.map((row) => csvLine(columns.map((column) => String(row[column] ?? ''))))];
}
