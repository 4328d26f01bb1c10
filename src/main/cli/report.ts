import { lateOrders, readDuration, type LateOrder } from '../trace/sla.ts';
import { UsageError, type Arguments } from './arguments.ts';
import { csvLine } from './csv.ts';
import { lookInto } from './look.ts';
import { complain, print } from './output.ts';
import { table } from './table.ts';

const COLUMNS = ['order_id', 'checkout_time', 'pick_time', 'ship_time', 'total_s', 'open'] as const;

/** `report sla --over 48h [--json|--csv]`: orders over the limit. Exit 1 when there are any. */
export async function report(given: Arguments): Promise<number> {
  const [what] = given.positionals;
  if (what !== 'sla') throw new UsageError("write 'report sla --over 48h'");
  const over = readDuration(given.values['over'] ?? '');
  if (over === undefined) throw new UsageError("say the limit as '--over 48h', '--over 2d' or '--over PT48H'");
  const late = await lookInto(given.folder, 'report', (db) => lateOrders(db, over, Date.now()));
  if (given.flags.has('json')) print(JSON.stringify(late));
  else if (given.flags.has('csv')) for (const line of csv(late)) print(line);
  else if (late.length === 0) print(`No order is over ${given.values['over'] ?? ''}.`);
  else
    print(
      table(
        [...COLUMNS],
        late.map((order) => COLUMNS.map((column) => String(order[column] ?? ''))),
      ),
    );
  if (late.length > 0) complain(`${late.length} orders are over ${given.values['over'] ?? ''}.`);
  return late.length > 0 ? 1 : 0;
}

const csv = (late: readonly LateOrder[]): string[] => [
  csvLine(COLUMNS),
  ...late.map((order) => csvLine(COLUMNS.map((column) => String(order[column] ?? '')))),
];
