import type { Database } from 'better-sqlite3';
import { existsSync } from 'node:fs';
import type { CheckName } from '../../shared/set-up.ts';
import { FolderProblem, reasonOf } from '../database/folder-problem.ts';
import { SCHEMA_VERSION, schemaVersion } from '../database/migrate.ts';
import { databaseFile, openAsItIs } from '../database/open.ts';
import type { Word } from '../messages/message.ts';
import { withDefaults } from '../settings/defaults.ts';
import { strayVariables } from '../settings/environment.ts';
import { loadSettings, readSettingsFile } from '../settings/load.ts';
import type { SettingsFile } from '../settings/schema.ts';
import type { Settings } from '../settings/settings.ts';
import { installationId } from '../station/installation.ts';
import { checkBoxes, checkNetwork, checkScale, checkWindow } from './check-bench.ts';
import { checkBroker } from './check-broker.ts';
import { checkClockAgainstPast, checkDatabase } from './check-database.ts';
import { checkEndpoint } from './check-endpoint.ts';
import { checkDisk, checkFolder } from './check-folder.ts';
import { checkNumbers } from './check-numbers.ts';
import { checkSecrets } from './check-secrets.ts';
import { checkDelivery, checkEvents, checkPrinters, checkTargets } from './check-work.ts';
import { checkOf, note, ok, problem, type Found } from './finding.ts';

/** For spans and numbers of a station that was never opened. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

export interface Examination {
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly version: string;
  /** Who has the folder; undefined when nobody has. */
  readonly running: Word | undefined;
  /** What is looked at; all of it where nothing is said. */
  readonly only?: readonly CheckName[];
}

/**
 * Looks at a station from all sides, beside a running one too. Whatever is wrong is a finding: one broken part keeps no
 * other from being looked at. It changes nothing, but for the one span that the endpoint gets.
 */
export async function examine(examination: Examination): Promise<Found[]> {
  const { folder, environment, running, only } = examination;
  const wants = (check: CheckName): boolean => only === undefined || only.includes(check);
  const findings: Found[] = [checkFolder(folder, running), checkDisk(folder)];
  const db = attempt(() => openAsItIs(folder), findings, 'database');
  try {
    if (db === undefined && !existsSync(databaseFile(folder))) {
      findings.push(note('database.none', 'database.none.todo'));
    }
    // All of the file is read: not for one look at a printer.
    const whole = db === undefined || !wants('database') ? undefined : checkDatabase(db);
    if (whole !== undefined) findings.push(whole);
    const readable =
      whole?.state === 'problem' || (db !== undefined && schemaVersion(db) !== SCHEMA_VERSION) ? undefined : db;
    const installation = readable === undefined ? NOBODY : installationId(readable);
    if (wants('secrets'))
      findings.push(...(attempt(() => checkSecrets(folder, environment), findings, 'secrets') ?? []));
    const settings = readSettings(folder, environment, installation, findings);
    const { all } = settings ?? {};
    if (readable !== undefined) findings.push(...ofWork(readable, folder, all, environment));
    if (wants('printers')) findings.push(...(await checkPrinters(readable, folder, all)));
    findings.push(...checkEvents(folder, all, running !== undefined));
    if (settings !== undefined) findings.push(...(await ofBench(settings, installation, { ...examination, wants })));
  } finally {
    db?.close();
  }
  return findings.filter((found) => wants(checkOf(found)));
}

interface ReadSettings {
  readonly file: SettingsFile;
  readonly all: Settings;
}

/** What stands at the bench and what the station talks to: those that take their time side by side. */
async function ofBench(
  { file, all }: ReadSettings,
  installation: string,
  examination: Examination & { readonly wants: (check: CheckName) => boolean },
): Promise<Found[]> {
  const { environment, version, running, wants } = examination;
  const none = Promise.resolve<Found[]>([]);
  const one = (found: Found): Found[] => [found];
  const slow = [
    wants('endpoint') || wants('clock')
      ? checkEndpoint(all, { version, installationId: installation }, environment)
      : none,
    wants('broker') ? checkBroker(all).then(one) : none,
    wants('scale') ? checkScale(all, running !== undefined).then(one) : none,
  ];
  return [
    checkBoxes(all, file.boxes !== undefined),
    ...checkNetwork(all),
    ...(await Promise.all(slow)).flat(),
    checkWindow(all),
  ];
}

function ofWork(db: Database, folder: string, settings: Settings | undefined, environment: NodeJS.ProcessEnv): Found[] {
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
  findings: Found[],
): ReadSettings | undefined {
  const file = attempt(() => loadSettings(folder, environment), findings, 'settings');
  if (file === undefined) return undefined;
  const all = withDefaults(file, installation);
  findings.push(ok('settings.station', { station: all.station.id, roles: all.station.roles }));
  const strays = strayVariables(readSettingsFile(folder) ?? {}, environment);
  if (strays.length > 0) findings.push(note('settings.stray', 'settings.stray.todo', { names: strays }));
  return { file, all };
}

/** What the folder is not fit for is a finding; a bug stays one. */
function attempt<T>(look: () => T, findings: Found[], check: 'database' | 'secrets' | 'settings'): T | undefined {
  try {
    return look();
  } catch (error) {
    if (!(error instanceof FolderProblem)) throw error;
    findings.push(problem(`${check}.unusable`, `${check}.unusable.todo`, { reason: reasonOf(error) }));
    return undefined;
  }
}
