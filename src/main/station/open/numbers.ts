import type { Database } from 'better-sqlite3';
import { FolderProblem } from '../../database/folder-problem.ts';
import type { Log } from '../../log/log-file.ts';
import { claimKinds } from '../../numbers/claims.ts';
import { createNumbers } from '../../numbers/issue.ts';
import { readMachine } from '../../numbers/machine.ts';
import {
  blocksOf,
  createStationNumbers,
  seriesFaults,
  seriesOf,
  type StationNumbers,
} from '../../parcels/station-numbers.ts';
import type { Settings } from '../../settings/settings.ts';

/**
 * The numbers that this station may issue on this computer.
 * @throws FolderProblem when a range of the settings or the ledger cannot be used.
 */
export function openNumbers(parts: {
  readonly db: Database;
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly settings: Pick<Settings, 'sscc' | 'tracking'>;
  readonly log: Log;
}): StationNumbers {
  const { db, folder, settings } = parts;
  const faults = seriesFaults(settings);
  if (faults.length > 0) throw new FolderProblem(`The settings are wrong: ${faults.join('; ')}.`);
  const withheld = claimKinds(db, blocksOf(settings), readMachine(parts.environment));
  if (withheld.size > 0) parts.log.warn('numbers.copied', { kinds: [...withheld].join(' ') });
  const created = createNumbers({ db, folder, series: seriesOf(settings, withheld) });
  if (!created.ok) throw new FolderProblem(created.message);
  return createStationNumbers(created.numbers, settings, withheld);
}
