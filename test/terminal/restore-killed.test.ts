import { cpSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { rows } from '../support/database.ts';
import { dataFolder, writeSettings } from '../support/folder.ts';
import { mugs, orderCreated, takeIn } from '../support/orders.ts';
import { accept, run, startTerminal } from '../support/pickspan.ts';
import { numbersOf, packMugs } from '../support/shift.ts';

/* A restore that is killed before each change it makes to files: the folder opens, as the old one or as the new. */

/** Every change in the soak; else every fourth, another set with each seed. */
const STEP = process.env['PICKSPAN_SOAK'] === '1' ? 1 : 4;
const FIRST = 1 + (Number(process.env['PICKSPAN_SEED'] ?? 0) % STEP);

const KILLER = pathToFileURL(resolve(import.meta.dirname, '../support/kill-at.ts')).href;

it('leaves the old folder or the new one, whole, whenever it is killed', async () => {
  const origin = dataFolder();
  writeSettings(origin, { station: { id: 'as-backed-up' } });
  await takeIn(origin, orderCreated('ORD-1', [mugs(1)]), orderCreated('ORD-2', [mugs(1)]));
  const backup = join(dataFolder(), 'backup');
  await run(origin, ['backup', backup]);
  writeSettings(origin, { station: { id: 'present' } });
  const terminal = await startTerminal(origin);
  await accept(terminal, 'PS:OP:w1');
  const { sscc } = numbersOf(await packMugs(terminal, 'ORD-1', 1));
  // Killed, so that its last changes lie beside the database.
  await terminal.kill('SIGKILL');

  const restoreKilledAt = async (at: number): Promise<{ folder: string; changes: number; code: number | null }> => {
    const folder = dataFolder();
    cpSync(origin, folder, { recursive: true });
    const countFile = join(dataFolder(), 'count');
    const env = { NODE_OPTIONS: `--import=${KILLER}`, KILL_AT: String(at), KILL_COUNT_FILE: countFile };
    const { code } = await run(folder, ['restore', backup], { env });
    return { folder, code, changes: code === null ? at : Number(readFileSync(countFile, 'utf8')) };
  };

  const whole = await restoreKilledAt(1_000_000);
  expect(whole.code).toBe(0);
  expect(whole.changes).toBeGreaterThan(20);
  const outcomes = new Set<string>();
  for (let at = FIRST; at <= whole.changes; at += STEP) {
    const { folder, code } = await restoreKilledAt(at);
    expect(code).toBe(null);
    const { code: opened, stdout } = await run(folder, ['status', '--json']);
    expect({ at, opened }).toEqual({ at, opened: 0 });
    const { station, orders } = JSON.parse(stdout) as { station: { id: string }; orders: Record<string, number> };
    const isNew = station.id === 'as-backed-up';
    expect({ at, orders, id: station.id }).toEqual(
      isNew ? { at, orders: { ready: 2 }, id: 'as-backed-up' } : { at, orders: { packed: 1, ready: 1 }, id: 'present' },
    );
    outcomes.add(station.id);
    // The parcel's serial is the last that anybody knows: its ledger says so before and after.
    expect(readFileSync(join(folder, 'numbers.json'), 'utf8')).toContain(`: ${Number(sscc.slice(4, -1))}`);
    expect(rows(folder, 'PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  }
  expect(outcomes).toEqual(new Set(['present', 'as-backed-up']));
});
