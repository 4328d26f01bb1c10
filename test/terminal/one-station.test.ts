import { createConnection } from 'node:net';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { socketPath } from '../../src/main/control/socket-path.ts';
import { orderState, rows } from '../support/database.ts';
import { dataFolder } from '../support/folder.ts';
import { GTIN, mugs, orderCreated, takeIn } from '../support/orders.ts';
import { accept, run, startTerminal } from '../support/pickspan.ts';
import { present } from '../support/station/one.ts';

/* One station per folder, and other processes beside it. */

/** A Node that is too old for the station, where this machine has one. */
const oldNode = (process.env['PATH'] ?? '')
  .split(delimiter)
  .filter((folder) => !folder.includes('node_modules'))
  .map((folder) => join(folder, 'node'))
  .filter((file) => existsSync(file))
  .find((file) => {
    const { stdout } = spawnSync(file, ['-p', 'process.versions.node'], { encoding: 'utf8' });
    return Number(stdout.split('.')[0]) < 22;
  });

describe('a folder', () => {
  it('has one terminal: a second one exits 3 and names the process that has it', async () => {
    const folder = dataFolder();
    const terminal = await startTerminal(folder);
    expect(terminal.ready.pid).toBe(terminal.pid);
    const second = await run(folder, ['terminal'], { input: 'PS:OP:w1\n' });
    expect(second).toMatchObject({ code: 3, stdout: '' });
    expect(second.stderr).toMatch(new RegExp(`terminal.*\\b${terminal.ready.pid}\\b`));
    expect(second.stderr.trim().split('\n').length).toBeLessThanOrEqual(2);
    expect(await accept(terminal, 'PS:OP:w1')).toMatchObject({ code: 'signin.ok' });
    expect(await terminal.close()).toBe(0);
    const third = await startTerminal(folder);
    expect(await third.close()).toBe(0);
  });

  it('is free again the moment its station is killed', async () => {
    const folder = dataFolder();
    const first = await startTerminal(folder);
    await accept(first, 'PS:OP:w1');
    await first.kill('SIGKILL');
    const second = await startTerminal(folder);
    expect(second.ready.view).toMatchObject({ kind: 'home', operator: 'w1' });
    expect(await second.close()).toBe(0);
  });

  it('two terminals that start in the same moment, ten times: exactly one wins, the other exits 3', async () => {
    const folder = dataFolder();
    for (let race = 0; race < 10; race += 1) {
      const both = await Promise.allSettled([startTerminal(folder), startTerminal(folder)]);
      const won = both.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
      const lost = both.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : []));
      expect(won).toHaveLength(1);
      expect(lost).toEqual([expect.stringMatching(/the terminal ended with 3: pickspan: .* is in use by/)]);
      expect(await accept(present(won[0]), 'PS:OP:w1')).toMatchObject({ code: 'signin.ok' });
      expect(await won[0]?.close()).toBe(0);
    }
  });

  it('does not mind another folder', async () => {
    const first = await startTerminal(dataFolder());
    const second = await startTerminal(dataFolder());
    expect(first.ready.pid).not.toBe(second.ready.pid);
    expect([await first.close(), await second.close()]).toEqual([0, 0]);
  });
});

