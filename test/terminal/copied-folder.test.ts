import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dataFolder, writeSettings } from '../support/folder.ts';
import { GTIN, mugs, orderCreated, takeIn } from '../support/orders.ts';
import { accept, run, startTerminal, type Environment } from '../support/pickspan.ts';
import { expectRefusal } from '../support/refusal.ts';
import { numbersOf, packMugs, pickMugs } from '../support/shift.ts';

/* A data folder that is copied from one computer to another. */

const HERE: Environment = { PICKSPAN_MACHINE_ID: 'bench-1' };
const THERE: Environment = { PICKSPAN_MACHINE_ID: 'bench-2' };

/** A used folder of one computer, with orders still to be packed. */
async function usedFolder(): Promise<{ folder: string; sscc: string }> {
  const folder = dataFolder();
  const orders = ['ORD-1', 'ORD-2', 'ORD-3'].map((id) => orderCreated(id, [mugs(1)]));
  await run(folder, ['intake', '-'], { input: orders.map((order) => JSON.stringify(order)).join('\n'), env: HERE });
  const terminal = await startTerminal(folder, HERE);
  await accept(terminal, 'PS:OP:w1');
  const { sscc } = numbersOf(await packMugs(terminal, 'ORD-1', 1));
  expect(await terminal.close()).toBe(0);
  return { folder, sscc };
}

function copyOf(folder: string): string {
  const copy = join(dataFolder(), 'copy');
  cpSync(folder, copy, { recursive: true });
  return copy;
}

describe('a folder copied to another computer', () => {
  it('opens and scans, says why it gives out no number, and goes on with a range of its own', async () => {
    const { folder, sscc } = await usedFolder();
    const copy = copyOf(folder);
    const terminal = await startTerminal(copy, THERE);
    await accept(terminal, 'PS:OP:w1');
    await pickMugs(terminal, 'ORD-2', 1);
    await accept(terminal, 'ORD-2', GTIN.mug);
    const answer = await expectRefusal(copy, terminal, 'PS:DONE', 'numbers.copied');
    expect(answer.message).toMatch(/another computer.*range of its own/);
    expect(await terminal.close()).toBe(0);

    const status = await run(copy, ['status', '--json'], { env: THERE });
    expect(status).toMatchObject({ code: 1, stderr: expect.stringContaining('another computer') as string });
    expect(JSON.parse(status.stdout)).toMatchObject({
      numbers: { sscc: 0, 'tracking:house': 0 },
      numbers_withheld: ['sscc', 'tracking:house'],
    });

    // Lower than all that was ever used under the range of before: it counts for itself.
    writeSettings(copy, {
      numbers: { sscc: { prefix: '9521234', from: 1000, to: 1999 }, tracking: { house: { from: 1, to: 99 } } },
    });
    const again = await startTerminal(copy, THERE);
    const own = numbersOf(await accept(again, 'PS:DONE'));
    expect(own.sscc).toMatch(/^09521234000001000\d$/);
    expect(own.sscc).not.toBe(sscc);
    expect(await again.close()).toBe(0);
    expect(await run(copy, ['status'], { env: THERE })).toMatchObject({ code: 0, stderr: '' });
    // The next start goes on in it.
    const later = await startTerminal(copy, THERE);
    expect(numbersOf(await packMugs(later, 'ORD-3', 1)).sscc).toMatch(/^09521234000001001\d$/);
    expect(await later.close()).toBe(0);
  });

  it('stays what it was where it came from', async () => {
    const { folder, sscc } = await usedFolder();
    copyOf(folder);
    const terminal = await startTerminal(folder, HERE);
    const next = numbersOf(await packMugs(terminal, 'ORD-2', 1)).sscc;
    expect(Number(next.slice(0, -1))).toBe(Number(sscc.slice(0, -1)) + 1);
    expect(await terminal.close()).toBe(0);
  });

  it('is one too when it comes by backup and restore; on its own computer a restore goes on', async () => {
    const { folder, sscc } = await usedFolder();
    const backup = join(dataFolder(), 'backup');
    await run(folder, ['backup', backup], { env: HERE });
    const other = dataFolder();
    const restored = await run(other, ['restore', backup], { env: THERE });
    expect(restored.code).toBe(0);
    expect(await run(other, ['status'], { env: THERE })).toMatchObject({ code: 1 });

    await run(folder, ['restore', backup], { env: HERE });
    expect(await run(folder, ['status'], { env: HERE })).toMatchObject({ code: 0 });
    const terminal = await startTerminal(folder, HERE);
    expect(numbersOf(await packMugs(terminal, 'ORD-2', 1)).sscc).not.toBe(sscc);
    expect(await terminal.close()).toBe(0);
  });
});

it('a range that is made shorter does not begin anew', async () => {
  const folder = dataFolder();
  const sscc = { prefix: '9521234', from: 0, to: 999 };
  writeSettings(folder, { numbers: { sscc } });
  await takeIn(folder, orderCreated('ORD-1', [mugs(2)]));
  const first = await startTerminal(folder);
  await accept(first, 'PS:OP:w1');
  await pickMugs(first, 'ORD-1', 2);
  await accept(first, 'ORD-1', GTIN.mug, 'PS:NEXT', GTIN.mug);
  expect(await first.close()).toBe(0);
  writeSettings(folder, { numbers: { sscc: { ...sscc, to: 0 } } });
  const second = await startTerminal(folder);
  await expectRefusal(folder, second, 'PS:DONE', 'numbers.exhausted');
  expect(await second.close()).toBe(0);
});
