import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../test/support/station/folder.ts';
import { inWords } from '../messages/translate.ts';
import { openSecrets, type Secrets } from '../secrets/secrets.ts';
import { editSettings, type Edited, type SettingsEdit } from './edit.ts';
import { readHistory } from './history.ts';
import { loadSettings } from './load.ts';
import type { Tree } from './tree.ts';

const NO_KEYCHAIN = { PICKSPAN_NO_KEYCHAIN: '1' };

class Desk {
  readonly folder = temporaryFolder();
  readonly secrets: Secrets = openSecrets(this.folder, NO_KEYCHAIN);
  readonly file = join(this.folder, 'station.json');
  #nowMs = Date.UTC(2026, 0, 1);

  edit(edit: SettingsEdit, more: { environment?: Record<string, string>; dryRun?: boolean } = {}): Edited {
    this.#nowMs += 1000;
    return editSettings(edit, {
      folder: this.folder,
      secrets: this.secrets,
      environment: {},
      nowMs: this.#nowMs,
      by: 'w1',
      how: 'set',
      furtherFaults: () => [],
      ...more,
    });
  }

  set(path: string, value: unknown): Edited {
    return this.edit({ kind: 'set', changes: [{ path: path.split('.'), value }] });
  }

  replace = (settings: Tree): Edited => this.edit({ kind: 'replace', settings });
  undo = (): Edited => this.edit({ kind: 'undo' });
  written = (): unknown => (existsSync(this.file) ? JSON.parse(readFileSync(this.file, 'utf8')) : undefined);
}

describe('a change', () => {
  it('is written whole, with what it changes told, and leaves no other file behind', () => {
    const desk = new Desk();
    expect(desk.replace({ station: { id: 'b1' }, weight: { tolerance_g: 5 } })).toMatchObject({ ok: true });
    expect(desk.set('weight.tolerance_g', 7)).toEqual({
      ok: true,
      changes: [{ path: 'weight.tolerance_g', before: 5, after: 7 }],
      wait: [],
      secrets: [],
    });
    expect(desk.set('station.name', 'Bench')).toMatchObject({ wait: ['station.name'] });
    expect(desk.written()).toEqual({ station: { id: 'b1', name: 'Bench' }, weight: { tolerance_g: 7 } });
    expect(readdirSync(desk.folder).toSorted()).toEqual(['station-history.json', 'station.json']);
    expect(statSync(desk.file).mode & 0o077).toBe(0);
  });

  it.each<[string, string, unknown, RegExp]>([
    ['an unknown key', 'weight.tolerence_g', 5, /^weight\.tolerence_g: no such setting/],
    ['a key in a list', 'boxes.0.cod', 'S', /^boxes\.0\.(?:cod|code): /],
    ['a wrong value', 'short_policy', 'perhaps', /^short_policy: /],
  ])('with %s is refused with its path, and nothing is written', (_, path, value, words) => {
    const desk = new Desk();
    const result = desk.set(path, value);
    expect(inWords('en', result.ok ? [] : result.faults)).toMatch(words);
    expect(readdirSync(desk.folder)).toEqual([]);
  });

  it('that only a variable makes wrong is refused too: the next start would fail', () => {
    const desk = new Desk();
    const changed = desk.edit(
      { kind: 'set', changes: [{ path: ['weight', 'tolerance_g'], value: 1 }] },
      { environment: { PICKSPAN_SHORT_POLICY: 'perhaps' } },
    );
    expect(inWords('en', changed.ok ? [] : changed.faults)).toMatch(/short_policy.*variables/);
  });

  it('tried dry says what would be, and writes nothing', () => {
    const desk = new Desk();
    const edit: SettingsEdit = { kind: 'replace', settings: { telemetry: { headers: { a: 'key-1' } } } };
    expect(desk.edit(edit, { dryRun: true })).toMatchObject({ ok: true, changes: [{ before: undefined }] });
    expect(readdirSync(desk.folder)).toEqual([]);
  });
});

describe('undo', () => {
  it('puts back version by version, to where there was no file', () => {
    const desk = new Desk();
    desk.set('short_policy', 'hold');
    desk.set('short_policy', 'ship');
    expect(desk.undo()).toMatchObject({ ok: true, changes: [{ before: 'ship', after: 'hold' }] });
    expect(desk.written()).toEqual({ short_policy: 'hold' });
    expect(desk.undo()).toMatchObject({ ok: true });
    expect(desk.written()).toBeUndefined();
    expect(desk.undo()).toEqual({ ok: false, faults: [{ say: 'fault.no_version' }] });
  });

  it('takes what was written by hand for a version, and knows who made the others', () => {
    const desk = new Desk();
    desk.set('short_policy', 'hold');
    writeFileSync(desk.file, '{"pick_list": true}');
    desk.set('short_policy', 'ship');
    expect(readHistory(desk.folder).map(({ by, how }) => [by, how])).toEqual([
      [null, 'hand'],
      ['w1', 'set'],
      [null, 'hand'],
      ['w1', 'set'],
    ]);
    desk.undo();
    expect(desk.written()).toEqual({ pick_list: true });
  });

  it('mends a file that nobody can read, which is kept aside', () => {
    const desk = new Desk();
    desk.set('short_policy', 'hold');
    writeFileSync(desk.file, '{"short_policy": ');
    expect(desk.set('pick_list', true)).toMatchObject({ ok: false });
    expect(desk.undo()).toMatchObject({ ok: true });
    expect(desk.written()).toEqual({ short_policy: 'hold' });
    expect(readFileSync(join(desk.folder, 'station-unreadable.json'), 'utf8')).toBe('{"short_policy": ');
  });

  it('in another encoding than UTF-8 is said so, and never read with holes in its names', () => {
    const desk = new Desk();
    writeFileSync(desk.file, '\uFEFF{"station": {"name": "Müller"}}');
    expect(loadSettings(desk.folder, {}).station?.name).toBe('Müller');
    writeFileSync(desk.file, '{"station": {"name": "Müller"}}', 'latin1');
    expect(() => loadSettings(desk.folder, {})).toThrow(/station\.json is not in UTF-8/);
  });

  it('goes back twenty versions at most', () => {
    const desk = new Desk();
    for (let n = 0; n < 30; n += 1) desk.set('weight.tolerance_g', n);
    expect(readHistory(desk.folder)).toHaveLength(20);
  });
});