describe('beside a running terminal', () => {
  it('intake is handed over, says what came of each event, and the order is there', async () => {
    const folder = dataFolder();
    const terminal = await startTerminal(folder);
    await accept(terminal, 'PS:OP:w1');
    const input = `${JSON.stringify(orderCreated('ORD-1', [mugs(1)]))}\n{"half":\n`;
    const { code, stdout, stderr } = await run(folder, ['intake', '-'], { input });
    const results = stdout.trim().split('\n');
    expect(results.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { result: 'accepted', order_id: 'ORD-1', event_id: 'created-ORD-1', linked: true, line: 1 },
      { result: 'refused', reason: 'not_json', line: 2 },
    ]);
    expect({ code, lines: stderr.trim().split('\n').length }).toEqual({ code: 1, lines: 1 });
    expect(await accept(terminal, 'PS:PICK')).toMatchObject({ code: 'pick.opened', view: { order_id: 'ORD-1' } });
    expect(await terminal.close()).toBe(0);
  });

  it('status, journey and report look in without disturbing it', async () => {
    const folder = dataFolder();
    await takeIn(folder, orderCreated('ORD-1', [mugs(2)], { placed_at: '2026-01-02T03:04:05Z' }));
    const terminal = await startTerminal(folder);
    const before = await accept(terminal, 'PS:OP:w1', 'PS:PICK', 'A-01-03', GTIN.mug);
    expect(await run(folder, ['status', '--json'])).toMatchObject({ code: 0, stderr: '' });
    expect(await run(folder, ['journey', 'ORD-1', '--json'])).toMatchObject({ code: 0, stderr: '' });
    expect(await run(folder, ['report', 'sla', '--over', '48h', '--csv'])).toMatchObject({ code: 1 });
    expect(terminal.lastView()).toEqual(before.view);
    expect(await accept(terminal, GTIN.mug)).toMatchObject({ code: 'pick.done' });
    expect(await terminal.close()).toBe(0);
  });

  it.skipIf(process.platform === 'win32')('a station that stands still holds up nobody who asks for it', async () => {
    const folder = dataFolder();
    const terminal = await startTerminal(folder);
    process.kill(terminal.ready.pid, 'SIGSTOP');
    const [status, second] = await Promise.all([run(folder, ['status']), run(folder, ['terminal'])]);
    process.kill(terminal.ready.pid, 'SIGCONT');
    expect(status).toMatchObject({ code: 0, stderr: '' });
    expect(second).toMatchObject({ code: 3, stdout: '' });
    expect(second.stderr).toMatch(/in use by another process/);
    expect(await terminal.close()).toBe(0);
  });

  it('a process that connects and says nothing does not hold up its end', async () => {
    const folder = dataFolder();
    const terminal = await startTerminal(folder);
    const silent = createConnection(socketPath(folder));
    silent.on('error', () => undefined);
    await new Promise<void>((connected) => void silent.once('connect', () => connected()));
    expect(await terminal.close()).toBe(0);
    silent.destroy();
  });
});

describe('two intakes at once', () => {
  it('both succeed, and every order is there once', async () => {
    const folder = dataFolder();
    const ids = Array.from({ length: 12 }, (_, n) => `ORD-${n}`);
    const results = await Promise.all(
      ids.map((id) => run(folder, ['intake', '-'], { input: JSON.stringify(orderCreated(id, [mugs(1)])) })),
    );
    expect(results.map(({ code, stderr }) => [code, stderr])).toEqual(ids.map(() => [0, '']));
    expect(results.map(({ stdout }) => JSON.parse(stdout) as unknown)).toMatchObject(
      ids.map((id) => ({ result: 'accepted', order_id: id })),
    );
    expect(rows(folder, `SELECT count(*) AS n FROM orders`)).toEqual([{ n: ids.length }]);
  });

  it('of the same event take it once: one accepted, the others duplicates', async () => {
    const folder = dataFolder();
    const input = JSON.stringify(orderCreated('ORD-1', [mugs(1)]));
    const results = await Promise.all([1, 2, 3].map(() => run(folder, ['intake', '-'], { input })));
    expect(results.map(({ code }) => code)).toEqual([0, 0, 0]);
    const words = results.map(({ stdout }) => (JSON.parse(stdout) as { result: string }).result);
    expect(words.toSorted()).toEqual(['accepted', 'duplicate', 'duplicate']);
  });
});

describe.skipIf(oldNode === undefined)('under a Node that is too old (skipped where PATH has none)', () => {
  const node = oldNode ?? '';

  it('the bundled one does the work, and ready names the process that holds the folder', async () => {
    const folder = dataFolder();
    await takeIn(folder, orderCreated('ORD-1', [mugs(1)]));
    const terminal = await startTerminal(folder, {}, { node });
    expect(terminal.ready.pid).not.toBe(terminal.pid);
    const second = await run(folder, ['terminal'], { node });
    expect(second.code).toBe(3);
    expect(second.stderr).toContain(String(terminal.ready.pid));
    await accept(terminal, 'PS:OP:w1', 'PS:PICK', 'A-01-03', GTIN.mug);
    expect(await terminal.close()).toBe(0);
    expect(orderState(folder, 'ORD-1')).toBe('picked');
  });

  it('exit codes and output come through', async () => {
    const folder = dataFolder();
    expect(await run(folder, ['--version'], { node })).toMatchObject({ code: 0, stderr: '' });
    expect(await run(folder, ['no-such-command'], { node })).toMatchObject({ code: 2, stdout: '' });
  });
});
