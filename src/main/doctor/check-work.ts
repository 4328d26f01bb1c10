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
import { note, ok, problem, type Found, type Todo } from './finding.ts';

/**
 * Whether paper can go out, and whether all of it did. Every printer is asked how it stands; nothing is printed.
 * @param settings undefined where they cannot be read: then only the folder is known.
 */
export async function checkPrinters(
  db: Database | undefined,
  folder: string,
  settings: Settings | undefined,
): Promise<Found[]> {
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
      const words = {
        printer: port.name === FOLDER_PRINTER ? ({ say: 'printers.folder' } as const) : port.name,
        lying: n === 0 ? '' : ({ say: 'printers.lying', words: { documents: n } } as const),
      };
      const found = await port.check();
      if (found.ok) return ok('printers.well', { ...words, stands: { say: `printers.stands.${found.stands}` } });
      const { problem: what, reason } = found;
      const is = { say: `printers.is.${what}`, words: { reason } } as const;
      return problem('printers.problem', TODO[what] ?? 'printers.problem.todo', { ...words, problem: is });
    }),
  );
  const unknown = jobs?.counts().find(({ state }) => state === 'unknown')?.n ?? 0;
  if (unknown > 0) findings.push(note('printers.unknown', 'printers.unknown.todo', { documents: unknown }));
  return findings;
}

const NOTHING_LEARNT = { answers: () => false, learnAnswers: () => undefined };

const TODO: Partial<Record<PrinterProblem, Todo>> = {
  away: 'printers.away.todo',
  wrong_queue: 'printers.wrong_queue.todo',
  no_room: 'printers.no_room.todo',
};

/** What the ways in look like from outside: the port of a running station, and what lies in the inbox. */
export function checkEvents(folder: string, settings: Settings | undefined, isRunning: boolean): Found[] {
  const findings: Found[] = [];
  const port = settings?.http.port;
  if (port !== undefined && isRunning) {
    findings.push(
      existsSync(join(folder, 'http-port'))
        ? ok('events.http')
        : problem('events.no_http', 'events.no_http.todo', { port }),
    );
  }
  const refused = count(join(folder, 'inbox', 'refused'), (name) => name.endsWith('.reason.json'));
  const files = count(join(folder, 'inbox'), (name) => !name.startsWith('.') && !['done', 'refused'].includes(name));
  if (refused > 0) findings.push(note('events.refused', 'events.refused.todo', { files: refused }));
  if (files === 0) findings.push(ok('events.inbox.empty'));
  else findings.push(isRunning ? ok('events.inbox', { files }) : note('events.inbox', 'events.inbox.todo', { files }));
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
export function checkDelivery(db: Database): Found[] {
  const { waiting, parked, refused } = deliveryCounts(db).counts();
  const findings = [ok('endpoint.waiting', { spans: waiting })];
  if (parked > 0) findings.push(note('endpoint.parked', 'endpoint.parked.todo', { spans: parked }));
  if (refused > 0) findings.push(note('endpoint.set_aside', 'endpoint.set_aside.todo', { spans: refused }));
  return findings;
}

/** Who is told of events, and does not take them. */
export function checkTargets(db: Database, settings: Settings): Found[] {
  const targets = targetStatus(db, targetNames(settings)).map((each) => ({
    ...each,
    target: { say: 'events.target', words: { name: each.name } } as const,
  }));
  const subscribers = subscriberStatus(db, settings).map((each) => ({ ...each, target: each.name }));
  return [...targets, ...subscribers].map(({ state, waiting, because, target }) => {
    const words = { events: waiting, target, because: because ?? '–' };
    if (state === 'paused') return problem('events.paused', 'events.paused.todo', words);
    return state === 'waiting' ? note('events.waiting', 'events.waiting.todo', words) : ok('events.told', words);
  });
}
