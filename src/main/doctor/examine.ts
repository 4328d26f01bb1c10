import type { Database } from 'better-sqlite3';
import { existsSync } from 'node:fs';
import { FolderProblem, reasonOf } from '../database/folder-problem.ts';
import { SCHEMA_VERSION, schemaVersion } from '../database/migrate.ts';
import { databaseFile, openAsItIs } from '../database/open.ts';
import { withDefaults } from '../settings/defaults.ts';
import { loadSettings } from '../settings/load.ts';
import type { Settings } from '../settings/settings.ts';
import { installationId } from '../station/installation.ts';
import { checkClockAgainstPast, checkDatabase } from './check-database.ts';
import { checkEndpoint } from './check-endpoint.ts';
import { checkDisk, checkFolder } from './check-folder.ts';
import { checkNumbers } from './check-numbers.ts';
import { checkDelivery, checkEvents, checkPrinters, checkTargets } from './check-work.ts';
import { note, ok, problem, type Finding } from './finding.ts';

/** For spans and numbers of a station that was never opened. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/**
 * Looks at a station from all sides, beside a running one too. Whatever is wrong is a finding: one broken part keeps no
 * other from being looked at. It changes nothing, but for the one span that the endpoint gets.
 * @param running who has the folder, in words; undefined when nobody has.
 */
export async function examine(options: {
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly version: string;
  readonly running: string | undefined;
}): Promise<Finding[]> {
  const { folder, environment, version, running } = options;
  const findings: Finding[] = [checkFolder(folder, running), checkDisk(folder)];
  const db = attempt(() => openAsItIs(folder), findings, 'database', "Put back a backup: 'pickspan restore FILE'.");
  try {
    if (db === undefined && !existsSync(databaseFile(folder))) {
      findings.push(note('database', 'there is none yet', 'The first start of the station makes it.'));
    }
    const whole = db === undefined ? undefined : checkDatabase(db, folder);
    if (whole !== undefined) findings.push(whole);
    const readable =
      whole?.state === 'problem' || (db !== undefined && schemaVersion(db) !== SCHEMA_VERSION) ? undefined : db;
    const installation = readable === undefined ? NOBODY : installationId(readable);
    const settings = readSettings(folder, environment, installation, findings);
    if (readable !== undefined) findings.push(...ofWork(readable, folder, settings, environment));
    findings.push(
      ...(await checkPrinters(readable, folder, settings)),
      ...checkEvents(folder, settings, running !== undefined),
    );
    if (settings !== undefined)
      findings.push(...(await checkEndpoint(settings, { version, installationId: installation }, environment)));
  } finally {
    db?.close();
  }
  return findings;
}

function ofWork(
  db: Database,
  folder: string,
  settings: Settings | undefined,
  environment: NodeJS.ProcessEnv,
): Finding[] {
  const late = checkClockAgainstPast(db, Date.now());
  return [
    ...(settings === undefined ? [] : checkNumbers(db, folder, settings, environment)),
    ...(late === undefined ? [] : [late]),
    ...checkDelivery(db),
    ...(settings === undefined ? [] : checkTargets(db, settings)),
  ];
}

function readSettings(
  folder: string,
  environment: NodeJS.ProcessEnv,
  installation: string,
  findings: Finding[],
): Settings | undefined {
  const todo = 'Mend station.json, or the PICKSPAN_ variable.';
  const settings = attempt(
    () => withDefaults(loadSettings(folder, environment), installation),
    findings,
    'settings',
    todo,
  );
  if (settings !== undefined)
    findings.push(ok('settings', `station ${settings.station.id}, ${settings.station.roles.join(', ')}`));
  return settings;
}

/** What the folder is not fit for is a finding; a bug stays one. */
function attempt<T>(look: () => T, findings: Finding[], check: Finding['check'], todo: string): T | undefined {
  try {
    return look();
  } catch (error) {
    if (!(error instanceof FolderProblem)) throw error;
    findings.push(problem(check, reasonOf(error), todo));
    return undefined;
  }
}
