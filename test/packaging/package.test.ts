import { listPackage } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StationBridge } from '../../src/shared/bridge.ts';
import { chromiumNote, hasChromium } from '../support/chromium.ts';
import { startElectronDouble } from '../support/electron-double.ts';
import { packApp, runBuilder, runPacked, type PackedApp } from '../support/packaging/packed-app.ts';
import { makeStandIn } from '../support/packaging/stand-in.ts';
import { temporaryFolder } from '../support/station/folder.ts';

/* A package as electron-builder makes it, on a stand-in for Electron: installers and Electron itself are not tried here. */

const MEBIBYTE = 1024 * 1024;
const native = `linux-${process.arch}`;

let app: PackedApp;
beforeAll(async () => void (app = await packApp()));
afterAll(() => app.remove());

const filesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => statSync(join(folder, file)).isFile());

describe('a package', () => {
  it('holds the bundles, the sample orders and the packages that its main process imports, and nothing else', () => {
    const packed = listPackage(app.asar, { isPack: false }).map((path) => path.slice(1).replaceAll('\\', '/'));
    const foreign = packed.filter(
      (path) =>
        !/^(?:out|resources|node_modules)(?:\/|$)|^package\.json$/.test(path) || /^resources\/(?!orders)/.test(path),
    );
    expect(foreign).toEqual([]);
    const unwanted = packed.filter((path) =>
      /\.(?:[cm]?ts|tsx|map|cpp|c|h|gyp|md|html|sqlite)$|\.test\.|\/(?:test|tests|__tests__)\//.test(path),
    );
    expect(unwanted).toEqual(['out/renderer/index.html']);
    const packages = packed
      .filter((path) => /^node_modules\/(?:@[^/]+\/)?[^@/]+$/.test(path))
      .map((path) => path.slice(13));
    // Page and main process have the pure ones in their bundles; what only builds or tests was never asked for.
    for (const name of [
      'react',
      'i18next',
      'valibot',
      '@opentelemetry/api',
      'bwip-js',
      'zxing-wasm',
      'electron',
      'vitest',
      'vite',
      'node',
      'node-addon-api',
    ])
      expect(packages).not.toContain(name);
    for (const name of ['better-sqlite3', 'serialport', '@napi-rs/canvas', 'electron-updater', 'js-yaml'])
      expect(packages).toContain(name);
  });

  it('holds one native prebuild of each module, for this target, outside of the archive', () => {
    const unpacked = filesOf(`${app.asar}.unpacked`).map((file) => file.replace(/^node_modules\//, ''));
    const glibc = `@serialport/bindings-cpp/prebuilds/${native}/@serialport+bindings-cpp`;
    const serial = process.arch === 'arm64' ? `${glibc}.armv8.glibc.node` : `${glibc}.glibc.node`;
    expect(unpacked.toSorted()).toEqual(
      expect.arrayContaining([
        `@napi-rs/canvas-${native}-gnu/skia.${native}-gnu.node`,
        serial,
        `better-sqlite3/prebuilds/${native}.node`,
      ]),
    );
    expect(unpacked.filter((file) => !file.endsWith('.node'))).toEqual([]);
    const modules = unpacked.map((file) => file.split('/', 2).join('/'));
    expect(new Set(modules).size).toBe(modules.length);
  });

  it('loads what it holds: a database is opened, a sheet drawn, an updater is there', async () => {
    const packages = createRequire(join(app.extracted, 'out', 'main', 'index.js'));
    const Database = packages('better-sqlite3') as new (file: string) => {
      prepare(sql: string): { pluck(): { get(): unknown } };
      close(): void;
    };
    const db = new Database(':memory:');
    expect(db.prepare('SELECT sqlite_version()').pluck().get()).toMatch(/^3\./);
    db.close();
    expect(packages('electron-updater/out/NsisUpdater.js')).toHaveProperty('NsisUpdater');
    const folder = temporaryFolder();
    const sheet = join(folder, 'commands.pdf');
    expect(await runPacked(app, folder, ['sheet', 'commands', '--out', sheet])).toMatchObject({ code: 0, stderr: '' });
    expect(readFileSync(sheet).subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('has its fuses as decided', async () => {
    const wire = await getCurrentFuseWire(join(app.installed, 'pickspan'));
    const on = [FuseV1Options.EnableEmbeddedAsarIntegrityValidation, FuseV1Options.OnlyLoadAppFromAsar];
    const off = [
      FuseV1Options.RunAsNode,
      FuseV1Options.EnableCookieEncryption,
      FuseV1Options.EnableNodeOptionsEnvironmentVariable,
      FuseV1Options.EnableNodeCliInspectArguments,
      FuseV1Options.LoadBrowserProcessSpecificV8Snapshot,
      FuseV1Options.GrantFileProtocolExtraPrivileges,
    ];
    for (const fuse of on) expect({ fuse, state: wire[fuse] }).toEqual({ fuse, state: FuseState.ENABLE });
    for (const fuse of off) expect({ fuse, state: wire[fuse] }).toEqual({ fuse, state: FuseState.DISABLE });
    // Electron has this one too, and electron-builder no key for it: it stays as Electron ships it.
    expect(wire[FuseV1Options.WasmTrapHandlers]).toBe(FuseState.ENABLE);
    expect(Object.values(FuseV1Options).filter((each) => typeof each === 'number')).toHaveLength(
      on.length + off.length + 1,
    );
  });

  it('brings its licence, those of its packages, the page’s among them, and the script for the command line', () => {
    const licences = readFileSync(join(app.installed, 'THIRD-PARTY-LICENCES.txt'), 'utf8');
    for (const name of ['better-sqlite3', 'react', 'valibot', '@fontsource-variable/noto-sans-sc', 'zxing-wasm'])
      expect(licences).toContain(`  ${name} `);
    expect(licences).not.toContain('UNLICENSED');
    expect(readFileSync(join(app.installed, 'LICENSE.pickspan.txt'), 'utf8')).toContain('Apache License');
    // For everybody to run and nobody else to write; a group's right to write comes from the checkout's umask.
    expect(statSync(join(app.installed, 'bin', 'pickspan')).mode & 0o757).toBe(0o755);
    expect(readdirSync(join(app.installed, 'locales')).toSorted()).toEqual(['de.pak', 'en-US.pak', 'es.pak', 'pl.pak']);
  });

  it('keeps within its size, Electron apart', () => {
    const bytes = filesOf(join(app.installed, 'resources')).reduce(
      (sum, file) => sum + statSync(join(app.installed, 'resources', file)).size,
      0,
    );
    expect(bytes).toBeLessThan(75 * MEBIBYTE);
  });

  it('answers the command line from its one program', async () => {
    const folder = temporaryFolder();
    const status = await runPacked(app, folder, ['status', '--json']);
    expect(status).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(status.stdout)).toMatchObject({ database: { ok: true } });
  });

  it.skipIf(!hasChromium)(
    `starts, shows its window and answers a scan, or a command without a window${chromiumNote}`,
    async () => {
      const folder = temporaryFolder();
      const double = await startElectronDouble(folder, ['--demo'], {}, app.extracted);
      const page = await double.page();
      const code = await page.evaluate(async () => {
        const { station } = globalThis as unknown as { readonly station: StationBridge };
        const reply = await station.input({ scan: 'PS:OP:w1', id: 'packed' });
        return reply.ok ? reply.result.code : reply.code;
      });
      expect(code).toBe('signin.ok');
      double.kill('SIGTERM');
      expect(await double.ended).toEqual({ code: 0, stderr: '' });

      const command = await startElectronDouble(folder, ['--cli', 'nonsense'], {}, app.extracted);
      const { code: exit, stderr } = await command.ended;
      expect({ exit, stderr }).toEqual({
        exit: 2,
        stderr: "pickspan: there is no command 'nonsense'; 'pickspan help' lists them\n",
      });
    },
  );
});

describe('its configuration', () => {
  it('is refused with a key that electron-builder does not know', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'pickspan-package-'));
    try {
      mkdirSync(join(folder, 'app'));
      writeFileSync(
        join(folder, 'app', 'package.json'),
        '{"name":"x","version":"1.0.0","description":"x","author":"x"}',
      );
      makeStandIn(join(folder, 'electron'));
      const { code, stdout, stderr } = await runBuilder(folder, ['-c.nonsense=1']);
      expect(code).not.toBe(0);
      expect(stdout + stderr).toContain("unknown property 'nonsense'");
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
