import type { Database } from 'better-sqlite3';
import type { HeldStation } from './hold.ts';
import { logExport } from './log-export.ts';
import { createExportHost, type ExportHost } from '../trace/export/export-host.ts';
import { complain } from './output.ts';

const hosts = new WeakMap<Database, ExportHost>();

/** The one export of an open station: two drains of one journal would send the same spans twice. */
export function exportOf({ db, settings, log }: Pick<HeldStation, 'db' | 'settings' | 'log'>): ExportHost {
  const known = hosts.get(db);
  if (known !== undefined) return known;
  const said = new Set<string>();
  const host = createExportHost({
    db,
    telemetry: settings.telemetry,
    environment: process.env,
    wrote: logExport(log),
    trouble(problem) {
      if (!said.has(problem)) {
        complain(`pickspan: sending spans: ${problem}`);
        log.error('export.trouble', { problem });
      }
      said.add(problem);
    },
  });
  hosts.set(db, host);
  return host;
}
