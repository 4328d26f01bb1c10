import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { readUpdate } from '../../src/main/update/record.ts';
import { IDLE_MS } from '../../src/main/update/state.ts';
import { VERSION } from '../../src/main/version.ts';
import { CALL_CHANNEL } from '../../src/shared/bridge.ts';
import { chromiumNote, hasChromium } from '../support/chromium.ts';
import { startElectronDouble } from '../support/electron-double.ts';
import { mugs, orderCreated, takeIn } from '../support/orders.ts';
import { startUpdateServer } from '../support/packaging/update-server.ts';
import { run } from '../support/pickspan.ts';
import { temporaryFolder } from '../support/station/folder.ts';

/*
 * An AppImage that replaces itself: the built main process on the double, electron-updater as it is installed, a server of
 * our own, and files. Not tried: Electron itself, and that an AppImage mounts.
 */

const CLI = resolve(import.meta.dirname, '../../out/main/cli.js');
const OWN_FRAME = { origin: 'app://station', parent: null };
const LOOKS_WITHIN_MS = 10 * 60_000;
const STEP_MS = 30_000;

/** Answers a command as an AppImage does; started as a station it only writes down with what, and what it found. */
function newVersion(folder: string, station: string): { readonly program: string; readonly started: string } {
  const started = join(folder, 'started');
  const starter = join(folder, 'start.mjs');
  writeFileSync(starter, `import { main } from ${JSON.stringify(CLI)};\nawait main(process.argv.slice(2));\n`);
  const program = [
    '#!/bin/sh',
    '[ -n "$APPIMAGE_EXIT_AFTER_INSTALL" ] && exit 0',
    `case "$*" in`,
    `*--cli*) while [ "$1" != --cli ]; do shift; done; shift; exec "${process.execPath}" "${starter}" "$@";;`,
    'esac',
    `{ tail -n 1 "${station}/logs/pickspan.log"; echo "$@"; } >> "${started}.part" && mv "${started}.part" "${started}"`,
  ];
  return { program: `${program.join('\n')}\n`, started };
}

describe.skipIf(!hasChromium || process.platform !== 'linux')(`an update of the desktop app${chromiumNote}`, () => {
  it('is looked for, fetched, told of, installed when nobody works, and starts with the same words', async () => {
    const [folder, elsewhere] = [temporaryFolder(), temporaryFolder()];
    const server = await startUpdateServer('bench');
    const { program, started } = newVersion(elsewhere, folder);
    server.offer('9.9.9', program);
    const updates = { url: server.url, channel: 'bench', auto: true };
    writeFileSync(join(folder, 'station.json'), JSON.stringify({ updates }));
    await takeIn(folder, orderCreated('ORD-1', [mugs(1)]));
    const appImage = join(elsewhere, 'Pickspan.AppImage');
    writeFileSync(appImage, 'this version');
    chmodSync(appImage, 0o755);
    mkdirSync(join(elsewhere, 'resources'));
    const config = `provider: generic\nurl: ${server.url}\nupdaterCacheDirName: pickspan-updater\n`;
    writeFileSync(join(elsewhere, 'resources', 'app-update.yml'), config);
    const double = await startElectronDouble(folder, [], {
      APPIMAGE: appImage,
      DOUBLE_CLOCK: 'hand',
      DOUBLE_PACKAGED: '1',
      DOUBLE_RESOURCES: join(elsewhere, 'resources'),
      XDG_CACHE_HOME: join(elsewhere, 'cache'),
    });
    let hasEnded = false;
    void double.ended.then(() => (hasEnded = true));
    await double.page();
    const input = (scan: string): unknown =>
      double.ask('invokeFrom', OWN_FRAME, CALL_CHANNEL, 'input', { scan, id: scan });

    expect(server.asked).toEqual([]);
    await double.ask('pass', LOOKS_WITHIN_MS);
    await vi.waitUntil(() => readUpdate(folder)?.state === 'downloaded', { timeout: 100_000 });
    expect(new Set(server.asked)).toEqual(new Set(['/bench-linux.yml', '/Pickspan.AppImage']));
    const { stdout } = await run(folder, ['status', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ update: { state: 'downloaded', version: '9.9.9', reason: null } });

    // A job is open: however long nobody scans, it is somebody's.
    for (const scan of ['PS:OP:w1', 'ORD-1']) await input(scan);
    for (let n = 0; n < 5; n += 1) await double.ask('pass', IDLE_MS);
    // Also when whoever had it has signed out.
    expect(await input('PS:SIGNOUT')).toMatchObject({ ok: true, result: { view: { kind: 'signin' } } });
    for (let n = 0; n < 5; n += 1) await double.ask('pass', IDLE_MS);
    await double.ask('invokeFrom', OWN_FRAME, CALL_CHANNEL, 'input', { scan: 'PS:OP:w1', id: 'again' });
    expect(await input('PS:CANCEL')).toMatchObject({ ok: true, result: { view: { kind: 'home' } } });
    expect(readUpdate(folder)).toMatchObject({ state: 'downloaded' });
    expect(readFileSync(appImage, 'utf8')).toBe('this version');

    await vi.waitUntil(
      () =>
        hasEnded ||
        double.ask('pass', STEP_MS).then(
          () => false,
          () => false,
        ),
      { timeout: 100_000 },
    );
    expect(await double.ended).toEqual({ code: 0, stderr: '' });
    await vi.waitUntil(() => existsSync(started), { timeout: 100_000 });
    expect(readFileSync(appImage, 'utf8')).toBe(program);
    const [last = '', words] = readFileSync(started, 'utf8').trim().split('\n');
    expect(JSON.parse(last)).toMatchObject({ event: 'station.stop', pid: double.pid });
    expect(words).toBe(`--data ${folder} --no-sync`);
    expect(readUpdate(folder)).toMatchObject({ state: 'applying', version: '9.9.9', from: VERSION, reason: null });
  });
});
