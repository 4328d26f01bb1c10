import { secretsKept } from '../doctor/check-secrets.ts';
import { stationStatus, type StationStatus } from '../station/status.ts';
import { readUpdate } from '../update/record.ts';
import type { Update } from '../update/state.ts';
import type { Arguments } from './arguments.ts';
import { lookInto } from './look.ts';
import { complain, print } from './output.ts';
import { duration, printable } from './table.ts';
import { waysIn, type WaysIn } from './ways-in.ts';

/** `status [--json]`: how the station stands. Waiting while offline is normal: exit 0; exit 1 names what is unhealthy. */
export async function status(given: Arguments): Promise<number> {
  const now = await lookInto(given.folder, 'status', (db) => stationStatus(db, given.folder, process.env));
  const ways = await waysIn(given.folder);
  const update = readUpdate(given.folder) ?? null;
  const secrets = secretsKept(given.folder, process.env);
  const told = [...inWords(now), ...waysInWords(ways), ...secretsInWords(secrets), ...updateInWords(update)];
  if (given.flags.has('json')) print(JSON.stringify({ ...now, ...ways, secrets, update }));
  else for (const line of told) print(line);
  if (now.numbers_withheld.length > 0) {
    complain(
      `pickspan: this folder was copied from another computer and issues no numbers (${now.numbers_withheld.join(', ')}) until station.json gives it ranges of its own.`,
    );
  }
  return now.database.ok && now.numbers_withheld.length === 0 ? 0 : 1;
}

function secretsInWords({ named, no_keychain: because }: ReturnType<typeof secretsKept>): string[] {
  if (named === 0) return [];
  return [
    `Secrets    ${named}${because === null ? ' in the keychain' : `; this computer has no keychain (${printable(because)})`}`,
  ];
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
    `Spans      ${spans.waiting} waiting, ${spans.sent} sent, ${spans.parked} parked, ${spans.refused} refused${spans.given_up === 0 ? '' : `, ${spans.given_up} given up`}${spans.oldest_waiting === null ? '' : `, oldest of ${spans.oldest_waiting}`}`,
    ...(spans.late.count === 0
      ? []
      : [`Late       ${spans.late.count} spans, the latest sent ${duration(spans.late.worst_s ?? 0)} after it ended`]),
    `Events     ${now.events.waiting} waiting, ${now.events.logged} in the log; in: ${now.events.taken} taken, ${now.events.unlinked} without a trace, ${now.events.refused} refused`,
    ...now.events.targets.map((target) => targetInWords('Target    ', target)),
    ...now.events.subscribers.map((subscriber) => targetInWords('Subscriber', subscriber)),
    `Print      ${list(now.print)}`,
    ...now.printers
      .filter(({ problem }) => problem !== null)
      .map(({ name, problem, waiting }) => `Printer    ${name}: ${problem ?? ''}, ${waiting} waiting`),
    `Last sync  ${now.last_sync ?? 'never'}`,
    ...deliveryInWords(now.delivery),
    `Database   ${now.database.ok ? 'sound' : 'DAMAGED'}, ${Math.round(now.database.bytes / 1024)} KiB, schema ${now.database.schema}`,
    `Numbers    ${list(now.numbers)} left`,
  ];
}

function targetInWords(what: string, target: StationStatus['events']['targets'][number]): string {
  const { name, state, waiting, oldest_waiting: oldest, sent, attempts, because, not_before } = target;
  const tried = attempts === 0 ? '' : `, ${attempts} failed tries: ${because ?? 'no reason given'}`;
  const until = not_before === null ? '' : `, not before ${not_before}`;
  const since = oldest === null ? '' : ` since ${oldest}`;
  return printable(`${what} ${name} ${state}: ${waiting} waiting${since}, ${sent} sent${tried}${until}`);
}

/** What is known of another version; nothing where nobody asks for any. */
function updateInWords(update: Update | null): string[] {
  if (update === null) return [];
  const { state, version, reason, since } = update;
  const words = version === null ? state : `${version} ${state}`;
  return [printable(`Update     ${words} since ${since}${reason === null ? '' : `: ${reason}`}`)];
}

/** How the endpoint stands that was in touch last: since when it takes nothing, what it said, what is set aside. */
function deliveryInWords(delivery: StationStatus['delivery']): string[] {
  if (delivery === null) return [];
  const { endpoint, attempts, because, not_before, last_answer, set_aside } = delivery;
  // Without a query: a key may stand in it.
  const { origin, pathname } = new URL(endpoint);
  const tried = attempts === 0 ? 'takes spans' : `${attempts} failed tries: ${because ?? 'no reason given'}`;
  const until = not_before === null ? '' : `, not before ${not_before}`;
  const words =
    last_answer === null || last_answer === '' || last_answer === because ? '' : `; it said: ${last_answer}`;
  const groups = new Map<string, { n: number; since: string | null }>();
  for (const { state, reason, since } of set_aside) {
    const group = groups.get(`${state}: ${reason}`);
    groups.set(`${state}: ${reason}`, { n: (group?.n ?? 0) + 1, since });
  }
  return [
    `Delivery   ${origin}${pathname} ${tried}${until}${words}`,
    ...[...groups].map(
      ([what, { n, since }]) => `           ${n} of the last set aside ${what}, since ${since ?? 'unknown'}`,
    ),
  ].map(printable);
}

function waysInWords({ running, http_port, inbox }: WaysIn): string[] {
  const port = http_port === null ? 'no HTTP port' : `HTTP on port ${http_port}`;
  const lying = `inbox: ${inbox.waiting} waiting, ${inbox.refused} refused`;
  const who = running === null ? 'no station runs' : `pickspan ${running.command} (process ${running.pid})`;
  return [`Ways in    ${port}, ${lying}; ${who}`];
}