const WITH_SECRETS: Tree = {
  telemetry: { endpoint: 'https://otlp.example/', headers: { authorization: 'Bearer s3cret-1', secret: 's3cret-2' } },
  amqp: { url: 'amqps://shop:s3cret-3@broker.example/' },
  targets: [
    { name: 'erp', kind: 'webhook', url: 'https://erp.example/?key=s3cret-4', secret: 's3cret-5' },
    { name: 'dir', kind: 'folder', path: 'out' },
  ],
  network: { proxy: 'http://u:s3cret-6@proxy.example:3128' },
};

describe('secrets', () => {
  it('are in no file but their own, and the settings are whole when they are read', () => {
    const desk = new Desk();
    const edited = desk.replace(WITH_SECRETS);
    expect(edited.ok && edited.secrets.map(({ kept_in }) => kept_in)).toEqual(Array(6).fill('secrets.json'));
    desk.set('short_policy', 'hold');
    for (const file of readdirSync(desk.folder).filter((name) => name !== 'secrets.json'))
      expect(readFileSync(join(desk.folder, file), 'utf8')).not.toMatch(/s3cret-/);
    expect(JSON.stringify(edited)).not.toMatch(/s3cret-/);
    expect(statSync(join(desk.folder, 'secrets.json')).mode & 0o077).toBe(0);
    expect(loadSettings(desk.folder, NO_KEYCHAIN)).toEqual({
      ...WITH_SECRETS,
      amqp: { url: 'amqps://shop@broker.example/', password: 's3cret-3' },
      short_policy: 'hold',
    });
  });

  it('written by hand are moved out by the next change', () => {
    const desk = new Desk();
    writeFileSync(desk.file, JSON.stringify(WITH_SECRETS));
    expect(loadSettings(desk.folder, NO_KEYCHAIN)).toEqual(WITH_SECRETS);
    desk.set('short_policy', 'hold');
    expect(readFileSync(desk.file, 'utf8')).not.toMatch(/s3cret-/);
    expect(desk.secrets.find('targets.erp.secret')).toBe('s3cret-5');
  });

  it('come from the keychain, else the environment, else the file; from nowhere is said with what to do', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'station.json'), JSON.stringify({ telemetry: { headers: { a: { secret: 'otlp' } } } }));
    expect(() => loadSettings(folder, NO_KEYCHAIN)).toThrow(/'otlp' of telemetry\.headers\.a.*settings secret otlp/);
    const kept = new Map<string, string>();
    const keychain = {
      get: (name: string) => kept.get(name),
      set: (name: string, value: string) => void kept.set(name, value),
      remove: (name: string) => void kept.delete(name),
    };
    const environment = { PICKSPAN_SECRET_OTLP: 'by variable' };
    const openKeychain = () => ({ ok: true, keychain }) as const;
    const found = (secrets: Secrets): unknown => loadSettings(folder, environment, secrets).telemetry?.headers?.['a'];
    writeFileSync(join(folder, 'secrets.json'), '{"otlp": "by file"}');
    expect(loadSettings(folder, NO_KEYCHAIN).telemetry?.headers).toEqual({ a: 'by file' });
    expect(found(openSecrets(folder, environment, openKeychain))).toBe('by variable');
    const secrets = openSecrets(folder, environment, openKeychain);
    expect(secrets.keep('otlp', 'by keychain')).toBe('keychain');
    expect(found(secrets)).toBe('by keychain');
    // One that went into the keychain is not left in the file.
    expect(readFileSync(join(folder, 'secrets.json'), 'utf8')).toBe('{}\n');
  });

  it('of a keychain that fails in the middle go into the file', () => {
    const folder = temporaryFolder();
    const locked = () => {
      throw new Error('it is locked');
    };
    const secrets = openSecrets(folder, {}, () => ({
      ok: true,
      keychain: { get: locked, set: locked, remove: locked },
    }));
    expect(secrets.keep('a', 'b')).toBe('secrets.json');
    expect([secrets.find('a'), secrets.noKeychain()]).toEqual(['b', 'it is locked']);
  });

  it('that an import leaves out stay where what they belong to is still there', () => {
    const desk = new Desk();
    desk.replace(WITH_SECRETS);
    const targets = [
      { name: 'dir', kind: 'folder', path: 'out' },
      { name: 'erp', kind: 'webhook', url: 'https://erp.example/new' },
    ];
    expect(desk.replace({ telemetry: { endpoint: 'https://otlp.example/' }, targets })).toMatchObject({ ok: true });
    expect(loadSettings(desk.folder, NO_KEYCHAIN)).toEqual({
      telemetry: WITH_SECRETS['telemetry'],
      targets: [targets[0], { ...targets[1], secret: 's3cret-5' }],
    });
  });
});

it.skipIf(process.getuid?.() === 0)('a folder that cannot be written to changes nothing', () => {
  const desk = new Desk();
  desk.set('short_policy', 'hold');
  chmodSync(desk.folder, 0o500);
  expect(() => desk.set('short_policy', 'ship')).toThrow(/EACCES/);
  chmodSync(desk.folder, 0o700);
  expect(desk.written()).toEqual({ short_policy: 'hold' });
});
