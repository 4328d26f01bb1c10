import { stationStatus, type StationStatus } from '../station/status.ts';
import type { Arguments } from './arguments.ts';
import { lookInto } from './look.ts';
import { print } from './output.ts';
import { duration } from './table.ts';

/** `status [--json]`: how the station stands. Waiting while offline is normal: exit 0; exit 1 names what is unhealthy. */
export async function status(given: Arguments): Promise<number> {
  const now = await lookInto(given.folder, 'status', (db) => stationStatus(db, given.folder, process.env));
  if (given.flags.has('json')) print(JSON.stringify(now));
  else for (const line of inWords(now)) print(line);
  return now.database.ok ? 0 : 1;
}

function inWords(now: StationStatus): string[] {
  const list = (counts: Readonly<Record<string, number>>): string =>
    Object.entries(counts)
      .filter(([, n]) => n > 0)
      .map(([name, n]) => `${n} ${name}`)
      .join(', ') || 'none';
  const { spans, station } = now;
  return [
    `Station    ${station.name} (${station.id}), ${station.roles.join(', ')}${station.test ? ', TEST numbers' : ''}`,
    `Orders     ${list(now.orders)}`,
    `Spans      ${spans.waiting} waiting, ${spans.sent} sent, ${spans.parked} parked, ${spans.refused} refused${spans.oldest_waiting === null ? '' : `, oldest of ${spans.oldest_waiting}`}`,
    ...(spans.late.count === 0
      ? []
      : [`Late       ${spans.late.count} spans, the latest sent ${duration(spans.late.worst_s ?? 0)} after it ended`]),
    `Events     ${now.events.waiting} waiting, ${now.events.logged} in the log; in: ${now.events.taken} taken, ${now.events.unlinked} without a trace, ${now.events.refused} refused`,
    `Print      ${list(now.print)}`,
    `Last sync  ${now.last_sync ?? 'never'}`,
    `Database   ${now.database.ok ? 'sound' : 'DAMAGED'}, ${Math.round(now.database.bytes / 1024)} KiB, schema ${now.database.schema}`,
    `Numbers    ${list(now.numbers)} left`,
  ];
}
