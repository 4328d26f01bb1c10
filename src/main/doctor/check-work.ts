import type { Database } from 'better-sqlite3';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { PrinterProblem } from '../../shared/facts.ts';
import { printJobs } from '../print/jobs.ts';
import { targetNames } from '../exchange/targets/set-up.ts';
import { targetStatus } from '../exchange/targets/target-status.ts';
import { printPorts } from '../print/ports.ts';
import { printerStore } from '../print/printer-store.ts';
import { FOLDER_PRINTER } from '../print/routing.ts';
import type { Settings } from '../settings/settings.ts';
import { subscriberStatus } from '../subscribers/subscriber-status.ts';
import { deliveryCounts } from '../trace/export/delivery-counts.ts';
import { note, ok, problem, type Finding } from './finding.ts';

/**
 * Whether paper can go out, and whether all of it did. Every printer is asked how it stands; nothing is printed.
 * @param settings undefined where they cannot be read: then only the folder is known.
 */
export async function checkPrinters(
  db: Database | undefined,
  folder: string,
  settings: Settings | undefined,
): Promise<Finding[]> {
  const jobs = db === undefined ? undefined : printJobs(db);
  const waiting = new Map(jobs?.waiting().map(({ printer, n }) => [printer, n]));
  const store = db === undefined ? NOTHING_LEARNT : printerStore(db);
  const render = (): never => {
    throw new Error('nothing is printed here');
  };
  const ports = printPorts(settings?.printers ?? [], { folder, render, store });
  const findings = await Promise.all(
    ports.map(async (port) => {
      const n = waiting.get(port.name) ?? 0;
      const what = port.name === FOLDER_PRINTER ? 'the folder printer' : port.name;
      const lying = n === 0 ? '' : `, ${n} documents wait`;
      const found = await port.check();
      if (found.ok) return ok('printers', `${what} ${found.words}${lying}`);
      return problem('printers', `${what} takes nothing: ${found.reason}${lying}`, TODO[found.problem] ?? SEE_TO_IT);
    }),
  );
  const unknown = jobs?.counts().find(({ state }) => state === 'unknown')?.n ?? 0;
  if (unknown > 0) {
    const what = `${unknown} documents may have been printed or not`;
    const todo = 'The screen asks for each: scan it, or PS:NO. The station prints none of them again by itself.';
    findings.push(note('printers', what, todo));
  }
  return findings;
}

const NOTHING_LEARNT = { answers: () => false, learnAnswers: () => undefined };

const SEE_TO_IT = 'See to the printer; what waits is printed then, or elsewhere with PS:PRINTER.';
const TODO: Partial<Record<PrinterProblem, string>> = {
  away: 'Switch it on; compare its address with printers in station.json.',
  wrong_queue: 'Say in station.json what the queue takes (format), or set the queue up anew.',
  no_room: 'Make prints a folder that this user may write to, with room on its disk; what waits is printed then.',
};

/** What the ways in look like from outside: the port of a running station, and what lies in the inbox. */
export function checkEvents(folder: string, settings: Settings | undefined, isRunning: boolean): Finding[] {
  const findings: Finding[] = [];
  const port = settings?.http.port;
  if (port !== undefined && isRunning) {
    findings.push(
      existsSync(join(folder, 'http-port'))
        ? ok('events', 'the station takes events over HTTP')
        : problem(
            'events',
            'events cannot come in over HTTP',
            `Free port ${port} or choose another (http.port), and start the station again.`,
          ),
    );
  }
  const refused = count(join(folder, 'inbox', 'refused'), (name) => name.endsWith('.reason.json'));
  const waiting = count(join(folder, 'inbox'), (name) => !name.startsWith('.') && !['done', 'refused'].includes(name));
  if (refused > 0) {
    const todo = 'The reasons lie beside them; remove them there when they are dealt with.';
    findings.push(note('events', `${refused} files in inbox/refused`, todo));
  }
  const lying = waiting === 0 ? 'the inbox is empty' : `${waiting} files lie in the inbox`;
  findings.push(
    waiting > 0 && !isRunning
      ? note('events', lying, "'pickspan intake' takes them, or a station that runs.")
      : ok('events', lying),
  );
  return findings;
}

function count(folder: string, counts: (name: string) => boolean): number {
  try {
    return readdirSync(folder).filter(counts).length;
  } catch {
    return 0;
  }
}

/** Spans that an endpoint did not take. Its words are its own; they are shown as one line. */
export function checkDelivery(db: Database): Finding[] {
  const { waiting, parked, refused } = deliveryCounts(db).counts();
  const findings = [ok('endpoint', `${waiting} spans wait`)];
  if (parked > 0)
    findings.push(
      note(
        'endpoint',
        `${parked} spans are parked`,
        "They are tried again by themselves; 'pickspan sync --now' tries at once.",
      ),
    );
  if (refused > 0)
    findings.push(
      note(
        'endpoint',
        `${refused} spans were refused for good`,
        "'pickspan status --json' has the server's words (delivery.set_aside).",
      ),
    );
  return findings;
}

/** Who is told of events, and does not take them. */
export function checkTargets(db: Database, settings: Settings): Finding[] {
  const targets = targetStatus(db, targetNames(settings)).map((each) => ({ ...each, what: 'the target ' }));
  const subscribers = subscriberStatus(db, settings).map((each) => ({ ...each, what: '' }));
  return [...targets, ...subscribers].map(({ name, state, waiting, because, what: kind }) => {
    const what = `${waiting} events wait for ${kind}${name}`;
    const words = because === null ? '' : ` (${because})`;
    if (state === 'paused') {
      const todo = "Mend its address or its keys; 'pickspan sync --now' tries at once.";
      return problem('events', `${what}, which is paused${words}`, todo);
    }
    return state === 'waiting'
      ? note('events', `${what}, which did not take the last${words}`, 'It is tried again by itself.')
      : ok('events', what);
  });
}
