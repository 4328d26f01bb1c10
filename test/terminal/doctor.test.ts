import Database from 'better-sqlite3';
import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startReceiver } from '../../src/main/demo/receiver/receiver.ts';
import type { Answer, Receiver } from '../../src/main/demo/receiver/receiver-types.ts';
import { afterwards } from '../support/afterwards.ts';
import { databaseFile, everythingElse, rows } from '../support/database.ts';
import { dataFolder, dataFolderWith, writeSettings } from '../support/folder.ts';
import { mugs, orderCreated, takeIn } from '../support/orders.ts';
import { accept, run, startTerminal, type Environment } from '../support/pickspan.ts';

/* `pickspan doctor` against stations that lack one thing each. */

interface Finding {
  readonly check: string;
  readonly state: 'ok' | 'note' | 'problem';
  readonly what: string;
  readonly todo: string | null;
}

async function examined(folder: string, env: Environment = {}): Promise<{ code: number | null; findings: Finding[] }> {
  const { code, stdout, stderr } = await run(folder, ['doctor', '--json'], { env });
  expect(stderr).toBe('');
  const { ok, findings } = JSON.parse(stdout) as { ok: boolean; findings: Finding[] };
  expect(code).toBe(ok ? 0 : 1);
  for (const { state, todo } of findings) expect(todo === null).toBe(state === 'ok');
  return { code, findings };
}

/** What is wrong, as `check: what`. */
const problemsOf = ({ findings }: { findings: Finding[] }): string[] =>
  findings.filter(({ state }) => state === 'problem').map(({ check, what }) => `${check}: ${what}`);

async function receiver(respond?: () => Answer): Promise<Receiver> {
  const made = await startReceiver(respond === undefined ? {} : { respond });
  afterwards(() => void made.close());
  return made;
}

async function usedFolder(): Promise<string> {
  const folder = dataFolder();
  await takeIn(folder, orderCreated('ORD-1', [mugs(1)]));
  return folder;
}

describe('a sound station', () => {
  it('is said to be, beside it while it runs, and nothing is changed', async () => {
    const folder = await usedFolder();
    const terminal = await startTerminal(folder);
    const before = everythingElse(folder);
    const result = await examined(folder);
    expect(problemsOf(result)).toEqual([]);
    expect(result.findings.map(({ check }) => check)).toEqual(
      expect.arrayContaining(['folder', 'settings', 'database', 'numbers', 'printers', 'events', 'endpoint', 'disk']),
    );
    expect(result.findings).toContainEqual(
      expect.objectContaining({ check: 'folder', what: expect.stringContaining(String(terminal.ready.pid)) as string }),
    );
    expect(result.findings).toContainEqual(
      expect.objectContaining({ what: expect.stringContaining('TEST') as string }),
    );
    expect(everythingElse(folder)).toEqual(before);
    expect(await accept(terminal, 'PS:OP:w1')).toMatchObject({ code: 'signin.ok' });
    expect(await terminal.close()).toBe(0);
    expect(await run(folder, ['doctor'])).toMatchObject({ code: 0, stderr: '' });
  });

  it('that was never started is none yet, and none is made', async () => {
    const folder = join(dataFolder(), 'none');
    expect(problemsOf(await examined(folder))).toEqual([]);
    expect(() => readFileSync(folder)).toThrow('ENOENT');
  });

  it('that is no folder ends with 3, as everywhere, and is still looked at from all sides', async () => {
    const file = join(dataFolder(), 'a-file');
    writeFileSync(file, 'kept');
    const { code, stdout } = await run(file, ['doctor', '--json']);
    expect(code).toBe(3);
    const { findings } = JSON.parse(stdout) as { findings: Finding[] };
    expect(findings).toContainEqual(expect.objectContaining({ check: 'folder', state: 'problem' }));
    expect(findings.length).toBeGreaterThan(5);
  });
});

