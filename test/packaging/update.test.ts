import Database from 'better-sqlite3';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { backupMadeAt } from '../../src/main/backup/backup-parts.ts';
import { makeBackup } from '../../src/main/backup/make-backup.ts';
import { silentLog } from '../../src/main/log/log-file.ts';
import { sessionStore } from '../../src/main/station/session-store.ts';
import { askNewVersion } from '../../src/main/update/ask-new-version.ts';
import { connectFeed } from '../../src/main/update/feed.ts';
import { createUpdateKeeper, type UpdateWork } from '../../src/main/update/keeper.ts';
import { markOf } from '../../src/main/update/mark.ts';
import { readUpdate, writeUpdate } from '../../src/main/update/record.ts';
import { IDLE_MS, type Update } from '../../src/main/update/state.ts';
import { nodeUpdater, startUpdateServer, type UpdateServer } from '../support/packaging/update-server.ts';
import { run } from '../support/pickspan.ts';
import { openBench, type Bench } from '../support/station/bench.ts';
import { temporaryFolder } from '../support/station/folder.ts';

/*
 * Updates against a server of our own, with electron-updater's own looking, fetching and proving. "The new version" is a
 * program that answers as an AppImage of this version would, by the built command line. Not tried: Electron, and that
 * the system really puts one program in the place of another.
 */

const CLI = resolve(import.meta.dirname, '../../out/main/cli.js');

/** An "AppImage": what stands before the words of the command is Chromium's. */
function newVersion(folder: string): string {
  const starter = join(folder, 'start.mjs');
  writeFileSync(starter, `import { main } from ${JSON.stringify(CLI)};\nawait main(process.argv.slice(2));\n`);
  return `#!/bin/sh\nwhile [ "$1" != --cli ]; do shift; done\nshift\nexec "${process.execPath}" "${starter}" "$@"\n`;
}

function ofSchema(file: string, version: number): void {
  const db = new Database(file);
  db.pragma(`user_version = ${version}`);
  db.close();
}

interface Playground {
  readonly bench: Bench;
  readonly server: UpdateServer;
  readonly installed: string[];
  readonly program: string;
  /** One step; time has passed since the last. */
  readonly step: (afterMs?: number) => Promise<Update>;
  /** Done to each backup before the new version is asked. */
  spoil: (backup: string) => void;
  /** Why the system does not let the program be replaced. */
  refuse: string | undefined;
}

async function playground(options: { readonly auto: boolean }): Promise<Playground> {
  const bench = openBench();
  const elsewhere = temporaryFolder();
  const server = await startUpdateServer('bench');
  const program = newVersion(elsewhere);
  const feed = connectFeed(nodeUpdater(join(elsewhere, 'updater'), '0.1.0'), { url: server.url, channel: 'bench' });
  const installed: string[] = [];
  let nowMs = Date.parse('2026-11-21T10:00:00Z');
  const work: UpdateWork = {
    feed: {
      ...feed,
      install() {
        if (play.refuse !== undefined) throw new Error(play.refuse);
        installed.push('installed');
      },
    },
    verify: askNewVersion,
    discard: (backup) => rmSync(backup, { force: true }),
    situation: () => ({
      jobOpen: sessionStore(bench.db).get().job !== null,
      screen: bench.view.kind,
      printing: false,
      mark: markOf(bench.db),
    }),
    // In the station itself this is a process of its own that does the same.
    async backUp(version) {
      mkdirSync(join(bench.folder, 'backups'), { recursive: true });
      const file = join(bench.folder, 'backups', `before-update-${version}.backup`);
      expect(makeBackup(bench.folder, file, '0.1.0')).toMatchObject({ ok: true });
      const made_at = backupMadeAt(file) ?? '';
      play.spoil(file);
      return { file, made_at };
    },
  };
  const keeper = createUpdateKeeper({
    folder: bench.folder,
    version: '0.1.0',
    auto: options.auto,
    work,
    nowMs: () => nowMs,
    log: silentLog,
  });
  const play: Playground = {
    bench,
    server,
    installed,
    program,
    spoil: () => undefined,
    refuse: undefined,
    step(afterMs = 0) {
      nowMs += afterMs;
      return keeper.step();
    },
  };
  return play;
}

beforeEach(() => vi.stubEnv('APPIMAGE', '/nonexistent/Pickspan.AppImage'));
afterEach(() => void vi.unstubAllEnvs());

