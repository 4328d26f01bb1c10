import { journeyOf } from '../trace/journey.ts';
import { drawJourney } from '../trace/journey-picture.ts';
import { UsageError, type Arguments } from './arguments.ts';
import { lookInto } from './look.ts';
import { complain, print } from './output.ts';
import { duration, printable, table } from './table.ts';

/** `journey ORDER [--json]`: where an order spent its time. Exit 1 when the order is not known here. */
export async function journey(given: Arguments): Promise<number> {
  const [orderId] = given.positionals;
  if (orderId === undefined) throw new UsageError("name an order: 'journey ORD-1001'");
  const found = await lookInto(given.folder, 'journey', (db) => journeyOf(db, orderId, Date.now()));
  if (found === undefined) {
    complain(`Order ${printable(orderId)} is not known here.`);
    return 1;
  }
  if (given.flags.has('json')) {
    print(JSON.stringify(found));
    return 0;
  }
  const { checkout } = found;
  print(
    `Order ${printable(found.order_id)}, checked out ${checkout.time ?? 'at an unknown time'} (${checkout.time_source ?? 'unknown'})`,
  );
  print(`Checkout trace ${checkout.trace_id ?? '-'}, span ${checkout.span_id ?? '-'}\n`);
  const rows = found.stages.map((stage) => [
    stage.name,
    stage.start,
    stage.end ?? 'open',
    duration(stage.wait_s),
    stage.end === null ? '' : duration((Date.parse(stage.end) - Date.parse(stage.start)) / 1000),
    stage.operator_id ?? '',
    stage.station_id ?? '',
    stage.trace_id ?? '',
    stage.links.map((link) => link.stage).join(', '),
  ]);
  print(table(['stage', 'start', 'end', 'waited', 'took', 'operator', 'station', 'trace', 'links to'], rows));
  print(`\n${drawJourney(found, 72)}\n`);
  print(`In all ${found.total_s === null ? '-' : duration(found.total_s)}.`);
  return 0;
}
