import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { afterwards } from '../support/afterwards.ts';
import { dataFolder, dataFolderWith, writeSettings } from '../support/folder.ts';
import { mugs, orderCreated, takeIn } from '../support/orders.ts';
import { aNumber, anObject, textLike } from '../support/matchers.ts';
import { BIN, run } from '../support/pickspan.ts';

/* The command line: what it prints, where, and the code it ends with. */

const linesOf = (text: string): string[] => text.trimEnd().split('\n');
const iso = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

describe('wrong usage ends with 2 and says what to write', () => {
  it.each([
    ['a command that does not exist', ['frobnicate'], 'frobnicate'],
    ['an option that does not exist', ['status', '--jason'], '--jason'],
    ['an option of another command', ['status', '--over', '48h'], '--over'],
    ['a journey of nothing', ['journey'], 'journey'],
    ['a report of nothing', ['report'], 'sla'],
    ['a report without its limit', ['report', 'sla'], '--over'],
    ['a limit that is none', ['report', 'sla', '--over', 'soon'], '--over'],
    ['a file that is not there', ['intake', 'no-such-file.json'], 'no-such-file.json'],
    ['a limit that looks like an option', ['report', 'sla', '--over', '-5h'], '--over'],
    ['--data without a folder', ['status', '--data'], '--data'],
    ['--data with an empty name', ['status', '--data', ''], '--data'],
    ['two formats at once', ['report', 'sla', '--over', '48h', '--json', '--csv'], '--csv'],
    ['a word too many', ['status', 'now'], 'now'],
    ['a second order', ['journey', 'ORD-1', 'ORD-2'], 'ORD-2'],
  ])('%s', async (_, args, named) => {
    const { code, stdout, stderr } = await run(dataFolder(), args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(named);
    expect(linesOf(stderr).length).toBeLessThanOrEqual(2);
    expect(stderr).not.toMatch(/^ {4}at /m);
  });

  it('help and version are no wrong usage', async () => {
    const folder = dataFolder();
    const help = await run(folder, ['--help']);
    expect(help).toMatchObject({ code: 0, stderr: '' });
    for (const command of ['intake', 'terminal', 'status', 'journey', 'report', 'sync'])
      expect(help.stdout).toContain(command);
    expect((await run(folder, ['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\S*\n$/);
  });

  it('a stack trace comes only with --verbose', async () => {
    const { stderr } = await run(dataFolder(), ['frobnicate', '--verbose']);
    expect(stderr).toMatch(/^ {4}at /m);
  });
});

describe('the data folder', () => {
  it('may be named by --data, before and after the command, and wins over the variable', async () => {
    const [unused, folder] = [dataFolder(), dataFolderWith({ station: { id: 'named' } })];
    for (const args of [
      ['--data', folder, 'status', '--json'],
      ['status', '--json', `--data=${folder}`],
    ]) {
      const { code, stdout } = await run(unused, args);
      expect(code).toBe(0);
      expect(JSON.parse(stdout)).toMatchObject({ station: { id: 'named' } });
    }
  });
});

describe('status', () => {
  it('has the shape that was promised, also of a fresh folder, and exits 0', async () => {
    const { code, stdout, stderr } = await run(dataFolder(), ['status', '--json']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({
      station: { id: textLike(/^station-/), roles: ['pick', 'pack', 'ship'], test: true },
      orders: {},
      spans: { waiting: 0, sent: 0, parked: 0, refused: 0, oldest_waiting: null, late: { count: 0, worst_s: null } },
      events: anObject,
      print: anObject,
      last_sync: null,
      database: { ok: true, bytes: aNumber, schema: aNumber },
      numbers: { sscc: aNumber, 'tracking:house': aNumber },
    });
  });

  it('counts orders by state and the spans that wait; waiting offline is normal', async () => {
    const folder = dataFolder();
    await takeIn(
      folder,
      orderCreated('ORD-1', [mugs(1)]),
      orderCreated('ORD-2', [mugs(1)]),
      orderCreated('ORD-3', [mugs(1)], { requires: ['payment'] }),
    );
    const { code, stdout } = await run(folder, ['status', '--json']);
    const status = JSON.parse(stdout) as { spans: { waiting: number; oldest_waiting: string } };
    expect(code).toBe(0);
    expect(status).toMatchObject({ orders: { ready: 2, held: 1 }, events: { waiting: 0 } });
    expect(status.spans.waiting).toBe(4);
    expect(status.spans.oldest_waiting).toMatch(iso);
  });

  it('in words says TEST while numbers are only for trying out', async () => {
    const folder = dataFolder();
    expect((await run(folder, ['status'])).stdout).toContain('TEST');
    writeSettings(folder, { numbers: { sscc: { prefix: '4012345' } } });
    expect((await run(folder, ['status'])).stdout).not.toContain('TEST');
  });
});

it.skipIf(!existsSync('/dev/full'))('output that a full disk does not take is no success', () => {
  const full = openSync('/dev/full', 'w');
  afterwards(() => closeSync(full));
  const { status, stderr } = spawnSync(process.execPath, [BIN, 'help'], {
    stdio: ['ignore', full, 'pipe'],
    encoding: 'utf8',
  });
  expect(status).toBe(1);
  expect(stderr).toMatch(/^pickspan: the output cannot be written: ENOSPC/);
});