describe('the endpoint', () => {
  it('gets one real span, which is in no journal, and its clock is compared', async () => {
    const folder = await usedFolder();
    const backend = await receiver();
    const spansBefore = rows(folder, 'SELECT count(*) AS n FROM journal');
    const result = await examined(folder, { OTEL_EXPORTER_OTLP_ENDPOINT: backend.url });
    expect(problemsOf(result)).toEqual([]);
    expect(backend.problems).toEqual([]);
    expect(backend.spans().map(({ name }) => name)).toEqual(['pickspan.doctor']);
    expect(result.findings).toContainEqual(expect.objectContaining({ check: 'clock', state: 'ok' }));
    expect(rows(folder, 'SELECT count(*) AS n FROM journal')).toEqual(spansBefore);
  });

  it.each<[string, Answer, RegExp, RegExp]>([
    ['a wrong key', { status: 401 }, /\(401\)/, /telemetry\.headers/],
    ['a wrong path', { status: 404 }, /\(404\)/, /telemetry\.endpoint/],
    ['a fault of its own', { status: 503 }, /\(503\)/, /waits/],
  ])('with %s is a problem', async (_, answer, what, todo) => {
    const backend = await receiver(() => answer);
    const settings = { telemetry: { endpoint: backend.url, headers: { authorization: 'Bearer my-secret-key' } } };
    const result = await examined(dataFolderWith(settings));
    const found = result.findings.find(({ state }) => state === 'problem');
    expect(found).toMatchObject({ check: 'endpoint', what: expect.stringMatching(what) as string });
    expect(found?.todo).toMatch(todo);
    expect(JSON.stringify(result)).not.toContain('my-secret-key');
  });

  it('where nobody listens is a problem', async () => {
    const result = await examined(dataFolder(), { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1' });
    expect(problemsOf(result)).toEqual([expect.stringMatching(/endpoint: .*ECONNREFUSED/)]);
  });

  it('whose clock is an hour away tells that ours is wrong', async () => {
    const backend = await receiver(() => ({ headers: { date: new Date(Date.now() + 3_600_000).toUTCString() } }));
    const result = await examined(dataFolder(), { OTEL_EXPORTER_OTLP_ENDPOINT: backend.url });
    expect(problemsOf(result)).toEqual([expect.stringMatching(/^clock: it is 3\d\d\d s behind/)]);
  });
});

it('names variables that look like settings and are none', async () => {
  const { findings } = await examined(dataFolder(), {
    PICKSPAN_WEIGHT_TOLERANCE_G: '100',
    PICKSPAN_WIEGHT_TOLERANCE_G: '100',
    PICKSPAN_CARRIERS_NOBODY_NAME: 'Nobody',
    PICKSPAN_SECRET_OF_MINE: 'never told',
  });
  expect(findings.filter(({ check, state }) => check === 'settings' && state === 'note')).toEqual([
    expect.objectContaining({
      what: 'variables that are no settings: PICKSPAN_CARRIERS_NOBODY_NAME, PICKSPAN_WIEGHT_TOLERANCE_G',
    }),
  ]);
});

describe('what is broken is said, with what to do', () => {
  it.each<[string, (folder: string) => void, RegExp]>([
    ['a damaged database', (folder) => damage(folder), /^database: .*damaged/],
    [
      'rows that belong to nothing',
      (folder) =>
        change(
          folder,
          `PRAGMA foreign_keys = OFF; INSERT INTO pick_lines (order_id, line_no, place, state) VALUES ('gone', 1, 1, 'open')`,
        ),
      /^database: 1 rows .*pick_lines/,
    ],
    ['a newer database', (folder) => change(folder, 'PRAGMA user_version = 999'), /^database: .*newer/],
    [
      'a damaged ledger',
      (folder) => writeFileSync(join(folder, 'numbers.json'), '{"version":1,'),
      /^numbers: .*damaged/,
    ],
    ['wrong settings', (folder) => writeSettings(folder, { weight: { tolerence_g: 1 } }), /^settings: .*tolerence_g/],
    [
      'a printer that takes nothing',
      (folder) => writeFileSync(join(folder, 'prints'), ''),
      /^printers: .*takes nothing/,
    ],
    [
      'numbers that are used up',
      (folder) => writeFileSync(join(folder, 'numbers.json'), '{"version":1,"highest":{"sscc":99999999999999}}'),
      /^numbers: sscc: none left/,
    ],
    [
      'a clock that was set back',
      (folder) =>
        change(folder, `INSERT INTO audit (at_ms, code, ok) VALUES (${Date.now() + 3_600_000}, 'nothing.open', 0)`),
      /^clock: .* behind the newest scan/,
    ],
  ])('%s', async (_, spoil, expected) => {
    const folder = await usedFolder();
    spoil(folder);
    const problems = problemsOf(await examined(folder));
    expect(problems).toEqual([expect.stringMatching(expected)]);
    const words = await run(folder, ['doctor']);
    expect(words).toMatchObject({ code: 1, stdout: expect.stringContaining('To do:') as string });
  });

  it('a folder that every user may read', async () => {
    const folder = await usedFolder();
    chmodSync(folder, 0o755);
    const { code, findings } = await examined(folder);
    expect(code).toBe(0);
    expect(findings).toContainEqual(
      expect.objectContaining({ check: 'folder', state: 'note', todo: expect.stringContaining('chmod') as string }),
    );
  });

  it('a port that the running station could not have', async () => {
    const folder = await usedFolder();
    const backend = await receiver();
    writeSettings(folder, { http: { port: Number(new URL(backend.url).port) } });
    const terminal = await startTerminal(folder);
    expect(problemsOf(await examined(folder))).toEqual([expect.stringMatching(/^events: .*HTTP/)]);
    expect(await terminal.close()).toBe(0);
  });

  it('and never a secret', async () => {
    const folder = dataFolderWith({ telemetry: { endpoint: 'no-url-but-SECRET', headers: { 'x-key': ['SECRET'] } } });
    const result = await examined(folder);
    expect(problemsOf(result)).toEqual([expect.stringMatching(/^settings: .*telemetry/)]);
    expect(JSON.stringify(result)).not.toContain('SECRET');
    writeFileSync(join(folder, 'station.json'), '{"telemetry": {"headers": {"x-key": "SECRET" "y"');
    expect(JSON.stringify(await examined(folder))).not.toContain('SECRET');
    rmSync(join(folder, 'station.json'));
    const env = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://user:SECRET@127.0.0.1:9/?key=SECRET' };
    expect(JSON.stringify(await examined(folder, env))).not.toContain('SECRET');
  });
});

function damage(folder: string): void {
  const bytes = readFileSync(databaseFile(folder));
  bytes.fill(0xa5, 4096 * 4);
  writeFileSync(databaseFile(folder), bytes);
}

function change(folder: string, sql: string): void {
  const db = new Database(databaseFile(folder));
  db.exec(sql);
  db.close();
}
