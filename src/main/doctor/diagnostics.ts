import type { Database } from 'better-sqlite3';
import { readFileSync, statSync } from 'node:fs';
import { arch, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { schemaVersion } from '../database/migrate.ts';
import { databaseFile, openAsItIs } from '../database/open.ts';
import { LOG_FILE, LOGS_FOLDER } from '../log/log-file.ts';
import { readHistory } from '../settings/history.ts';
import { loadSettings, readSettingsFile } from '../settings/load.ts';
import { leaves, type Tree } from '../settings/tree.ts';
import { stationStatus } from '../station/status.ts';
import { examine, type Examination } from './examine.ts';
import { findingIn } from './finding.ts';
import { impersonal, outline, withoutValues } from './impersonal.ts';

const LOG_LINES = 500;

/**
 * The parts of a diagnostics file, one object each: what support asks for first, and nothing of anybody. A part that
 * cannot be had says so; the others are there.
 */
export async function diagnose(examination: Examination): Promise<Record<string, unknown>[]> {
  const { folder, environment, version } = examination;
  const told = (part: string, find: () => Record<string, unknown>): Record<string, unknown> => {
    try {
      return { part, ...find() };
    } catch (error) {
      return { part, missing: impersonal(error instanceof Error ? error.message : String(error)) };
    }
  };
  const db = attempt(() => openAsItIs(folder));
  try {
    const findings = (await examine(examination)).map((found) => findingIn('en', found));
    const values = textsOf(folder, environment, db);
    return [
      told('about', () => ({
        pickspan: version,
        made_at: new Date().toISOString(),
        node: process.versions.node,
        electron: process.versions['electron'] ?? null,
        system: `${process.platform} ${arch()} ${release()}`,
        memory_mib: Math.round(totalmem() / 1024 ** 2),
        time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        variables: Object.keys(environment).filter((name) => /^(?:PICKSPAN|OTEL)_|_proxy$/i.test(name)),
      })),
      told('doctor', () => ({
        findings: findings.map(({ what, todo, ...of }) => ({
          ...of,
          what: withoutValues(what, values),
          todo: todo === null ? null : withoutValues(todo, values),
        })),
      })),
      told('status', () => (db === undefined ? {} : (impersonal(stationStatus(db, folder, environment)) as Tree))),
      told('settings', () => ({ set: outline(readSettingsFile(folder) ?? {}), versions: readHistory(folder).length })),
      told('database', () => (db === undefined ? {} : countsOf(db, folder))),
      ...logLines(folder).map((line) => told('log', () => impersonal(line) as Tree)),
    ];
  } finally {
    db?.close();
  }
}

function countsOf(db: Database, folder: string): Record<string, unknown> {
  const tables = db
    .prepare<[], { name: string }>(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`)
    .all();
  const rows = tables.map(({ name }) => [name, db.prepare(`SELECT count(*) FROM "${name}"`).pluck().get()] as const);
  return {
    schema: schemaVersion(db),
    bytes: statSync(databaseFile(folder)).size,
    pages: db.pragma('page_count', { simple: true }),
    free_pages: db.pragma('freelist_count', { simple: true }),
    rows: Object.fromEntries(rows),
  };
}

/** What the sentences of the doctor may quote: settings, and what other systems said last. */
function textsOf(folder: string, environment: NodeJS.ProcessEnv, db: Database | undefined): string[] {
  const settings = attempt(() => loadSettings(folder, environment)) ?? attempt(() => readSettingsFile(folder)) ?? {};
  const own = Object.keys(outlineKeys(settings));
  const said = db === undefined ? [] : attempt(() => wordsOfOthers(db));
  return [folder, ...own, ...(said ?? [])];
}

const outlineKeys = (settings: Tree): Record<string, true> => {
  const told = outline(settings);
  const texts = leaves(settings).flatMap(([path, value]) =>
    typeof value === 'string' && told[path.join('.')] === '(text)' ? [value, ...partsOfAddress(value)] : [],
  );
  return Object.fromEntries(texts.map((text) => [text, true]));
};

/** Findings show an address without what may be secret in it. */
function partsOfAddress(text: string): string[] {
  const url = URL.parse(text);
  return url === null || url.host === '' ? [] : [url.host, url.hostname, decodeURIComponent(url.password)];
}

function wordsOfOthers(db: Database): string[] {
  return db
    .prepare(`SELECT because FROM event_targets UNION SELECT because FROM event_deliveries`)
    .pluck()
    .all()
    .flatMap((text) => (typeof text === 'string' ? [text] : []));
}

function logLines(folder: string): unknown[] {
  const text = attempt(() => readFileSync(join(folder, LOGS_FOLDER, LOG_FILE), 'utf8')) ?? '';
  return text
    .trim()
    .split('\n')
    .slice(-LOG_LINES)
    .flatMap((line) => {
      const read = attempt(() => JSON.parse(line) as unknown);
      return read === undefined ? [] : [read];
    });
}

function attempt<T>(find: () => T): T | undefined {
  try {
    return find();
  } catch {
    return undefined;
  }
}
