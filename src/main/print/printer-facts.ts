import type { Database } from 'better-sqlite3';
import { isoTime } from '../exchange/time.ts';
import type { PrinterFacts } from '../../shared/facts.ts';
import type { PrinterSettings } from '../settings/settings.ts';
import { printJobs } from './jobs.ts';
import { withFolder } from './ports.ts';
import { printerStore } from './printer-store.ts';
import { FOLDER_PRINTER } from './routing.ts';

/** How each printer stood when it was last asked to print, from a connection that may only look. */
export function printerFacts(db: Database): (printers: readonly PrinterSettings[]) => PrinterFacts[] {
  const jobs = printJobs(db);
  const store = printerStore(db);
  return (printers) => {
    const states = store.states();
    const waiting = new Map(jobs.waiting().map(({ printer, n }) => [printer, n]));
    const facts = withFolder(printers).map(({ name, kind }): PrinterFacts => {
      const { problem = null, since_ms: sinceMs = null } = states.get(name) ?? {};
      return {
        name,
        kind,
        state: problem === null ? 'ready' : 'problem',
        problem,
        since: sinceMs === null ? null : isoTime(sinceMs),
        waiting: waiting.get(name) ?? 0,
      };
    });
    // Nobody who has printers set up looks for the folder before something lies in wait for it.
    return facts.filter(
      ({ name, waiting: n }) =>
        name !== FOLDER_PRINTER || n > 0 || printers.length === 0 || printers.some((each) => each.name === name),
    );
  };
}