describe('an update from a server', () => {
  it('is only told of where nobody said that it may be installed', async () => {
    const { server, step, program, installed } = await playground({ auto: false });
    server.offer('0.2.0', program);
    expect(await step()).toMatchObject({ state: 'offered', version: '0.2.0' });
    await step(IDLE_MS * 2);
    expect({ installed, asked: new Set(server.asked) }).toEqual({
      installed: [],
      asked: new Set(['/bench-linux.yml']),
    });
  });

  it('is installed when nobody works, after it has opened a copy; its backup can be put back until the first scan', async () => {
    const { bench, server, step, program, installed } = await playground({ auto: true });
    server.offer('0.2.0', program);
    expect(await step()).toMatchObject({ state: 'downloaded', version: '0.2.0' });
    // Somebody works: each scan begins the wait anew.
    bench.scan('PS:OP:w1');
    expect(await step(IDLE_MS - 1)).toMatchObject({ state: 'downloaded' });
    expect(await step(IDLE_MS - 1)).toMatchObject({ state: 'downloaded' });
    expect(installed).toEqual([]);
    const applying = await step(1);
    expect(applying).toMatchObject({ state: 'applying', version: '0.2.0', from: '0.1.0', reason: null });
    expect(installed).toEqual(['installed']);
    expect(readUpdate(bench.folder)).toEqual(applying);

    // The new version has started and updated the schema. The old one, installed again, puts the backup back; after the
    // first scan it does no more.
    writeUpdate(bench.folder, { ...applying, state: 'applied' });
    const backup = applying.backup?.file ?? '';
    bench.close();
    ofSchema(join(bench.folder, 'pickspan.sqlite'), 999);
    expect(await run(bench.folder, ['restore', backup])).toMatchObject({ code: 0, stderr: '' });
    const { stdout } = await run(bench.folder, ['terminal', '--no-sync'], { input: 'PS:OP:w2\n' });
    expect(stdout).toContain('signin.ok');
    const late = await run(bench.folder, ['restore', backup]);
    expect(late).toMatchObject({ code: 1, stdout: '' });
    expect(late.stderr).toContain(
      'nothing was changed: it was made right before an update, and 1 scans or events were',
    );
    const status = await run(bench.folder, ['status', '--json']);
    expect(JSON.parse(status.stdout)).toMatchObject({ update: { state: 'applied', version: '0.2.0' } });
  });

  it('that cannot open the folder is not installed, and the status says why', async () => {
    const play = await playground({ auto: true });
    const { bench, server, step, program, installed } = play;
    // A book that is newer than what is to be installed.
    play.spoil = (backup) => ofSchema(backup, 999);
    server.offer('0.2.0', program);
    await step();
    const rejected = await step(IDLE_MS);
    expect(rejected).toMatchObject({ state: 'rejected', version: '0.2.0' });
    expect(rejected.reason).toContain('was made by a newer Pickspan (schema 999');
    expect(installed).toEqual([]);
    expect(existsSync(join(bench.folder, 'backups', 'before-update-0.2.0.backup'))).toBe(false);
    expect(await step(IDLE_MS * 100)).toMatchObject({ state: 'rejected' });
    const { stdout } = await run(bench.folder, ['status']);
    expect(stdout).toMatch(/^Update +0\.2\.0 rejected since .*newer Pickspan/m);
  });

  it('does not take the station from somebody who came while it was being checked', async () => {
    const play = await playground({ auto: true });
    const { bench, server, step, program, installed } = play;
    play.spoil = () => void bench.scan('PS:OP:w1');
    server.offer('0.2.0', program);
    await step();
    expect(await step(IDLE_MS)).toMatchObject({ state: 'downloaded' });
    expect(installed).toEqual([]);
    play.spoil = () => undefined;
    expect(await step(IDLE_MS)).toMatchObject({ state: 'applying' });
  });

  it('that cannot be put in the place of this one is told of, and the station goes on', async () => {
    const play = await playground({ auto: true });
    const { bench, server, step, program } = play;
    play.refuse = 'EROFS: read-only file system';
    server.offer('0.2.0', program);
    await step();
    expect(await step(IDLE_MS)).toMatchObject({ state: 'failed', version: '0.2.0', reason: play.refuse });
    expect(bench.scan('PS:OP:w1')).toMatchObject({ code: 'signin.ok' });
    expect(await step(IDLE_MS * 100)).toMatchObject({ state: 'failed' });
  });

  it('with another hash than its server says is thrown away, and so is one that does not start', async () => {
    const play = await playground({ auto: true });
    const { server, step, program, installed } = play;
    server.offer('0.2.0', program, 'something else');
    expect(await step()).toMatchObject({ state: 'offered', reason: expect.stringContaining('sha512') as string });
    server.offer('0.2.0', 'no program at all');
    const asked = server.asked.length;
    await step();
    expect(server.asked).toHaveLength(asked);
    expect(await step(15 * 60_000)).toMatchObject({ state: 'downloaded', reason: null });
    const rejected = await step(IDLE_MS);
    expect(rejected).toMatchObject({ state: 'rejected' });
    expect(installed).toEqual([]);
  });

  it('is no downgrade, and a server that is away keeps nobody from working', async () => {
    const { server, step, program } = await playground({ auto: true });
    expect(await step()).toMatchObject({ state: 'current', reason: expect.stringContaining('404') as string });
    server.offer('0.0.9', program);
    expect(await step(60 * 60_000)).toMatchObject({ state: 'current', reason: null });
  });
});

describe('verify', () => {
  it('says whether this version can open a backup, and leaves nothing behind', async () => {
    const bench = openBench();
    const elsewhere = temporaryFolder();
    const file = join(elsewhere, 'b.backup');
    makeBackup(bench.folder, file, '0.1.0');
    bench.close();
    const before = readFileSync(file);
    const good = await run(elsewhere, ['verify', file, '--json']);
    expect({ code: good.code, said: JSON.parse(good.stdout) as unknown }).toMatchObject({
      code: 0,
      said: { ok: true, problem: null },
    });
    writeFileSync(join(elsewhere, 'text'), 'no backup');
    const bad = await run(elsewhere, ['verify', join(elsewhere, 'text'), '--json']);
    expect({ code: bad.code, said: JSON.parse(bad.stdout) as unknown }).toMatchObject({ code: 1, said: { ok: false } });
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(statSync(elsewhere).nlink).toBe(2);
  });
});
