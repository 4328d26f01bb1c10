import { execFileSync } from 'node:child_process';
import { lstatSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startReceiver } from '../../src/main/demo/receiver/receiver.ts';
import { afterwards } from '../support/afterwards.ts';
import { orderState } from '../support/database.ts';
import { dataFolder, dataFolderWith } from '../support/folder.ts';
import { GTIN, mugs, orderCreated, takeIn } from '../support/orders.ts';
import { accept, run, startTerminal, type Ended } from '../support/pickspan.ts';

/* What an IT person does to forty benches: the command line alone. */

const NO_KEYCHAIN = { PICKSPAN_NO_KEYCHAIN: '1' };
const pickspan = (folder: string, ...args: string[]): Promise<Ended> => run(folder, args, { env: NO_KEYCHAIN });
const settingsOf = (folder: string): unknown => JSON.parse(readFileSync(join(folder, 'station.json'), 'utf8'));
const jsonOf = ({ stdout }: Ended): unknown => JSON.parse(stdout);

describe('setup', () => {
  it('takes a whole file without a question, keeps its secrets out of it, and tries all of it', async () => {
    const folder = dataFolder();
    const backend = await startReceiver();
    afterwards(() => void backend.close());
    const from = join(dataFolder(), 'bench.json');
    const station = { id: 'bench-7', name: 'Bench 7', site: 'Hall 2' };
    const sscc = { prefix: '4012345', from: 1000, to: 9000 };
    const telemetry = { endpoint: backend.url, headers: { authorization: 'Bearer s3cret' } };
    const boxes = [{ code: 'S', inner_mm: [200, 150, 100], tare_g: 90 }];
    const printers = [{ kind: 'folder', name: 'paper' }];
    writeFileSync(from, JSON.stringify({ station, numbers: { sscc }, telemetry, boxes, printers }));
    const done = await pickspan(folder, 'setup', '--from', from, '--check', '--print', '--json');
    expect(done).toMatchObject({ code: 0, stderr: '' });
    expect(jsonOf(done)).toMatchObject({
      ok: true,
      first_run: false,
      secret_paths: ['telemetry.headers.authorization'],
      printed: [{ printer: 'paper', state: 'confirmed' }],
    });
    expect(done.stdout).not.toContain('s3cret');
    expect(readFileSync(join(folder, 'station.json'), 'utf8')).not.toContain('s3cret');
    expect(statSync(join(folder, 'secrets.json')).mode & 0o077).toBe(0);
    expect(backend.requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer s3cret']);
    const { steps } = jsonOf(done) as { readonly steps: readonly { readonly todo: string | null }[] };
    expect(steps.filter(({ todo }) => todo !== null)).toEqual([]);
  });

  it('refuses a file with the path of each key that is wrong, and leaves what was there', async () => {
    const folder = dataFolder();
    await pickspan(folder, 'settings', 'set', 'short_policy', 'hold');
    const from = join(dataFolder(), 'bad.json');
    writeFileSync(from, JSON.stringify({ boxes: [{ code: 'S', depth: 1 }], numbers: { sscc: { prefix: '12' } } }));
    const { code, stdout, stderr } = await pickspan(folder, 'setup', '--from', from);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/boxes\.0\.depth: no such setting/);
    expect(stderr).toMatch(/numbers\.sscc\.prefix: a GS1 company prefix/);
    expect(settingsOf(folder)).toEqual({ short_policy: 'hold' });
  });

  it('says of a new station what is missing, and makes none', async () => {
    const folder = join(dataFolder(), 'none');
    const { code, stdout } = await pickspan(folder, 'setup');
    expect(code).toBe(0);
    expect(stdout).toMatch(/There is no station\.json/);
    expect(stdout).toMatch(/numbers: Paper says TEST/);
    expect(() => statSync(folder)).toThrow('ENOENT');
  });
});

describe('settings', () => {
  it('change a running station at once where they may, and else say that they wait', async () => {
    const folder = dataFolder();
    await takeIn(folder, orderCreated('ORD-1', [mugs(2)]));
    const terminal = await startTerminal(folder, NO_KEYCHAIN);
    await accept(terminal, 'PS:OP:w1', 'ORD-1', 'A-01-03', GTIN.mug);
    const live = await pickspan(folder, 'settings', 'set', 'short_policy', 'hold');
    expect(live).toMatchObject({ code: 0, stdout: '+ short_policy: "hold"\n' });
    await accept(terminal, 'PS:SHORT:missing');
    expect(orderState(folder, 'ORD-1')).toBe('short');
    const later = await pickspan(folder, 'settings', 'set', 'station.name', 'Bench 1');
    expect(later.stdout).toMatch(/From the next start of the station: station\./);
    expect(jsonOf(await pickspan(folder, 'settings', 'history', '--json'))).toMatchObject([
      { how: 'hand', by: null },
      { how: 'set', by: null },
      { how: 'set', by: null },
    ]);
    const undone = await pickspan(folder, 'settings', 'undo');
    expect(undone.stdout).toMatch(/^- station\.name: "Bench 1"\n/);
    expect(await terminal.close()).toBe(0);
    expect(settingsOf(folder)).toEqual({ short_policy: 'hold' });
  });

  it('go to another bench without secrets and without what is this one’s alone', async () => {
    const [folder, other] = [dataFolder(), dataFolder()];
    const file = join(folder, 'shared.json');
    await pickspan(folder, 'settings', 'set', 'station.id', 'bench-1');
    await pickspan(folder, 'settings', 'set', 'numbers.sscc', '{"prefix": "4012345", "from": 1, "to": 9}');
    await pickspan(folder, 'settings', 'set', 'amqp.url', 'amqp://shop:s3cret@broker.example/');
    const exported = await pickspan(folder, 'settings', 'export', file, '--for-others');
    expect(exported).toMatchObject({
      code: 0,
      stderr: 'Left out: amqp.password, numbers.sscc.from, numbers.sscc.to, station.id.\n',
    });
    expect(await pickspan(other, 'settings', 'import', file)).toMatchObject({ code: 0 });
    expect(settingsOf(other)).toEqual({
      numbers: { sscc: { prefix: '4012345' } },
      amqp: { url: 'amqp://shop@broker.example/' },
    });
  });
});

it.each([['settings', 'export'], ['diagnostics']])(
  'a file that cannot be written is named, and no fault of the program: %s',
  async (...args) => {
    const { code, stderr } = await pickspan(dataFolder(), ...args, '/nowhere/file');
    expect(code).toBe(1);
    expect(stderr).toMatch(/^\/nowhere\/file cannot be written: ENOENT/);
  },
);

it.runIf(process.platform !== 'win32')(
  'an export goes into a pipe as into a file, and `-` is standard output',
  async () => {
    const folder = dataFolderWith({ short_policy: 'hold' });
    const pipe = join(dataFolder(), 'pipe');
    execFileSync('mkfifo', [pipe]);
    const [read, exported] = await Promise.all([readFile(pipe, 'utf8'), pickspan(folder, 'settings', 'export', pipe)]);
    expect(exported).toMatchObject({ code: 0, stdout: '' });
    expect(read).toBe('{\n  "short_policy": "hold"\n}\n');
    expect(lstatSync(pipe).isFIFO()).toBe(true);
    expect((await pickspan(folder, 'settings', 'export', '-')).stdout).toBe(read);
  },
);
