import type { Database } from 'better-sqlite3';
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode } from '../database/durable-file.ts';
import { printJobs } from '../print/jobs.ts';
import { targetNames } from '../exchange/targets/set-up.ts';
import { targetStatus } from '../exchange/targets/target-status.ts';
import type { Settings } from '../settings/settings.ts';
import { deliveryCounts } from '../trace/export/delivery-counts.ts';
import { note, ok, problem, type Finding } from './finding.ts';

/** Whether paper can go out, and whether all of it did. */
export function checkPrinters(db: Database | undefined, folder: string): Finding[] {
  const counts = new Map(
    db === undefined
      ? []
      : printJobs(db)
          .counts()
          .map(({ state, n }) => [state, n]),
  );
  const [queued, unknown] = [counts.get('queued') ?? 0, counts.get('unknown') ?? 0];
  const findings = [folderPrinter(join(folder, 'prints'), queued)];
  if (unknown > 0) {
    const what = `${unknown} documents may have been printed or not`;
    findings.push(
      note('printers', what, 'Look for them at the printer: the station prints none of them again by itself.'),
    );
  }
  return findings;
}

function folderPrinter(prints: string, queued: number): Finding {
  const waiting = queued === 0 ? '' : `, ${queued} documents wait`;
  if (!existsSync(prints)) return ok('printers', `the folder printer has printed nothing yet${waiting}`);
  const probe = join(prints, `.doctor-${process.pid}.tmp`);
  try {
    writeFileSync(probe, 'x', { flag: 'wx' });
    return ok('printers', `the folder printer takes paper${waiting}`);
  } catch (error) {
    const todo = `Make ${prints} a folder that this user may write to; what waits is printed then.`;
    return problem('printers', `the folder printer takes nothing (${errorCode(error)})${waiting}`, todo);
  } finally {
    try {
      rmSync(probe, { force: true });
    } catch {
      // Where it could not be made.
    }
  }
}

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
  return targetStatus(db, targetNames(settings)).map(({ name, state, waiting, because }) => {
    const what = `${waiting} events wait for the target ${name}`;
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
