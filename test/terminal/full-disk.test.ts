import { describe, expect, it } from 'vitest';
import type { Answer } from '../../src/shared/answers.ts';
import { everythingElse, orderState, rows } from '../support/database.ts';
import { GTIN, mugs, orderCreated, takeIn } from '../support/orders.ts';
import { accept, run, startTerminal, type Terminal } from '../support/pickspan.ts';
import { numbersOf, packMugs } from '../support/shift.ts';
import { canMount, smallDisk } from '../support/small-disk.ts';

/* The real program on a real disk of a few MB that fills up. Elsewhere the same by PRAGMA: src/main/station/full-disk.test.ts. */

/** Refused scans are written too, so sooner or later there is no room for one. */
async function untilFull(terminal: Terminal): Promise<Answer> {
  for (let scans = 0; scans < 5000; scans += 1) {
    const answer = await terminal.send(`nothing known ${'x'.repeat(250)}`);
    if (answer.code !== 'scan.unknown' && !answer.code.startsWith('pick.')) return answer;
  }
  throw new Error('the disk does not fill up');
}

describe.skipIf(!canMount)('a disk that is full (skipped where none can be mounted)', () => {
  it('the scan is refused in words, the station lives, and goes on when there is room again', async () => {
    const disk = smallDisk('6m');
    await takeIn(disk.folder, orderCreated('ORD-1', [mugs(2)]), orderCreated('ORD-2', [mugs(1)]));
    const terminal = await startTerminal(disk.folder);
    await accept(terminal, 'PS:OP:w1', 'ORD-1', 'A-01-03', GTIN.mug);
    disk.fill();
    const before = everythingElse(disk.folder);
    const { view } = await untilFull(terminal).then((refused) => {
      expect(refused).toMatchObject({ ok: false, code: 'station.full', sound: 'error' });
      expect(refused.message).toMatch(/^The disk is full/);
      return refused;
    });
    expect(view).toMatchObject({ kind: 'pick', order_id: 'ORD-1', line: { done: 1 } });
    expect(await terminal.send(GTIN.mug)).toMatchObject({ code: 'station.full', view });
    expect(everythingElse(disk.folder)).toEqual(before);
    const offered = await run(disk.folder, ['intake', '-'], {
      input: JSON.stringify(orderCreated('ORD-3', [mugs(1)])),
    });
    expect(offered).toMatchObject({ code: 1, stdout: '' });
    expect(offered.stderr).toMatch(/full/);
    expect(orderState(disk.folder, 'ORD-3')).toBeUndefined();

    disk.free();
    expect(await accept(terminal, GTIN.mug)).toMatchObject({ code: 'pick.done' });
    await accept(terminal, 'ORD-1', GTIN.mug, GTIN.mug);
    const { sscc } = numbersOf(await accept(terminal, 'PS:DONE'));
    await accept(terminal, sscc, sscc, 'PS:HANDOVER');
    expect(orderState(disk.folder, 'ORD-1')).toBe('dispatched');
    expect(await terminal.close()).toBe(0);
    expect(rows(disk.folder, 'PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    expect(rows(disk.folder, `SELECT DISTINCT state FROM print_jobs`)).toEqual([{ state: 'confirmed' }]);
  });

  it('a label that cannot be laid down is printed when there is room, once', async () => {
    const disk = smallDisk('6m');
    await takeIn(disk.folder, orderCreated('ORD-1', [mugs(1)]), orderCreated('ORD-2', [mugs(1)]));
    const terminal = await startTerminal(disk.folder);
    await accept(terminal, 'PS:OP:w1');
    await packMugs(terminal, 'ORD-1', 1);
    await accept(terminal, 'ORD-2', 'A-01-03', GTIN.mug, 'ORD-2', GTIN.mug);
    disk.fill();
    await untilFull(terminal);
    const refused = await terminal.send('PS:DONE');
    expect(refused).toMatchObject({ ok: false, code: 'station.full' });
    disk.free();
    await accept(terminal, 'PS:DONE');
    expect(await terminal.close()).toBe(0);
    const numbers = rows<{ sscc: string }>(disk.folder, 'SELECT DISTINCT sscc FROM parcels');
    expect(numbers).toHaveLength(2);
    expect(rows(disk.folder, `SELECT state, count(*) AS n FROM print_jobs GROUP BY state`)).toEqual([
      { state: 'confirmed', n: 6 },
    ]);
  });

  it('killed on it, the station says what is wrong; with room again all is there', async () => {
    const disk = smallDisk('6m');
    await takeIn(disk.folder, orderCreated('ORD-1', [mugs(2)]));
    const terminal = await startTerminal(disk.folder);
    await accept(terminal, 'PS:OP:w1', 'PS:PICK', 'A-01-03', GTIN.mug);
    disk.fill();
    const full = await untilFull(terminal);
    await terminal.kill('SIGKILL');
    disk.fill();
    const offered = await run(disk.folder, ['intake', '-'], {
      input: JSON.stringify(orderCreated('ORD-2', [mugs(1)])),
    });
    expect(offered).toMatchObject({ code: 3, stdout: '' });
    expect(offered.stderr).toMatch(/disk.* is full/);
    disk.free();
    const again = await startTerminal(disk.folder);
    expect(again.ready.view).toEqual(full.view);
    expect(await accept(again, GTIN.mug)).toMatchObject({ code: 'pick.done' });
    expect(await again.close()).toBe(0);
  });
});

describe.skipIf(!canMount)('a disk that may only be read (skipped where none can be mounted)', () => {
  it('is no place for a station: exit 3, and what to do', async () => {
    const disk = smallDisk('6m');
    await takeIn(disk.folder, orderCreated('ORD-1', [mugs(1)]));
    disk.setReadOnly(true);
    for (const command of [['terminal'], ['intake', '-']]) {
      const { code, stdout, stderr } = await run(disk.folder, command, { input: '{}' });
      expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
      expect(stderr).toMatch(/Check that it is a folder you may write to/);
    }
    disk.setReadOnly(false);
    const terminal = await startTerminal(disk.folder);
    expect(await terminal.close()).toBe(0);
  });

  it('settings cannot be changed where nobody may write, which is no fault of the program', async () => {
    const disk = smallDisk('6m');
    await takeIn(disk.folder, orderCreated('ORD-1', [mugs(1)]));
    disk.setReadOnly(true);
    const { code, stderr } = await run(disk.folder, ['settings', 'set', 'short_policy', 'hold']);
    expect(code).toBe(3);
    expect(stderr).toMatch(/^pickspan: Cannot write the settings in .*EROFS.*\n$/);
  });
});
